import type {Schedule, Tier} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Row} from './state.ts';

/**
 * What Bybit requires of a position: value × rate − deduction of its tier, and the fee to close it at its bankruptcy
 * price. The fee rate is the account's own and never sent: it is what the row's initial margin has beyond value ÷
 * leverage. Since 2025-09-02 cross margin counts value at the mark throughout, isolated margin counts initial margin and
 * fee at the entry; before, both counted all at the entry.
 */
export type Charge = {
  readonly schedule?: Schedule;
  readonly closingFeeRate?: Decimal;
  readonly doubts: readonly string[];
};

const ZERO = new Decimal(0);

/** No taker fee, both ways and at 1×, is above this share of the value. */
const DEAREST = new Decimal('0.005');
/** Amounts are cut at 8 decimals. */
const CUT = new Decimal('3e-8');
const NEAR = new Decimal('1e-6');

const READ_TABLES = 200;
const tables = new Map<string, readonly Tier[]>();

function tierOf(line: string): Tier {
  const [from = '0', rate = '0', deduction = '0', leverage] = line.split(' ');
  return {
    from: new Decimal(from),
    maintenanceRate: new Decimal(rate),
    deduction: new Decimal(deduction),
    ...(leverage !== undefined && {initialRate: new Decimal(1).div(leverage)}),
  };
}

/** From `AccountState.tiers`; what was read last is kept, because tables are asked for with every mark. */
export function tiersOf(table: string): readonly Tier[] {
  const known = tables.get(table);
  if (known !== undefined) return known;
  const tiers = table.split(';').map(tierOf);
  if (tables.size >= READ_TABLES) tables.clear();
  tables.set(table, tiers);
  return tiers;
}

/** In hedge mode the smaller leg of a contract is charged nothing but its closing fees. */
const WAIVED: readonly Tier[] = [{from: ZERO, maintenanceRate: ZERO}];

function required(tiers: readonly Tier[], value: Decimal): Decimal {
  const tier = tiers.findLast(({from}) => from.lte(value)) ?? tiers[0];
  if (tier === undefined) return ZERO;
  return value.times(tier.maintenanceRate).minus(tier.deduction ?? ZERO);
}

/** The prices that Bybit may have counted a row with: the requirement's and the fee's. */
type Basis = {readonly required: 'mark' | 'entry'; readonly fee: 'mark' | 'entry'};
type Fit = Basis & {readonly amount: Decimal; readonly value: Decimal; readonly isConfirmed: boolean};

const CROSS: readonly Basis[] = [
  {required: 'mark', fee: 'mark'},
  {required: 'entry', fee: 'entry'},
];
const ISOLATED: readonly Basis[] = [
  {required: 'mark', fee: 'entry'},
  {required: 'entry', fee: 'entry'},
];

export type Charged = {
  readonly row: Row;
  readonly inverse: boolean;
  readonly isIsolated: boolean;
  readonly isSmallerLeg: boolean;
  /** In the settle coin; undefined: not seen. */
  readonly table: string | undefined;
  /** Today's mark. */
  readonly mark: Decimal | undefined;
};

const valueAt = ({row, inverse}: Charged, price: string | Decimal) =>
  inverse ? new Decimal(row.size).div(price) : new Decimal(row.size).times(price);

/** The fee by a basis, and whether the row's own maintenance margin bears it out. */
function fitOf(charged: Charged, tiers: readonly Tier[], basis: Basis): Fit | undefined {
  const {row} = charged;
  const {[basis.required]: price, [basis.fee]: feePrice, initial, leverage, maintenance} = row;
  if (price === undefined || feePrice === undefined || initial === undefined || leverage === undefined)
    return;
  const counted = valueAt(charged, feePrice);
  const fee = new Decimal(initial).minus(counted.div(leverage));
  if (fee.lt(CUT.neg()) || fee.gt(counted.times(DEAREST))) return;
  const amount = Decimal.max(fee, ZERO);
  const value = valueAt(charged, price);
  const sum = required(tiers, value).plus(amount);
  const isConfirmed =
    maintenance !== undefined &&
    sum
      .minus(maintenance)
      .abs()
      .lte(Decimal.max(CUT, sum.abs().times(NEAR)));
  return {...basis, amount, value, isConfirmed};
}

function bestFit(charged: Charged, tiers: readonly Tier[]): Fit | undefined {
  const fits = (charged.isIsolated ? ISOLATED : CROSS).flatMap((basis) => fitOf(charged, tiers, basis) ?? []);
  return fits.find(({isConfirmed}) => isConfirmed) ?? fits[0];
}

/** Bybit says that the row is in a higher tier than its value: open orders count towards the tier. */
function tierDoubt({row}: Charged, tiers: readonly Tier[], fit: Fit): readonly string[] {
  if (fit.isConfirmed || row.limit === undefined) return [];
  const byLimit = tiers.findLastIndex(({from}) => from.lt(row.limit ?? 0));
  const byValue = tiers.findLastIndex(({from}) => from.lte(fit.value));
  return byLimit > byValue
    ? [`Bybit holds ${row.symbol} in a higher tier than its value has, as it counts open orders`]
    : [];
}

const withFee = (tiers: readonly Tier[], fee: Decimal): readonly Tier[] =>
  tiers.map((tier) => ({...tier, deduction: (tier.deduction ?? ZERO).minus(fee)}));

function byTable(charged: Charged, tiers: readonly Tier[]): Charge {
  const fit = bestFit(charged, tiers);
  if (fit === undefined) {
    const doubt = `the fee to close ${charged.row.symbol}, which Bybit adds to its requirement, was not seen`;
    return {schedule: {kind: 'tiers', tiers}, doubts: [doubt]};
  }
  const doubts = tierDoubt(charged, tiers, fit);
  if (fit.required === 'entry' && fit.isConfirmed) {
    return {schedule: {kind: 'fixed', maintenance: required(tiers, fit.value).plus(fit.amount)}, doubts};
  }
  if (fit.fee === 'entry') return {schedule: {kind: 'tiers', tiers: withFee(tiers, fit.amount)}, doubts};
  return {schedule: {kind: 'tiers', tiers}, closingFeeRate: fit.amount.div(fit.value), doubts};
}

/** Without a table: the venue's own figure, at today's value. */
function byFigure(charged: Charged): Charge {
  const {row, mark, inverse} = charged;
  if (row.maintenance === undefined) return {doubts: []};
  const maintenance = new Decimal(row.maintenance);
  if (maintenance.lte(0)) return {doubts: []};
  if (mark === undefined || row.mark === undefined)
    return {schedule: {kind: 'reported', maintenance}, doubts: []};
  const moved = inverse ? new Decimal(row.mark).div(mark) : mark.div(row.mark);
  return {schedule: {kind: 'reported', maintenance: maintenance.times(moved)}, doubts: []};
}

export function chargeOf(charged: Charged): Charge {
  const {table, isSmallerLeg, isIsolated} = charged;
  if (isSmallerLeg && !isIsolated) return byTable(charged, WAIVED);
  return table === undefined ? byFigure(charged) : byTable(charged, tiersOf(table));
}
