import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {baseOf, contractSizeOf, isInverse, quoteOf} from './contract.ts';
import {markOf} from './recovered.ts';
import type {OkxState, Position as Row} from './state.ts';
import {type Instrument, instrumentOf} from './tables.ts';

const ZERO = new Decimal(0);

/** A derivatives row with what follows from it and its contract alone. */
export type Valued = {
  readonly row: Row;
  readonly settle: string;
  readonly side: 'long' | 'short';
  readonly contract: 'linear' | 'inverse' | 'option';
  readonly instrument: Instrument;
  /** Contracts, positive. */
  readonly size: Decimal;
  readonly multiplier: Decimal | undefined;
  /** The mark that the row's figures were counted with. */
  readonly rowMark: Decimal | undefined;
  /** In the settle asset at that mark, positive. */
  readonly value: Decimal | undefined;
  readonly doubts: readonly string[];
};

/** In the settle asset, positive. */
export const notionalOf = (
  {size, multiplier, contract}: Pick<Valued, 'size' | 'multiplier' | 'contract'>,
  mark: Decimal | undefined,
): Decimal | undefined => {
  if (multiplier === undefined || mark === undefined) return undefined;
  const amount = size.times(multiplier);
  return contract === 'inverse' ? amount.div(mark) : amount.times(mark);
};

const decimal = (text: string | undefined) => (text === undefined ? undefined : new Decimal(text));

export const maintenanceOf = ({row}: Valued): Decimal => decimal(row.mmr) ?? ZERO;
export const profitOf = ({row}: Valued): Decimal => decimal(row.upl) ?? ZERO;

/** What the page said of a margin position's currencies; derivatives settle in what margins them. */
const settleOf = (row: Row, instrument: Instrument): string =>
  row.ccy ?? (isInverse(row, instrument) ? baseOf(row.instId) : quoteOf(row.instId));

function rowMarkOf(row: Row, contract: Valued['contract'], amount: Decimal): Decimal | undefined {
  const said = decimal(row.markPx);
  return contract === 'option' || row.instType === 'MARGIN'
    ? said
    : markOf(said, decimal(row.avgPx), decimal(row.upl), amount, contract);
}

function worked(row: Row, instrument: Instrument): Valued {
  const contract = row.instType === 'OPTION' ? 'option' : isInverse(row, instrument) ? 'inverse' : 'linear';
  const pos = new Decimal(row.pos);
  const side = row.posSide === 'net' ? (pos.isNegative() ? 'short' : 'long') : row.posSide;
  const sized = row.instType === 'MARGIN' ? undefined : contractSizeOf(row, instrument);
  const size = pos.abs();
  const amount = (sized?.size ?? ZERO).times(size).times(side === 'long' ? 1 : -1);
  const rowMark = rowMarkOf(row, contract, amount);
  const multiplier = sized?.size;
  return {
    row,
    settle: settleOf(row, instrument),
    side,
    contract,
    instrument,
    size,
    multiplier,
    rowMark,
    value: notionalOf({size, multiplier, contract}, rowMark),
    doubts: sized?.doubt === undefined ? [] : [sized.doubt],
  };
}

type Known = {readonly text: string | undefined; readonly valued: Valued};
const known = new WeakMap<Row, Known>();

/** Asked for with every push and every mark: worked out once for a row and its contract's entry in the table. */
export function valuedOf(state: OkxState, row: Row): Valued {
  const text = own(state.instruments, row.instId);
  const before = known.get(row);
  if (before !== undefined && before.text === text) return before.valued;
  const valued = worked(row, instrumentOf(state, row.instId));
  known.set(row, {text, valued});
  return valued;
}
