import type {Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';

/** What the price search of KuCoin's own page needs of a position. */
type Worth = {
  readonly position: Position;
  readonly quantity: Decimal;
  readonly value: Decimal;
  readonly rate: Decimal;
};

const RULE =
  'KuCoin shares the margin of a cross pool among its positions by their value for this price; liquidation follows the pool as a whole';

/** Null: a price or the contract is not there. */
function worthOf(position: Position): Worth | null {
  const {markPrice, schedule, closingFeeRate, size, multiplier, contract} = position;
  if (markPrice === undefined || closingFeeRate === undefined) return null;
  const quantity = size.times(multiplier);
  const value = contract === 'inverse' ? quantity.div(markPrice) : quantity.times(markPrice);
  if (schedule?.kind === 'sized') {
    return {
      position,
      quantity,
      value,
      rate: schedule.base.plus(schedule.slope.times(quantity)).plus(closingFeeRate),
    };
  }
  const [tier] = schedule?.kind === 'tiers' ? schedule.tiers : [];
  return tier ? {position, quantity, value, rate: tier.maintenanceRate.plus(closingFeeRate)} : null;
}

function profitOf({position, quantity, value}: Worth): Decimal | null {
  const {entryPrice, markPrice, contract, side} = position;
  if (entryPrice === undefined || markPrice === undefined) return null;
  const gain =
    contract === 'inverse' ? quantity.div(entryPrice).minus(value) : value.minus(quantity.times(entryPrice));
  return side === 'long' ? gain : gain.neg();
}

/**
 * (value ∓ |value| × share) ÷ (1 ∓ rate), where share = total margin ÷ Σ |value|: what a linear long and an inverse
 * short lose with falling value, the others with rising.
 */
function priceOf({position, quantity, value, rate}: Worth, share: Decimal): Decimal | 'none' {
  const isInverse = position.contract === 'inverse';
  const falls = (position.side === 'long') !== isInverse;
  const sign = falls ? -1 : 1;
  const worth = value.times(share.times(sign).plus(1)).div(rate.times(sign).plus(1));
  if (worth.lte(0)) return 'none';
  return isInverse ? quantity.div(worth) : worth.div(quantity);
}

/** Positions of one cross pool with their liquidation price by KuCoin's own rule, for the audit. One alone needs none. */
export function withOwnRule(positions: readonly Position[], margin: Decimal): readonly Position[] {
  const worths = positions.flatMap((position) => worthOf(position) ?? []);
  const profits = worths.flatMap((worth) => profitOf(worth) ?? []);
  if (positions.length < 2 || profits.length < positions.length) return positions;
  const total = profits.reduce((sum, each) => sum.plus(each), margin);
  const share = total.div(worths.reduce((sum, {value}) => sum.plus(value), new Decimal(0)));
  return worths.map((worth) => {
    const {position} = worth;
    const byOwnRule = {liquidationPrice: priceOf(worth, share), rule: RULE};
    return {...position, reported: {...position.reported, byOwnRule}};
  });
}
