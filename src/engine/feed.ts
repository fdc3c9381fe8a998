import type {MarginPool, Position} from './account.ts';
import {Decimal} from './decimal.ts';
import type {FeedVerdict} from './health.ts';

/** Marks of the same underlying elsewhere, each with the venue's name for people. */
export type OtherMarks = ReadonlyMap<string, readonly {readonly venue: string; readonly price: Decimal}[]>;

/** Shares of the price beyond which two prices of one thing disagree. Ours; funding and basis stay well below. */
const APART = {index: new Decimal('0.01'), last: new Decimal('0.02'), venue: new Decimal('0.01')} as const;

/**
 * Can the pool's figures be trusted now? `stale`: a stream has been silent for longer than it may; `diverging`: the
 * mark and the index, the last trade or another venue's mark are apart. Ages are of `now`, ms since 1970.
 */
export const feedOf = (pool: MarginPool, now: number, elsewhere?: OtherMarks): FeedVerdict => {
  const silent = (pool.sources ?? [])
    .filter(({at, limitMs}) => now - at > limitMs)
    .map(({name, at}) => `${name} has said nothing for ${seconds(now - at)}`);
  const apart = pool.positions.flatMap((position) => divergences(position, elsewhere));
  const reasons = [...silent, ...new Set(apart)];
  if (silent.length > 0) return {verdict: 'stale', reasons};
  return {verdict: apart.length > 0 ? 'diverging' : 'live', reasons};
};

const seconds = (ms: number): string => {
  const whole = Math.round(ms / 1000);
  return whole < 120 ? `${whole} s` : `${Math.round(whole / 60)} min`;
};

const divergences = (position: Position, elsewhere: OtherMarks | undefined): readonly string[] => {
  const {symbol, markPrice, indexPrice, lastPrice, contract, underlying} = position;
  // An option's mark is a premium: it has nothing to agree with.
  if (markPrice === undefined || contract === 'option') return [];
  const found: string[] = [];
  const compare = (name: string, other: Decimal | undefined, limit: Decimal): void => {
    if (other === undefined) return;
    const off = markPrice.minus(other).abs();
    if (off.gt(other.abs().times(limit)))
      found.push(
        `mark price of ${symbol} is ${off
          .times(100)
          .div(other.isZero() ? markPrice : other)
          .toFixed(2)} % away from ${name}`,
      );
  };
  compare('its index', indexPrice, APART.index);
  compare('its last trade', lastPrice, APART.last);
  for (const {venue, price} of elsewhere?.get(underlying) ?? [])
    compare(`that of ${venue}`, price, APART.venue);
  return found;
};
