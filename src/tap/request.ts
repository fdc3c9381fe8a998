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
  const question = ask ?? '';
  const claimed = claim('request', address, ({asks}) => {
    if (!asks) return true;
    for (let i = 0; typeof question === 'string' && i < asks.length; i++)
      if (indexOf(slice(question, 0, 256), asks[i] ?? '') >= 0) return true;
    pass();
    return false;
  });
  return (
    claimed &&
    ((body) => emit(kind, body, claimed.at, 0, address, claimed.row.asks ? (question as string) : ''))
  );
};
