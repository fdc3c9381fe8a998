import type {Position, Schedule} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import type {Account, Market, Row, State} from './state.ts';

export const ONE = new Decimal(1);
export const ZERO = new Decimal(0);

/** A position with its mark and what is known of its market. Amounts in USD. */
export type Held = {
  readonly row: Row;
  /** Without a sign. */
  readonly size: Decimal;
  readonly market?: Market;
  readonly mark?: Decimal;
  readonly index?: Decimal;
  readonly markAt: number;
  /** The mark is that of the row's own message. */
  readonly isOwnMark: boolean;
  /** The one from which the profit told, funding in it, is counted. */
  readonly entry?: Decimal;
  readonly value: Decimal;
  /** At the row's own mark. */
  readonly toldValue: Decimal;
  readonly doubts: readonly string[];
};

const NO_USDC_PRICE = 'the price of USDC was not seen and is taken as 1 USD';

/** Mark and entry that give the profit told: size × mark − cost × USDC price + funding. */
function pricesOf(row: Row, usdc: string | undefined) {
  const size = new Decimal(row.size);
  const cost = new Decimal(row.cost).times(usdc ?? 1);
  const mark = row.mark ? new Decimal(row.mark) : cost.plus(row.profit).minus(row.funding).div(size);
  return {mark, entry: mark.minus(new Decimal(row.profit).div(size))};
}

export function heldOf(state: State, account: Account, row: Row): Held {
  const usdc = state.usdcPrice;
  const prices = pricesOf(row, usdc);
  const market = own(state.markets, row.market);
  const told = own(state.marks, row.market);
  const isOwnMark = told === undefined || told.at <= row.at;
  const mark = isOwnMark ? prices.mark : new Decimal(told.price);
  const size = new Decimal(row.size).abs();
  return {
    row,
    size,
    ...(market && !account.isPortfolio && {market}),
    ...(mark.gt(0) && {mark}),
    // An index of another time than the mark says nothing of either.
    ...(told?.index !== undefined && !isOwnMark && {index: new Decimal(told.index)}),
    markAt: isOwnMark ? row.at : told.at,
    isOwnMark,
    ...(prices.entry.gt(0) && {entry: prices.entry}),
    value: mark.gt(0) ? size.times(mark) : ZERO,
    toldValue: prices.mark.gt(0) ? size.times(prices.mark) : ZERO,
    doubts: usdc === undefined && row.mark === undefined ? [NO_USDC_PRICE] : [],
  };
}

export const maintenanceRateOf = ({initial, maintenance}: Market) => new Decimal(initial).times(maintenance);

/** What the requirement of one position is made of. */
export type Charge = {
  readonly feeRate?: Decimal;
  /** Part of Paradex's own requirement that this position has where its market's fractions are not used. */
  readonly share?: Decimal;
  /** Paradex's liquidation price is of this collateral and these marks. */
  readonly isComparable: boolean;
};

const OWN_FIGURE = "Paradex's own requirement, carried on with the value";

function scheduleOf({market}: Held, share: Decimal | undefined): Schedule | undefined {
  if (market === undefined) return share && {kind: 'reported', maintenance: share};
  const rate = {maintenanceRate: maintenanceRateOf(market), initialRate: new Decimal(market.initial)};
  return {kind: 'tiers', tiers: [{from: ZERO, ...rate}]};
}

const reportedPrice = (text: string) =>
  text === '' || new Decimal(text).lte(0) ? ('none' as const) : new Decimal(text);

/** The initial requirement is the market's own, whatever leverage is shown: so leverage is 1 ÷ that fraction. */
export function positionOf(held: Held, {feeRate, share, isComparable}: Charge): Position {
  const {row, mark, index, entry, market, size} = held;
  const schedule = scheduleOf(held, share);
  const doubts = [...held.doubts, ...(schedule?.kind === 'reported' ? [OWN_FIGURE] : [])];
  return {
    symbol: row.market,
    underlying: market?.base ?? row.market.split('-')[0] ?? row.market,
    contract: 'linear',
    settle: 'USD',
    multiplier: ONE,
    side: row.size.startsWith('-') ? 'short' : 'long',
    size,
    ...(entry && {entryPrice: entry}),
    ...(mark && {markPrice: mark}),
    ...(index && {indexPrice: index}),
    ...(market && {leverage: ONE.div(market.initial)}),
    ...(schedule && {schedule}),
    ...(market && feeRate?.gt(0) && {closingFeeRate: feeRate, openingFeeRate: feeRate}),
    ...(isComparable &&
      row.liquidation !== undefined && {reported: {liquidationPrice: reportedPrice(row.liquidation)}}),
    ...(doubts.length > 0 && {doubts}),
  };
}
