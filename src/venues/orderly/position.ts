import type {Position, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {ONE, UNIT, ZERO} from './collateral.ts';
import {EXPONENT, grown} from './growth.ts';
import {coinOf, type Funding, type Row, type State} from './state.ts';

/** How the rates of a symbol grow for this account. */
export type Terms = {
  readonly maintenance: Decimal;
  /** maintenance × factor ÷ initial. */
  readonly growth: Decimal;
  readonly initial: Decimal;
  readonly factor: Decimal;
  readonly isOwn: boolean;
  readonly fundingHours?: Decimal;
};

/** An open position with what is known of its market. */
export type Held = {
  readonly row: Row;
  /** Signed. */
  readonly quantity: Decimal;
  readonly mark?: Decimal;
  readonly markAt: number;
  /** The mark is that of the row's own message. */
  readonly isOwnMark: boolean;
  /** At `mark`, without a sign; 0 without one. */
  readonly value: Decimal;
  readonly terms?: Terms;
  readonly funding?: Funding;
  readonly index?: Decimal;
};

function termsOf(state: State, symbol: string): Terms | undefined {
  const rule = own(state.rules, symbol);
  const ownFactor = own(state.factors, symbol);
  const factor = ownFactor ?? rule?.factor;
  if (rule === undefined || factor === undefined) return undefined;
  const maintenance = new Decimal(rule.maintenance);
  return {
    maintenance,
    growth: maintenance.div(rule.initial).times(factor),
    initial: new Decimal(rule.initial),
    factor: new Decimal(factor),
    isOwn: ownFactor !== undefined,
    ...(rule.fundingHours !== undefined && {fundingHours: new Decimal(rule.fundingHours)}),
  };
}

export function heldOf(state: State, row: Row): Held {
  const quantity = new Decimal(row.quantity);
  const told = own(state.marks, row.symbol);
  const isOwnMark = row.mark !== undefined && (told === undefined || told.at <= row.at);
  const text = isOwnMark ? row.mark : told?.price;
  const mark = text === undefined ? undefined : new Decimal(text);
  const terms = termsOf(state, row.symbol);
  const funding = own(state.funding, row.symbol);
  const index = own(state.indices, coinOf(row.symbol));
  return {
    row,
    quantity,
    ...(mark && {mark}),
    markAt: isOwnMark ? row.at : (told?.at ?? row.at),
    isOwnMark,
    value: quantity.times(mark ?? ZERO).abs(),
    ...(terms && {terms}),
    ...(funding && {funding}),
    ...(index && {index: new Decimal(index.price)}),
  };
}

/** What funding the position owed since it was last settled, and when that was told; negative: it is owed. */
type Due = {readonly amount: Decimal; readonly at: number};

/** From the cumulative funding, or from what Orderly's own unsettled profit leaves: whichever was told last. */
export function fundingDue({row, quantity, funding}: Held): Due | undefined {
  const {lastFunding, mark, unsettled} = row;
  const sum = lastFunding === undefined ? undefined : funding?.sum;
  if (sum !== undefined && funding !== undefined && (funding.at >= row.at || unsettled === undefined))
    return {amount: quantity.times(new Decimal(sum).minus(lastFunding ?? 0)), at: funding.at};
  if (mark === undefined || unsettled === undefined) return undefined;
  return {amount: quantity.times(mark).minus(row.cost).minus(unsettled), at: row.at};
}

/** The price that the page shows as the open one; what was settled since is deducted from the equity. */
export function entryOf({row, quantity}: Held): Decimal | undefined {
  if (row.open !== undefined) return new Decimal(row.open);
  const settled = new Decimal(row.cost).div(quantity);
  return settled.gt(ZERO) ? settled : undefined;
}

/** Of today's value, for the leverage that was chosen. */
function initialRateOf({row, terms, value}: Held): Decimal | undefined {
  const chosen = row.leverage === undefined ? undefined : ONE.div(row.leverage);
  if (terms === undefined) return chosen;
  const asked = grown(terms.initial, terms.factor, value);
  return chosen === undefined ? undefined : Decimal.max(chosen, asked);
}

/** What margin the position asks when it is opened. */
export function initialOf(held: Held): Decimal | undefined {
  const rate = initialRateOf(held);
  return rate && held.value.times(rate);
}

export const maintenanceRateOf = ({maintenance, growth}: Terms, value: Decimal): Decimal =>
  grown(maintenance, growth, value);

const NOT_OWN = "the account's own size factor was not seen; that of the symbol is taken";
const NO_TERMS = "the symbol's rates were not seen; Orderly's own rate at the last word is taken";

function scheduleOf({row, terms, value}: Held): Schedule | undefined {
  if (terms !== undefined)
    return {kind: 'power', base: terms.maintenance, factor: terms.growth, exponent: EXPONENT};
  return isZero(row.rate) ? undefined : {kind: 'reported', maintenance: value.times(row.rate ?? 0).abs()};
}

function doubtsOf({terms}: Held, schedule: Schedule | undefined): readonly string[] {
  if (schedule?.kind === 'reported') return [NO_TERMS];
  return terms === undefined || terms.isOwn ? [] : [NOT_OWN];
}

export function positionOf(held: Held, reported: Position['reported']): Position {
  const {row, quantity, mark, index, funding, terms} = held;
  const entryPrice = entryOf(held);
  const schedule = scheduleOf(held);
  const initialRate = initialRateOf(held);
  const doubts = doubtsOf(held, schedule);
  const {fundingHours} = terms ?? {};
  return {
    symbol: row.symbol,
    underlying: coinOf(row.symbol),
    contract: 'linear',
    settle: UNIT,
    multiplier: ONE,
    side: quantity.isNegative() ? 'short' : 'long',
    size: quantity.abs(),
    ...(entryPrice && {entryPrice}),
    ...(mark && {markPrice: mark}),
    ...(index && {indexPrice: index}),
    ...(initialRate && {leverage: ONE.div(initialRate)}),
    ...(schedule && {schedule}),
    ...(funding?.rate !== undefined &&
      fundingHours && {fundingRate: new Decimal(funding.rate), fundingIntervalHours: fundingHours}),
    ...(funding?.nextAt !== undefined && {nextFundingAt: funding.nextAt}),
    ...(reported && {reported}),
    ...(doubts.length > 0 && {doubts}),
  };
}
