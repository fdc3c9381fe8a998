import type {Position, PositionReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {chargeOf} from './charge.ts';
import {contractOf} from './contract.ts';
import type {AccountState, Mark, Row} from './state.ts';

/** A position as the engine wants it, with what the pool around it needs to know. */
export type Held = {
  readonly row: Row;
  readonly position: Position;
  /** When its mark price was last heard. */
  readonly markAt: number;
  /** The mark is still that of the row which the venue's figures came in. */
  readonly isAsAnswered: boolean;
};

const ONE = new Decimal(1);

const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

/** The newer of ticker and row. */
function markOf(account: AccountState, row: Row): {price?: Decimal; at: number; ticker?: Mark} {
  const ticker = own(account.marks, row.symbol);
  if (ticker?.price !== undefined && (row.mark === undefined || ticker.at >= row.at)) {
    return {price: new Decimal(ticker.price), at: ticker.at, ticker};
  }
  const price = decimal(row.mark);
  return {...(price && {price}), at: row.at, ...(ticker && {ticker})};
}

/** The other leg of the same contract is larger; of two equal legs the short is the smaller. */
function isSmallerLeg(account: AccountState, row: Row): boolean {
  if (row.leg === 0) return false;
  const other = own(account.positions, `${row.symbol}:${row.leg === 1 ? 2 : 1}`);
  if (other === undefined || other.side === row.side) return false;
  const order = new Decimal(row.size).comparedTo(other.size);
  return order < 0 || (order === 0 && row.side === 'short');
}

/** What initial margin has beyond value ÷ leverage: the fee to close. In isolated margin it stays put, whatever the value. */
function openingFeeOf(
  row: Row,
  value: Decimal | undefined,
  closingFeeRate: Decimal | undefined,
): Decimal | undefined {
  if (closingFeeRate !== undefined) return closingFeeRate;
  if (row.initial === undefined || row.leverage === undefined || value === undefined) return undefined;
  const rate = new Decimal(row.initial).div(value).minus(new Decimal(1).div(row.leverage));
  return rate.isNegative() ? undefined : rate;
}

/** Maintenance and profit hold at the row's own mark only. */
function reportedOf(row: Row, isAsAnswered: boolean): PositionReported {
  const maintenance = isAsAnswered ? decimal(row.maintenance) : undefined;
  const profit = isAsAnswered ? decimal(row.profit) : undefined;
  return {
    ...(row.liquidation !== undefined && {
      liquidationPrice: row.liquidation === 'none' ? 'none' : new Decimal(row.liquidation),
    }),
    ...(maintenance?.gt(0) && {maintenanceMargin: maintenance}),
    ...(profit && {unrealisedPnl: profit}),
  };
}

const funding = (ticker: Mark | undefined): Partial<Position> => ({
  ...(ticker?.index !== undefined && {indexPrice: new Decimal(ticker.index)}),
  ...(ticker?.last !== undefined && {lastPrice: new Decimal(ticker.last)}),
  ...(ticker?.fundingRate !== undefined && {fundingRate: new Decimal(ticker.fundingRate)}),
  ...(ticker?.fundingHours !== undefined && {fundingIntervalHours: new Decimal(ticker.fundingHours)}),
  ...(ticker?.nextFundingAt !== undefined && {nextFundingAt: ticker.nextFundingAt}),
});

export function heldOf(account: AccountState, row: Row, margin: 'cross' | 'isolated'): Held {
  const {category, underlying, settle} = contractOf(row.symbol);
  const {price, at, ticker} = markOf(account, row);
  const isAsAnswered = price !== undefined && row.mark !== undefined && price.eq(row.mark);
  const inverse = category === 'inverse';
  const {schedule, closingFeeRate, doubts} = chargeOf({
    row,
    inverse,
    isIsolated: margin === 'isolated',
    isSmallerLeg: isSmallerLeg(account, row),
    table: own(account.tiers, row.symbol),
    mark: price,
  });
  const size = new Decimal(row.size);
  const basis = margin === 'isolated' ? price : decimal(row.mark);
  const value = basis && (inverse ? size.div(basis) : size.times(basis));
  const openingFeeRate = openingFeeOf(row, value, closingFeeRate);
  const entry = decimal(row.entry);
  const leverage = decimal(row.leverage);
  const position: Position = {
    symbol: row.symbol,
    underlying,
    contract: inverse ? 'inverse' : 'linear',
    settle,
    multiplier: ONE,
    side: row.side,
    size,
    ...(entry && {entryPrice: entry}),
    ...(price && {markPrice: price}),
    ...(leverage && {leverage}),
    ...funding(ticker),
    ...(schedule && {schedule}),
    ...(closingFeeRate && {closingFeeRate}),
    ...(openingFeeRate && {openingFeeRate}),
    reported: reportedOf(row, isAsAnswered),
    ...(doubts.length > 0 && {doubts}),
  };
  return {row, position, markAt: at, isAsAnswered};
}
