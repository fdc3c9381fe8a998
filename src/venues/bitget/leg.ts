import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {type Contract, contractOf} from './contract.ts';
import type {AccountState, Mark, Row} from './state.ts';
import {levelsOf} from './tiers.ts';

/** A position with all that is known of its contract: what requirement and engine position are made from. */
export type Leg = {
  readonly row: Row;
  readonly contract: Contract;
  readonly size: Decimal;
  /** USD a unit of an inverse position; else 1. */
  readonly multiplier: Decimal;
  /** Not empty: what the size of an inverse position counts does not follow from the row. */
  readonly doubts: readonly string[];
  readonly levels: ReturnType<typeof levelsOf>;
  /** Of all legs of this contract that share a tier. */
  readonly share: Decimal;
  /** Of the settle coin, in the pool's unit. */
  readonly price: Decimal;
  /** Of the frame that told the row. */
  readonly toldMark?: Decimal;
  /** The newer of row and ticker. */
  readonly mark?: Decimal;
  readonly markAt: number;
  readonly ticker?: Mark;
};

const ONE = new Decimal(1);
/** Rounding of the row's own figures; the two ways to count differ by the price itself. */
const ROUGH = new Decimal('0.02');

/** A ticker is better than a mark worked out from a profit while it is no older than this. */
const WORKED_OUT_MS = 5_000;

const isNear = (one: Decimal, other: Decimal) => one.minus(other).abs().lte(other.abs().times(ROUGH));

/**
 * Documents disagree on whether coin-margined sizes count USD or coin; the row's own margin and profit tell. A size in
 * coin is that much coin at the entry price, in USD.
 */
function inverseUnit(row: Row, size: Decimal): {multiplier: Decimal; doubts: readonly string[]} {
  const {margin, leverage, profit, mark, symbol} = row;
  const entry = row.entry === undefined ? undefined : new Decimal(row.entry);
  if (entry !== undefined) {
    const held =
      margin === undefined || leverage === undefined ? undefined : new Decimal(margin).times(leverage);
    if (held && isNear(held, size.div(entry))) return {multiplier: ONE, doubts: []};
    if (held && isNear(held, size)) {
      return {
        multiplier: entry,
        doubts: [
          `the size of ${symbol} counts coin; its requirement is taken as that of the dollars it was opened with`,
        ],
      };
    }
    const gain = mark === undefined ? undefined : ONE.div(entry).minus(ONE.div(mark)).times(size);
    if (gain && profit !== undefined && !gain.isZero() && isNear(new Decimal(profit).abs(), gain.abs())) {
      return {multiplier: ONE, doubts: []};
    }
  }
  return {
    multiplier: ONE,
    doubts: [`whether the size of ${symbol} counts dollars is not known; it is taken so`],
  };
}

function legOf(account: AccountState, row: Row, share: Decimal, price: Decimal): Leg {
  const contract = contractOf(row.symbol, row.coin);
  const size = new Decimal(row.size);
  const ticker = own(account.marks, row.symbol);
  const isTickerNewer =
    ticker !== undefined &&
    (row.mark === undefined || row.at - ticker.at <= (row.markDerived ? WORKED_OUT_MS : 0));
  const mark = isTickerNewer ? ticker.price : row.mark;
  const table = own(account.tiers, row.symbol);
  return {
    row,
    contract,
    size,
    ...(contract.inverse ? inverseUnit(row, size) : {multiplier: ONE, doubts: []}),
    levels: table === undefined ? [] : levelsOf(table),
    share,
    price,
    ...(row.mark !== undefined && {toldMark: new Decimal(row.mark)}),
    ...(mark !== undefined && {mark: new Decimal(mark)}),
    markAt: isTickerNewer ? ticker.at : row.at,
    ...(ticker && {ticker}),
  };
}

/** Value in the settle coin at a mark. */
export const valueAt = ({contract, size, multiplier}: Leg, mark: Decimal): Decimal =>
  contract.inverse ? size.times(multiplier).div(mark) : size.times(mark);

/** In the settle coin, as the row told it, or worked out with its mark. */
function profitThen({row, toldMark, size, multiplier, contract}: Leg): Decimal | undefined {
  if (row.profit !== undefined) return new Decimal(row.profit);
  if (toldMark === undefined || row.entry === undefined) return undefined;
  const rise = contract.inverse
    ? ONE.div(row.entry).minus(ONE.div(toldMark)).times(size).times(multiplier)
    : toldMark.minus(row.entry).times(size);
  return row.side === 'long' ? rise : rise.neg();
}

/** The row's mark is still the newest. */
export const isStill = ({toldMark, mark}: Leg): boolean =>
  toldMark !== undefined && mark !== undefined && toldMark.eq(mark);

/** Of all legs together in the pool's unit; undefined: one of them is not known. */
export const profitOf = (legs: readonly Leg[]): Decimal | undefined =>
  legs.reduce<Decimal | undefined>((sum, leg) => {
    const profit = profitThen(leg);
    return sum && profit && sum.plus(profit.times(leg.price));
  }, new Decimal(0));

/** The rows of one pool. In cross hedge mode the tier is found by long and short together. */
export function legsOf(
  account: AccountState,
  rows: readonly Row[],
  priceOf: (coin: string) => Decimal = () => ONE,
): readonly Leg[] {
  const sums = new Map<string, Decimal>();
  for (const {symbol, size} of rows) sums.set(symbol, (sums.get(symbol) ?? new Decimal(0)).plus(size));
  return rows.map((row) =>
    legOf(account, row, new Decimal(row.size).div(sums.get(row.symbol) ?? 1), priceOf(row.coin)),
  );
}
