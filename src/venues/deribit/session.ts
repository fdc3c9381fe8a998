import {Decimal} from '../../engine/decimal.ts';
import {type Held, isOption} from './position.ts';
import type {Summary} from './state.ts';
import {sumOf, ZERO} from './sum.ts';

const DAY_MS = 24 * 60 * 60_000;
/** Profit is settled at 08:00 UTC. */
const sessionOf = (at: number) => Math.floor((at - DAY_MS / 3) / DAY_MS);

/** Profit of futures in this session, not yet in the balance. */
export const futuresProfit = (row: Summary) => new Decimal(row.futures_session_upl ?? row.session_upl);

/** Profit since the entry that earlier settlements have brought into the balance; undefined: the row does not tell. */
function settledOf({row}: Held): Decimal | undefined {
  if (row.total_profit_loss === undefined || row.floating_profit_loss === undefined) return undefined;
  return new Decimal(row.total_profit_loss).minus(row.floating_profit_loss);
}

type Settled = {readonly amount: Decimal; readonly needs: readonly string[]};

/** Of all futures: what the engine, which counts from the entry, must not find in the balance again. */
export function settledIn(held: readonly Held[], {at}: Summary): Settled {
  const futures = held.filter((each) => !isOption(each));
  const isOver = futures.some(({row}) => sessionOf(row.at) !== sessionOf(at));
  const parts = futures.map(settledOf);
  return {
    amount: sumOf(parts.map((part) => part ?? ZERO)),
    needs: [
      ...(isOver ? ['positions and account of one session: a settlement (08:00 UTC) lies between them'] : []),
      ...futures.flatMap(({row}, index) =>
        parts[index] === undefined ? [`profit of ${row.instrument_name} in this session`] : [],
      ),
    ],
  };
}

/** Since the entry, at the newest mark; undefined: not known. */
function profitOf({row, now, side, instrument}: Held): Decimal | undefined {
  if (now === undefined || row.average_price === undefined) return undefined;
  const gain =
    instrument.contract === 'inverse'
      ? now.quantity.div(row.average_price).minus(now.value)
      : now.value.minus(now.quantity.times(row.average_price));
  return side === 'long' ? gain : gain.neg();
}

/** A hundredth of a basis point: what Deribit cuts off. */
const CUT = new Decimal('1e-6');

/** The account was told at these very marks: the session's profit is the same on both sides. Options are not in it. */
export function isAtMarksOf(row: Summary, held: readonly Held[], settled: Decimal): boolean {
  const profits = held.map((each) => (isOption(each) ? undefined : profitOf(each)));
  if (profits.includes(undefined)) return false;
  const profit = sumOf(profits.map((each) => each ?? ZERO)).minus(settled);
  return profit.minus(futuresProfit(row)).abs().lte(CUT.times(row.margin_balance).abs());
}
