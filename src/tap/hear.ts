import {handOn} from './bytes.ts';
import {decide} from './decide.ts';
import {slice} from './natives.ts';
import {emit, type Kind, pass} from './relay.ts';
import type {Claim} from './table.ts';

/** Hands on a message that one of the claiming row's heads wants; else counts it, and shows 1 head in 256. */
export const hear = ({at, row, url}: Claim, kind: Kind, message: unknown): void => {
  const text = typeof message === 'string' ? message : '';
  const heads = kind === 'o' ? row.out : row.in;
  const head = decide(heads, text);
  if (heads.bytes && text !== message) handOn(message, at, url);
  else if (head >= 0) emit(kind, text, at, head, url);
  else if (kind !== 'o' && pass() % 256 === 0) emit('s', slice(text, 0, 96), at, 0, url);
};
