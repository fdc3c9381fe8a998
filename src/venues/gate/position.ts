import type {Position, PositionReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {kindOf, underlyingOf} from './contract.ts';
import {type Known, type Required, requiredOf, shrunk, TAKER} from './schedule.ts';
import type {Book, GateState, Row} from './state.ts';

/** A position as the engine wants it, with what the pool around it needs to know. */
export type Held = {
  readonly row: Row;
  readonly position: Position;
  readonly markAt: number;
  /** The mark is still that of the answer which Gate's figures came in. */
  readonly isAsAnswered: boolean;
  /** What one contract is, is not known: then nothing of this position can be. */
  readonly isUnsized: boolean;
};

const ONE = new Decimal(1);
/** Gate's word for a price that cannot be reached. */
const UNREACHABLE = '99999999';

const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

/** The newer of the ticker and the answer. */
function markOf(
  state: GateState,
  row: Row,
): {price?: Decimal; index?: Decimal; funding?: Decimal; at: number} {
  const ticker = own(state.marks, row.contract);
  const {mark, at = 0} = row.answer ?? {};
  const rest = {
    ...(ticker?.index !== undefined && {index: new Decimal(ticker.index)}),
    ...(ticker?.funding !== undefined && {funding: new Decimal(ticker.funding)}),
  };
  if (ticker && (mark === undefined || ticker.at >= at))
    return {...rest, price: new Decimal(ticker.price), at: ticker.at};
  return {...rest, ...(mark !== undefined && {price: new Decimal(mark)}), at};
}

function knownOf(state: GateState, book: Book, settle: string, row: Row): Known {
  const kind = kindOf(row.contract, settle);
  const contract = own(state.contracts, row.contract);
  const multiplier = kind === 'inverse' ? ONE : decimal(contract?.multiplier);
  const {price: mark} = markOf(state, row);
  const table = own(state.tables, row.contract);
  return {
    row,
    kind,
    ...(mark && {mark}),
    ...(multiplier && {multiplier}),
    ...(table !== undefined && {table}),
    ...(book.wallet?.tiered !== undefined && {tiered: book.wallet.tiered}),
    ...(contract?.takerFee !== undefined && {fee: contract.takerFee}),
  };
}

/** The other leg of the same contract in hedge mode, when it is the larger one. */
function largerLeg(book: Book, row: Row): Row | undefined {
  if (row.mode === 'single') return undefined;
  const size = new Decimal(row.size).abs();
  return Object.values(book.rows).find(
    (other) =>
      other.contract === row.contract && other.mode !== row.mode && new Decimal(other.size).abs().gt(size),
  );
}

function requirementOf(state: GateState, book: Book, settle: string, row: Row): Required {
  const larger = largerLeg(book, row);
  const own = requiredOf(knownOf(state, book, settle, row));
  if (larger === undefined) return own;
  const ratio = new Decimal(row.size).abs().div(new Decimal(larger.size).abs());
  const shared = shrunk(requiredOf(knownOf(state, book, settle, larger)), ratio);
  return shared.schedule ? shared : own;
}

/** Maintenance and profit hold at the answer's mark and size only; a price of 0 is Gate's "none". */
function reportedOf(row: Row, isAsAnswered: boolean): PositionReported | undefined {
  const {liquidation, answer} = row;
  const price = decimal(liquidation);
  const isNone = price?.lte(0) || liquidation === UNREACHABLE;
  const isSame = isAsAnswered && answer?.size === row.size;
  const maintenance = isSame ? decimal(answer?.maintenance) : undefined;
  const profit = isSame ? decimal(answer?.profit) : undefined;
  if (price === undefined && maintenance === undefined && profit === undefined) return undefined;
  return {
    ...(price && {liquidationPrice: isNone ? ('none' as const) : price}),
    ...(maintenance && {maintenanceMargin: maintenance}),
    ...(profit && {unrealisedPnl: profit}),
  };
}

/** Gate's initial margin of a position is value × (1 ÷ leverage + taker × (1 + 1 ÷ leverage)), on all real rows. */
const openingFee = (fee: Decimal, leverage: string | undefined): {openingFeeRate?: Decimal} =>
  leverage === undefined ? {} : {openingFeeRate: fee.plus(fee.div(leverage))};

function priced(state: GateState, book: Book, settle: string, row: Row, mark: ReturnType<typeof markOf>) {
  const {schedule, fee, doubts} = requirementOf(state, book, settle, row);
  const {fundingSeconds: seconds, takerFee} = own(state.contracts, row.contract) ?? {};
  return {
    doubts,
    fields: {
      ...(mark.price && {markPrice: mark.price}),
      ...(mark.index && {indexPrice: mark.index}),
      ...(schedule && {schedule}),
      ...(fee && {closingFeeRate: fee}),
      ...openingFee(fee ?? new Decimal(takerFee ?? TAKER), row.leverage),
      ...(mark.funding && {fundingRate: mark.funding}),
      ...(seconds !== undefined && {fundingIntervalHours: new Decimal(seconds).div(3600)}),
    },
  };
}

const VOUCHER = 'a voucher carries part of this position; how Gate counts it is not documented';

export function heldOf(state: GateState, book: Book, settle: string, row: Row): Held {
  const {kind, multiplier} = knownOf(state, book, settle, row);
  const mark = markOf(state, row);
  const isAsAnswered =
    mark.price !== undefined && row.answer?.mark !== undefined && mark.price.eq(row.answer.mark);
  const size = new Decimal(row.size);
  const isUnsized = multiplier === undefined;
  const {fields, doubts} = isUnsized ? {fields: {}, doubts: []} : priced(state, book, settle, row, mark);
  const reported = reportedOf(row, isAsAnswered);
  const all = [...doubts, ...(row.voucher ? [VOUCHER] : [])];
  const leverage = decimal(row.leverage);
  const position: Position = {
    symbol: row.contract,
    underlying: underlyingOf(row.contract),
    contract: kind,
    settle,
    multiplier: multiplier ?? ONE,
    side: size.isNegative() ? 'short' : 'long',
    size: size.abs(),
    ...(row.entry !== undefined && {entryPrice: new Decimal(row.entry)}),
    ...(leverage && {leverage}),
    ...fields,
    ...(reported && {reported}),
    ...(all.length > 0 && {doubts: all}),
  };
  return {row, position, markAt: mark.at, isAsAnswered, isUnsized};
}

export const liveRows = (book: Book): readonly Row[] =>
  Object.values(book.rows).filter(({size}) => !isZero(size));
