import {indexOf, slice} from './natives.ts';
import {emit, pass} from './relay.ts';
import {claim} from './table.ts';

/**
 * How to hand on the answer to `ask` from `address`; undefined: no row wants it. A question that is not text (nothing
 * at all is an empty one) cannot be told from another, so no row that looks at questions wants its answer.
 */
export const wantedAnswer = (
  kind: 'f' | 'x',
  address: string,
  ask: unknown,
): ((body: string) => void) | undefined => {
  if (!claim('request', address)) return undefined;
  const text = ask ?? '';
  const question = typeof text === 'string' ? slice(text, 0, 256) : null;
  const claimed = claim('request', address, ({asks}) => {
    if (!asks) return true;
    for (let i = 0; question !== null && i < asks.length; i++)
      if (indexOf(question, asks[i] ?? '') >= 0) return true;
    return false;
  });
  if (!claimed) return void pass();
  const {at, row} = claimed;
  const {query, asks} = row;
  const end = indexOf(address, '?');
  const url = query || end < 0 ? address : slice(address, 0, end);
  return (body) => emit(kind, body, at, 0, url, asks ? (text as string) : '');
};
