import type {MarginPool} from '../../engine/account.ts';
import type {Decimal} from '../../engine/decimal.ts';
import {type Figure, missing} from '../../engine/figure.ts';
import type {PoolHealth} from '../../engine/health.ts';
import {poolBook} from '../../engine/pool-book.ts';
import {remediesOf} from '../../engine/remedy.ts';
import {HYSTERESIS} from './decide.ts';

/** What takes a pool clearly out of a level again: one deposit, or closing a part of one position. */
export type Lift = {
  /** Accuracy aimed at, in percent: where the level counts as left. */
  readonly to: Decimal;
  /** In the pool's unit. */
  readonly deposit: Figure;
  /** Each alone is enough; in contracts, the one of least value first. */
  readonly closes: readonly {
    readonly symbol: string;
    readonly size: Decimal;
    readonly kind: Figure['kind'];
  }[];
};

/** A fault of ours must not keep the call from being made. */
function remedies(pool: MarginPool, target: Decimal): Pick<PoolHealth['remedies'], 'deposit' | 'reduce'> {
  try {
    return remediesOf(poolBook(pool), target);
  } catch {
    return {deposit: missing(['remedies']), reduce: []};
  }
}

export function liftFrom(level: Decimal, pool: MarginPool, {positions}: PoolHealth): Lift {
  const to = level.plus(HYSTERESIS);
  const {deposit, reduce} = remedies(pool, to.div(100));
  const closes = reduce.flatMap(({symbol, size}, index) => {
    const whole = pool.positions[index]?.size;
    const notional = positions[index]?.notional;
    if (!('value' in size) || whole === undefined || notional === undefined || !('value' in notional))
      return [];
    return [{symbol, size: size.value, kind: size.kind, value: notional.value.times(size.value).div(whole)}];
  });
  return {to, deposit, closes: closes.toSorted((a, b) => a.value.comparedTo(b.value))};
}
