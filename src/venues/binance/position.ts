import type {Position, PositionReported, Schedule, Tier} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {contractOf} from './contract.ts';
import type {AccountState, Book, Mark, Row} from './state.ts';

/** A position as the engine wants it, with what the pool around it needs to know. */
export type Held = {
  readonly row: Row;
  readonly position: Position;
  /** When its mark price was last heard. */
  readonly markAt: number;
  /** The mark is still that of the answer which the venue's figures came in. */
  readonly isAsAnswered: boolean;
};

/** EU accounts are margined in credits, whatever asset a contract is quoted in. */
export const CREDITS = 'BNFCR';

/** The asset that margins the row: what the answer says, the account's credits, or what the symbol ends in. */
export function settleOf(book: Book, row: Row): string | undefined {
  const hasCredits = !isZero(own(book.wallets, CREDITS)?.cross);
  return row.asset ?? (hasCredits ? CREDITS : contractOf(row.symbol).settle);
}

const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

/** The newer of the mark stream and the answer. */
function markOf(account: AccountState, row: Row): {price?: Decimal; at: number; stream?: Mark} {
  const stream = own(account.marks, row.symbol);
  if (stream && (row.mark === undefined || stream.at >= (row.markAt ?? 0))) {
    return {price: new Decimal(stream.price), at: stream.at, stream};
  }
  const price = decimal(row.mark);
  return {...(price && {price}), at: row.markAt ?? row.at, ...(stream && {stream})};
}

/** Tables change by the month and are asked for with every mark: what was read last is kept, by its text. */
const READ_TABLES = 200;
const read = new Map<string, readonly Tier[]>();

function tierOf(line: string): Tier {
  const [from = '0', rate = '0', deduction = '0', leverage] = line.split(' ');
  const tier = {
    from: new Decimal(from),
    maintenanceRate: new Decimal(rate),
    deduction: new Decimal(deduction),
  };
  return leverage === undefined ? tier : {...tier, initialRate: new Decimal(1).div(leverage)};
}

/** From `AccountState.brackets`: `floor rate deduction leverage;…`. */
function tiersOf(table: string): readonly Tier[] {
  const known = read.get(table);
  if (known !== undefined) return known;
  const lines = table.split(';').filter((line) => !line.startsWith('x'));
  const tiers = lines.map(tierOf);
  if (read.size >= READ_TABLES) read.clear();
  read.set(table, tiers);
  return tiers;
}

/** Tiers count notional, those of COIN-M the value in coin. Without a table the venue's own figure, at today's value. */
function scheduleOf(table: string | undefined, row: Row, mark: Decimal | undefined): Schedule | undefined {
  const {inverse} = contractOf(row.symbol);
  if (table !== undefined) return {kind: 'tiers', by: inverse ? 'base' : 'notional', tiers: tiersOf(table)};
  const maintenance = decimal(row.reported?.maintenance);
  if (maintenance === undefined || maintenance.lte(0)) return undefined;
  if (mark === undefined || row.mark === undefined) return {kind: 'reported', maintenance};
  const moved = inverse ? new Decimal(row.mark).div(mark) : mark.div(row.mark);
  return {kind: 'reported', maintenance: maintenance.times(moved)};
}

/** Maintenance and profit hold at the answer's mark only. A liquidation price of 0 is Binance's "none". */
function reportedOf(row: Row, isAsAnswered: boolean): PositionReported | undefined {
  const {reported} = row;
  if (reported === undefined) return undefined;
  const liquidation = decimal(reported.liquidation);
  const maintenance = isAsAnswered ? decimal(reported.maintenance) : undefined;
  const profit = isAsAnswered ? decimal(reported.profit) : undefined;
  return {
    ...(liquidation && {liquidationPrice: liquidation.lte(0) ? ('none' as const) : liquidation}),
    ...(maintenance && {maintenanceMargin: maintenance}),
    ...(profit && {unrealisedPnl: profit}),
  };
}

function doubtsOf(
  table: string | undefined,
  row: Row,
  isAsAnswered: boolean,
  settle: string | undefined,
): string[] {
  const coefficient = table?.startsWith('x') ? table.slice(1, table.indexOf(';')) : undefined;
  return [
    ...(coefficient === undefined
      ? []
      : [
          `the exchange multiplies this account's brackets of ${row.symbol} by ${coefficient}; whether its table has that already is not documented`,
        ]),
    ...(row.markDerived && isAsAnswered
      ? [`the mark price of ${row.symbol} is worked out from the value that the exchange gave`]
      : []),
    ...(settle === CREDITS
      ? [
          `the exchange counts the profit of ${row.symbol} in credits at a rate that it does not send; 1 is assumed`,
        ]
      : []),
  ];
}

export function heldOf(account: AccountState, book: Book, row: Row): Held {
  const {inverse, underlying, multiplier, settle: quoted} = contractOf(row.symbol);
  const settle = settleOf(book, row);
  const {price, at, stream} = markOf(account, row);
  const isAsAnswered = price !== undefined && row.mark !== undefined && price.eq(row.mark);
  const table = own(account.brackets, row.symbol);
  const size = new Decimal(row.size);
  const schedule = scheduleOf(table, row, price);
  const reported = reportedOf(row, isAsAnswered);
  const leverage = decimal(own(book.leverages, row.symbol));
  const doubts = doubtsOf(table, row, isAsAnswered, settle);
  const position: Position = {
    symbol: row.symbol,
    underlying,
    contract: inverse ? 'inverse' : 'linear',
    settle: settle ?? quoted ?? '?',
    multiplier,
    side: size.isNegative() ? 'short' : 'long',
    size: size.abs(),
    ...(row.entry !== undefined && {entryPrice: new Decimal(row.entry)}),
    ...(price && {markPrice: price}),
    ...(stream?.index !== undefined && {indexPrice: new Decimal(stream.index)}),
    ...(leverage && {leverage}),
    ...(schedule && {schedule}),
    ...(stream?.fundingRate !== undefined && {fundingRate: new Decimal(stream.fundingRate)}),
    ...(stream?.nextFundingAt !== undefined && {nextFundingAt: stream.nextFundingAt}),
    ...(reported && {reported}),
    ...(doubts.length > 0 && {doubts}),
  };
  return {row, position, markAt: at, isAsAnswered};
}
