import type {Tier} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';

/**
 * Bitget has two: `whole` takes the tier's rate on the whole value, so the requirement jumps at an edge (positions
 * opened before 2025-11-10 08:00 UTC); `slices` takes each slice's own rate (opened since).
 */
export type Rule = 'whole' | 'slices';

type Level = {
  readonly from: Decimal;
  readonly to: Decimal;
  readonly rate: Decimal;
  readonly leverage: Decimal;
  /** What makes rate × value − offset go on without a jump where this tier begins; Bitget's table does not have it. */
  readonly offset: Decimal;
};

/** Of `AccountState.tiers`, lowest first. */
export function levelsOf(table: string): readonly Level[] {
  const levels: Level[] = [];
  for (const line of table.split(';')) {
    const [from = '0', to = '0', rate = '0', leverage = '1'] = line.split(' ');
    const floor = new Decimal(from);
    const below = levels.at(-1);
    const step = below === undefined ? floor.times(0) : floor.times(new Decimal(rate).minus(below.rate));
    levels.push({
      from: floor,
      to: new Decimal(to),
      rate: new Decimal(rate),
      leverage: new Decimal(leverage),
      offset: step.plus(below?.offset ?? 0),
    });
  }
  return levels;
}

export const levelAt = (levels: readonly Level[], value: Decimal): Level | undefined =>
  levels.findLast(({from}) => from.lte(value)) ?? levels[0];

/**
 * The table for one of the legs of a contract: the tier is found by all legs together, of which this one is `share`;
 * so its own value reaches an edge at that share of it, and that share of the offset is its.
 */
export const tiersOf = (levels: readonly Level[], rule: Rule, share: Decimal): readonly Tier[] =>
  levels.map(({from, rate, leverage, offset}) => ({
    from: from.times(share),
    maintenanceRate: rate,
    ...(rule === 'slices' && !offset.isZero() && {deduction: offset.times(share)}),
    initialRate: new Decimal(1).div(leverage),
  }));

/**
 * The rate of an inverse leg. Edges and offsets count USD, of which an inverse position has the same at every price:
 * one rate holds, with the offset in it.
 */
export function inverseTiers(levels: readonly Level[], rule: Rule, dollars: Decimal): readonly Tier[] {
  const level = levelAt(levels, dollars);
  if (level === undefined) return [];
  const {rate, offset, leverage} = level;
  const off = rule === 'slices' ? offset.div(dollars) : offset.times(0);
  return [{from: off.times(0), maintenanceRate: rate.minus(off), initialRate: new Decimal(1).div(leverage)}];
}
