import type {Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {baseOf, quoteOf} from './contract.ts';
import type {Held} from './position.ts';

const ONE = new Decimal(1);

/**
 * A cross margin position of futures mode: its profit is counted in the currency that margins it, linear when that is
 * the quote, inverse when it is the base. The requirement goes with the debt: it stands still when the debt is in the
 * margin currency.
 */
export function crossLoan({row, mark, rowMark}: Held, ccy: string): Position {
  const [base, quote] = [baseOf(row.instId), quoteOf(row.instId)];
  const isInverse = ccy === base;
  const owesBase = row.liabCcy === base || row.posCcy === quote;
  // Coins when linear, quote units when inverse: on whichever side of the loan they are.
  const size = new Decimal(isInverse === owesBase ? row.pos : (row.liab ?? 0)).abs();
  const moved = mark && rowMark && (isInverse ? rowMark.div(mark) : mark.div(rowMark));
  const maintenance = row.mmr === undefined ? undefined : new Decimal(row.mmr);
  return {
    symbol: row.instId,
    underlying: base,
    contract: isInverse ? 'inverse' : 'linear',
    settle: ccy,
    multiplier: ONE,
    side: owesBase ? 'short' : 'long',
    size,
    ...(row.avgPx !== undefined && {entryPrice: new Decimal(row.avgPx)}),
    ...(mark && {markPrice: mark}),
    ...(row.lever !== undefined && {leverage: new Decimal(row.lever)}),
    ...(maintenance &&
      moved && {
        schedule:
          isInverse === owesBase
            ? {kind: 'fixed', maintenance}
            : {kind: 'reported', maintenance: maintenance.times(moved)},
      }),
    doubts: [`the profit of the cross margin position ${row.instId} is worked out from its average price`],
  };
}
