import {bytesIn} from './letters.ts';

/**
 * The text of one packed message. No byte of it passes through our hands: in Firefox the platform's streams are the
 * page's, and would not take bytes of ours. One that unpacks to too much harms the page's own process alone, and goes no
 * further.
 * @throws {Error} when it is not packed so or is cut off.
 */
export const unpack = (letters: string, format: CompressionFormat): Promise<string> =>
  new Response(new Blob([bytesIn(letters)]).stream().pipeThrough(new DecompressionStream(format))).text();
