import type {MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Settings} from '../../settings.ts';

/** One level of a pool's ladder, at which the user wants to be called. */
export type Rung = {
  /** The venue's name of it; of the user's own level empty. */
  readonly name: string;
  /** Accuracy in percent. */
  readonly at: Decimal;
  readonly by: 'venue' | 'user';
};

/**
 * The venue's ladder and the user's, highest first. Of two at the same accuracy the venue's counts, because there the
 * venue does something; a level of the user's at the waterline or below it comes too late to be one.
 */
export function rungsOf(pool: MarginPool, {levels}: Pick<Settings, 'levels'>): readonly Rung[] {
  const waterline = pool.waterline.times(100);
  const venues = [...(pool.levels ?? []), {name: 'liquidation', at: pool.waterline}].map(
    ({name, at}): Rung => ({name, at: at.times(100), by: 'venue'}),
  );
  const own = levels
    .map((level): Rung => ({name: '', at: new Decimal(level), by: 'user'}))
    .filter(({at}) => at.gt(waterline));
  const all = [...venues, ...own];
  return all
    .filter(({at}, index) => all.findIndex((other) => other.at.eq(at)) === index)
    .toSorted((one, other) => other.at.comparedTo(one.at));
}
