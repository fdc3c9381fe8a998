import type {Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import type {Instrument} from './instrument.ts';
import type {Row} from './state.ts';

/** What standard margin asks of one position: its schedule, and value ÷ initial margin. */
export type Charge = {readonly schedule?: Schedule; readonly leverage?: Decimal; readonly doubt?: string};

/** A price and what goes with it, in the settle asset where it is an amount. */
export type Moment = {
  readonly quantity: Decimal;
  readonly mark: Decimal;
  readonly index: Decimal | undefined;
  /** Of the position, at its mark; of an option that of its underlying. */
  readonly value: Decimal;
};

type Rate = {readonly base: Decimal; readonly initial: Decimal; readonly slope: Decimal};
const rate = (base: string, initial: string, slope: string): Rate => ({
  base: new Decimal(base),
  initial: new Decimal(initial),
  slope: new Decimal(slope),
});

/** Base rates and their growth per coin of the position: one rate for all of it. */
const FUTURES: ReadonlyMap<string, Rate> = new Map([
  ['BTC', rate('0.01', '0.02', '0.00005')],
  ['ETH', rate('0.01', '0.02', '0.000004')],
  ['SOL', rate('0.02', '0.04', '0.000005')],
]);

/** Coins whose short options ask for shares of the underlying that are published. */
const OPTIONS: ReadonlySet<string> = new Set(['BTC', 'ETH']);
const SHORT = {maintenance: new Decimal('0.075'), initial: new Decimal('0.15'), floor: new Decimal('0.1')};

/** Marks are sent rounded, margins cut at six digits or more. */
const ROUNDED = new Decimal('1e-4');
const CUT = new Decimal('1e-6');
const isNear = (one: Decimal, other: Decimal) =>
  one
    .minus(other)
    .abs()
    .lte(Decimal.max(CUT, other.abs().times(ROUNDED)));

const amountOf = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));
const asked = (text: string | undefined) => (isZero(text) ? undefined : amountOf(text));

/** Deribit's own figure of then, carried on with the value. */
function reportedCharge(row: Row, then: Moment, now: Moment): Charge {
  const maintenance = amountOf(row.maintenance_margin);
  const initial = asked(row.initial_margin);
  return {
    ...(maintenance && {
      schedule: {kind: 'reported', maintenance: maintenance.times(now.value).div(then.value)},
    }),
    ...(initial && {leverage: then.value.div(initial)}),
  };
}

/** Linear contracts have been described as charged on the index: told from Deribit's own figure. */
function scaleOf(own: Decimal | undefined, byRule: Decimal, {mark, index}: Moment): Decimal | undefined {
  const one = new Decimal(1);
  if (own === undefined || isNear(byRule, own)) return one;
  const scale = index?.div(mark);
  return scale && isNear(byRule.times(scale), own) ? scale : undefined;
}

export function futureCharge(
  {contract, underlying}: Instrument,
  row: Row,
  then: Moment,
  now: Moment,
): Charge {
  const known = FUTURES.get(underlying);
  if (known === undefined) return reportedCharge(row, then, now);
  const coins = (moment: Moment) => (contract === 'inverse' ? moment.value : moment.quantity);
  const byRule = then.value.times(known.base.plus(known.slope.times(coins(then))));
  const scale = scaleOf(amountOf(row.maintenance_margin), byRule, then);
  if (scale === undefined) return reportedCharge(row, then, now);
  return {
    schedule: {kind: 'sized', base: known.base.times(scale), slope: known.slope.times(scale)},
    leverage: new Decimal(1).div(known.initial.plus(known.slope.times(coins(now))).times(scale)),
  };
}

/** How far the strike lies out of the money, as a share of the index. */
function outOfMoney({option}: Instrument, index: Decimal): Decimal {
  const strike = new Decimal(option?.strike ?? 0);
  const apart = option?.right === 'call' ? strike.minus(index) : index.minus(strike);
  return Decimal.max(0, apart.div(index));
}

/** Shares of the underlying's value that a short option asks for beside its mark. */
function shortShares(instrument: Instrument, {mark, index}: Moment) {
  const isPut = instrument.option?.right === 'put';
  const isCoin = instrument.settle === instrument.underlying;
  if (index === undefined) return undefined;
  const share = isCoin ? mark : mark.div(index);
  const maintenance = isPut
    ? Decimal.max(SHORT.maintenance, SHORT.maintenance.times(share))
    : SHORT.maintenance;
  const initial = Decimal.max(SHORT.initial.minus(outOfMoney(instrument, index)), SHORT.floor);
  return {maintenance, initial: isPut ? Decimal.max(initial, maintenance) : initial};
}

/** A share of the underlying, which moves with it, and the mark's value, which stays put here: its change is in the equity. */
export function shortOptionCharge(instrument: Instrument, row: Row, then: Moment, now: Moment): Charge {
  const before = shortShares(instrument, then);
  const shares = shortShares(instrument, now);
  const own = amountOf(row.maintenance_margin);
  if (!OPTIONS.has(instrument.underlying) || before === undefined || shares === undefined)
    return reportedCharge(row, then, now);
  const byRule = then.value.times(before.maintenance).plus(then.quantity.times(then.mark));
  if (own !== undefined && !isNear(byRule, own)) return reportedCharge(row, then, now);
  const premium = now.quantity.times(now.mark);
  const tier = {from: new Decimal(0), maintenanceRate: shares.maintenance, deduction: premium.neg()};
  return {
    schedule: {kind: 'tiers', tiers: [tier]},
    leverage: now.value.div(now.value.times(shares.initial).plus(premium)),
  };
}
