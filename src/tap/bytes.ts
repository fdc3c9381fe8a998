import {getter, uncurry} from './natives.ts';
import {emit, listen} from './relay.ts';

const decoder = new TextDecoder('x-user-defined');
const decode = uncurry(decoder.decode);
const Reader = FileReader;
const read = uncurry(Reader.prototype.readAsBinaryString);
const lettersIn = getter(Reader.prototype, 'result');
let blobs = 0;

export const handOn = (bytes: unknown, at: number, url: string): void => {
  try {
    emit('b', decode(decoder, bytes as ArrayBuffer), at, 0, url);
  } catch {
    const blob = ++blobs;
    const reader = new Reader();
    const tell = () => emit('b', lettersIn(reader) as string, at, blob, url);
    tell();
    listen(reader, 'loadend', tell);
    read(reader, bytes as Blob);
  }
};
