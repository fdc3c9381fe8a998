import {gzipSync} from 'node:zlib';
import {bundle, files} from '../../build.mjs';

/** What one part of the extension weighs and may weigh, in bytes, as gzip packs it. */
export type Weight = {readonly part: string; readonly gzip: number; readonly limit: number};

const KB = 1024;

const packed = (content: string | Uint8Array) => gzipSync(content, {level: 9}).length;

/**
 * The background without an exchange, and what each exchange adds to it, are weighed apart, or the twentieth exchange
 * would have to be paid for by the engine.
 */
export async function weights(): Promise<readonly Weight[]> {
  const {venues, out} = await files();
  const background = async (venueIds: readonly string[]) =>
    packed((await bundle('src/background/background.ts', {venueIds})).text);
  const alone = await background([]);
  const added = await Promise.all(venues.map(async ({id}) => ({id, gzip: (await background([id])) - alone})));
  const file = (name: string) => packed(out.get(name) ?? '');
  const taps = [...out.keys()].filter((name) => name.startsWith('tap'));
  return [
    ...taps.map((part) => ({part, gzip: file(part), limit: 2 * KB})),
    {part: 'content.js', gzip: file('content.js'), limit: 12 * KB},
    {part: 'table.js', gzip: file('table.js'), limit: 6 * KB},
    {part: 'background.js', gzip: alone, limit: 60 * KB},
    ...added.map(({id, gzip}) => ({part: `background.js, ${id}`, gzip, limit: 15 * KB})),
    {part: 'popup.js', gzip: file('popup.js'), limit: 25 * KB},
  ];
}
