import type {FromContent, Tally, WireFrame} from '../messages.ts';
import {CAP} from './stream.ts';

/** Characters of one message: browsers take 64 MB, and a large message blocks every other. */
const MOST = 8_000_000;

const NO_TALLY: Tally = {wanted: 0, unwanted: 0, oversize: 0, replaced: 0, failures: 0, unseen: []};

/** As many messages as the frames need, in order; the tally goes with the first. */
export const messagesOf = (frames: readonly WireFrame[], tally: Tally = NO_TALLY): FromContent[] => {
  const parts: WireFrame[][] = [[]];
  let size = 0;
  for (const frame of frames) {
    const part = parts.at(-1) ?? [];
    if (part.length > 0 && (part.length === CAP.framesPerMessage || size + frame.body.length > MOST)) {
      parts.push([frame]);
      size = frame.body.length;
    } else {
      part.push(frame);
      size += frame.body.length;
    }
  }
  return parts.map((part, at) => ({kind: 'frames', frames: part, tally: at === 0 ? tally : NO_TALLY}));
};
