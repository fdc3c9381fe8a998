import {Inflate} from 'fflate';
import {bytesOf} from '../base64.ts';

/** A first frame with every coin is some 30,000 characters; this is a hundred of them. */
const MOST_BYTES = 3_000_000;

/** Small enough that even the densest stream (1 to 1032) stays near the limit before it is noticed. */
const SLICE = 1024;

/**
 * The text of a base64 raw DEFLATE stream, as `fastAssetCtxs` has it.
 * @throws {Error} when it is not one, is cut off, or would unpack to something absurdly large.
 */
export function inflateText(base64: string): string {
  const packed = bytesOf(base64);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((chunk) => {
    length += chunk.length;
    if (length > MOST_BYTES) throw new Error('unpacks to too much');
    chunks.push(chunk);
  });
  for (let start = 0; start < packed.length; start += SLICE) {
    stream.push(packed.subarray(start, start + SLICE), start + SLICE >= packed.length);
  }
  const decoder = new TextDecoder('utf-8', {fatal: true});
  return chunks.map((chunk) => decoder.decode(chunk, {stream: true})).join('') + decoder.decode();
}
