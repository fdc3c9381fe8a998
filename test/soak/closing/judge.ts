import * as v from 'valibot';
import type {Point} from '../../../src/history/record.ts';
import type {Kept} from '../own-page.ts';

const text = v.pipe(v.string(), v.minLength(1));
const Written = v.pipe(v.string(), v.regex(/^(none|missing|~?-?\d+(\.\d+)?)$/));
const Name = {venue: text, account: text, pool: text};
const Whole = v.strictObject({
  ...Name,
  at: v.pipe(v.number(), v.integer(), v.minValue(1)),
  grade: v.picklist(['safe', 'watch', 'warning', 'margin-call', 'liquidation', 'unknown']),
  accuracy: Written,
  equity: Written,
  requirement: Written,
  distance: Written,
});

const keyOf = ({venue, account, pool, at}: Point): string => JSON.stringify([venue, account, pool, at]);

/** What is wrong with a history that is read after the browser was torn down; `before`: as it was last read before that. */
export function judgeReopened(before: Kept, after: Kept): readonly string[] {
  const texts = new Map(after.points.map((point) => [keyOf(point), JSON.stringify(point)]));
  const pools = new Set(after.pools.map(({venue, account, pool}) => JSON.stringify([venue, account, pool])));
  return [
    ...before.points.flatMap((point) => {
      const kept = texts.get(keyOf(point));
      if (kept === undefined) return [`the point ${keyOf(point)} was written and is gone`];
      return kept === JSON.stringify(point) ? [] : [`the point ${keyOf(point)} is another one now`];
    }),
    ...after.points.flatMap((point) => [
      ...(v.is(Whole, point) ? [] : [`half a point: ${JSON.stringify(point)}`]),
      ...(pools.has(JSON.stringify([point.venue, point.account, point.pool]))
        ? []
        : [`a point of no pool: ${keyOf(point)}`]),
    ]),
  ];
}
