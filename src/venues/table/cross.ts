import type {MarginPool, Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {DecimalMark} from './amount.ts';
import {quantitiesIn} from './cell.ts';
import {moneyOf, positionOf, signOf, sizeOf, standing} from './position.ts';
import type {TableState} from './reduce.ts';
import type {PositionRow, Shown} from './row.ts';
import type {TableTerms} from './terms.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);
const HUNDRED = new Decimal(100);

type Beside = {
  readonly terms: TableTerms;
  readonly figures: TableState['figures'];
  readonly mark: DecimalMark | null;
  /** Rows of the table that could not be read at all. */
  readonly unread: number;
};

type Sized = {readonly row: PositionRow; readonly size: Shown};

/**
 * The rows that one account secures together: one pool. A row whose size is not sure is a pool of null, to be counted.
 * What the account is worth stands in no such table, so its distance rests on the liquidation prices alone, unless the
 * page shows the account's health.
 */
export const crossPools = (rows: readonly PositionRow[], beside: Beside): readonly (MarginPool | null)[] => {
  const sized = rows.map((row) => ({row, size: sizeOf(row, beside.terms)}));
  const sure = sized.filter((one): one is Sized => one.size !== null);
  const unsure = sized.filter(({size}) => size === null).map(() => null);
  const [first] = sure;
  if (first === undefined) return unsure;
  const pool = {id: 'cross', kind: 'cross', unit: moneyOf(first.row), waterline: ONE} as const;
  // A part of an account must not look whole.
  const healthy = unsure.length + beside.unread === 0 ? healthPool(sure, beside) : null;
  const shown: MarginPool = {
    ...pool,
    collateral: [],
    positions: sure.map(({row, size}) => standing(row, positionOf(row, size))),
    equityNeeds: ['the account’s equity, which the page’s table does not show'],
  };
  return [healthy === null ? shown : {...pool, ...healthy}, ...unsure];
};

const shownFigure = (text: string | undefined, mark: DecimalMark | null): Decimal | null => {
  const found = quantitiesIn(text ?? '', mark) ?? [];
  return found.length === 1 ? (found[0]?.value ?? null) : null;
};

/** As Drift's: 100 × (1 − requirement ÷ collateral), in whole percent. */
const requiredShare = (health: Decimal): {share: Decimal; doubt: string} => {
  const most = Decimal.min(health, new Decimal('99.5'));
  return {
    share: ONE.minus(most.div(HUNDRED)),
    doubt: 'the requirement follows from the account’s health, which the page shows in whole percent',
  };
};

const healthPool = (
  sized: readonly Sized[],
  {figures, mark}: Beside,
): Pick<MarginPool, 'collateral' | 'positions' | 'doubts'> | null => {
  const health = shownFigure(figures.health, mark);
  if (health?.gt(ZERO) !== true || health.gt(HUNDRED)) return null;
  const {share, doubt} = requiredShare(health);
  const priced = sized.every(({row}) => row.mark !== undefined && row.entry !== undefined);
  const value = sum(sized, ({row, size}) => size.value.times(row.mark?.value ?? ZERO));
  const told = shownFigure(figures.equity, mark);
  const equity = told ?? equityBehind(sized, share, value);
  if (!priced || !value.gt(ZERO) || equity?.gt(ZERO) !== true) return null;
  const profit = sum(sized, ({row, size}) => profitOf(row, size));
  const maintenanceRate = equity.times(share).div(value);
  const positions = sized.map(({row, size}): Position => {
    const position = positionOf(row, size);
    const schedule = {kind: 'tiers', tiers: [{from: ZERO, maintenanceRate}]} as const;
    // Beside a collateral that the page states, its price is a second word, which the audit compares.
    const price = told === null ? undefined : row.liquidation?.value;
    return {...position, schedule, ...(price ? {reported: {liquidationPrice: price}} : {})};
  });
  const [first] = positions;
  const asset = first?.settle ?? 'USD';
  return {
    collateral: [{asset, amount: equity.minus(profit), price: ONE, weight: ONE}],
    positions,
    doubts: [
      doubt,
      ...(told === null
        ? ['the collateral is worked back from a liquidation price that the page shows']
        : []),
      'one rate is taken for all positions, and the collateral is taken to stand still',
    ],
  };
};

const sum = (sized: readonly Sized[], of: (one: Sized) => Decimal): Decimal =>
  sized.reduce((total, one) => total.plus(of(one)), ZERO);

const profitOf = (row: PositionRow, {value}: Shown): Decimal =>
  (row.mark?.value ?? ZERO)
    .minus(row.entry?.value ?? ZERO)
    .times(value)
    .times(signOf(row));

/**
 * The collateral E at which a row's liquidation price L and the account's health h are both true: with one rate for all,
 * hE = q(L − M)((1 − h)E ÷ N − s). From the row that moves the most money.
 */
const equityBehind = (sized: readonly Sized[], share: Decimal, value: Decimal): Decimal | null => {
  const ways = sized.flatMap(({row, size}) => {
    if (row.liquidation === undefined || row.mark === undefined) return [];
    const way = row.liquidation.value.minus(row.mark.value).times(size.value);
    return way.times(signOf(row)).lt(ZERO) ? [{way, sign: signOf(row)}] : [];
  });
  const [largest] = ways.toSorted((one, other) => other.way.abs().comparedTo(one.way.abs()));
  if (largest === undefined) return null;
  const under = ONE.minus(share).minus(share.times(largest.way).div(value));
  return under.gt(ZERO) ? largest.way.times(-largest.sign).div(under) : null;
};
