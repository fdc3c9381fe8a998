import {gzipSync} from 'node:zlib';
import {files} from '../../build.mjs';

/** What one part of the extension weighs and may weigh, in bytes, as gzip packs it. */
export type Weight = {readonly part: string; readonly gzip: number; readonly limit: number};

const KB = 1024;

const packed = (content: string | Uint8Array) => gzipSync(content, {level: 9}).length;

/** Each exchange, with what several share, comes to the background when one of its pages speaks; the study when the popup asks. */
export async function weights(): Promise<readonly Weight[]> {
  const {out} = await files();
  const file = (name: string) => packed(out.get(name) ?? '');
  const taps = [...out.keys()].filter((name) => name.startsWith('tap'));
  const onDemand = [...out.keys()].filter((name) => /^(venues|shared)\/|^study\.js$/.test(name));
  return [
    ...taps.map((part) => ({part, gzip: file(part), limit: 2 * KB})),
    {part: 'content.js', gzip: file('content.js'), limit: 8 * KB},
    {part: 'content.js + pill.js', gzip: file('content.js') + file('pill.js'), limit: 12 * KB},
    {part: 'table.js', gzip: file('table.js'), limit: 7 * KB},
    {part: 'background.js', gzip: file('background.js'), limit: 60 * KB},
    ...onDemand.map((part) => ({part, gzip: file(part), limit: 15 * KB})),
    {part: 'welcome.js', gzip: file('welcome.js'), limit: 25 * KB},
    // The popup with engine, study and one exchange in it, and the day that they play.
    {part: 'demo.js + day.js', gzip: file('demo.js') + file('day.js'), limit: 120 * KB},
    {part: 'popup.js', gzip: file('popup.js'), limit: 25 * KB},
    {part: 'history.js', gzip: file('history.js'), limit: 45 * KB},
  ];
}
