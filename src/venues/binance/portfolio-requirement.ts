import type {Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);

/** Below this share of the total a difference is the cut digits of the positions. */
const NOISE = new Decimal('1e-6');

/** A position, what one unit of its settle asset is worth in USD, and its mark when Binance told the total. */
export type Priced = {
  readonly position: Position;
  readonly price: Decimal;
  readonly then: Decimal | undefined;
};

type Parts = {readonly positions: readonly Position[]; readonly doubts: readonly string[]};

/** Value in USD at a mark; undefined: there is no mark. */
function worthAt({position, price}: Priced, mark: Decimal | undefined): Decimal | undefined {
  if (mark === undefined) return undefined;
  const quantity = position.size.times(position.multiplier);
  return (position.contract === 'inverse' ? quantity.div(mark) : quantity.times(mark)).times(price);
}

/** What the table asked of the position then, in USD: rate × value − deduction of the tier that holds the value. */
function tabled(priced: Priced): Decimal | undefined {
  const {schedule} = priced.position;
  const worth = worthAt(priced, priced.then);
  if (worth === undefined || schedule?.kind !== 'tiers') return undefined;
  const value = worth.div(priced.price);
  const tier = schedule.tiers.findLast(({from}) => from.lte(value)) ?? schedule.tiers[0];
  if (tier === undefined) return undefined;
  return value
    .times(tier.maintenanceRate)
    .minus(tier.deduction ?? ZERO)
    .times(priced.price);
}

/**
 * Brings the positions' requirements up to the total that Binance reports for the whole account. Positions without a
 * table share what the others leave, by value; when all have one, what is left is that of margin loans, which no
 * position shows: it stands as a requirement of its own that does not move.
 */
export function required(all: readonly Priced[], total: Decimal): Parts {
  const known = all.map(tabled);
  const rest = known.reduce<Decimal>((left, each) => left.minus(each ?? ZERO), total);
  if (known.includes(undefined)) return {positions: shared(all, known, rest), doubts: []};
  const positions = all.map(({position}) => position);
  if (rest.lte(total.times(NOISE))) return {positions, doubts: []};
  return {
    positions: [...positions, loans(rest)],
    doubts: [
      "the maintenance margin of margin loans is Binance's total less that of the positions, and stays put",
    ],
  };
}

function shared(
  all: readonly Priced[],
  known: readonly (Decimal | undefined)[],
  rest: Decimal,
): readonly Position[] {
  const worths = all.map((priced, index) =>
    known[index] === undefined ? worthAt(priced, priced.then) : undefined,
  );
  const worth = worths.reduce<Decimal>((sum, each) => sum.plus(each ?? ZERO), ZERO);
  return all.map((priced, index) => {
    const then = worths[index];
    const now = worthAt(priced, priced.position.markPrice);
    if (then === undefined || now === undefined || then.isZero() || rest.lte(0)) return priced.position;
    const maintenance = rest.times(then).div(worth).times(now).div(then).div(priced.price);
    return {...priced.position, schedule: {kind: 'reported', maintenance}};
  });
}

/** A requirement that no position of ours carries. Its size stands for nothing, but no row may have none. */
const loans = (maintenance: Decimal): Position => ({
  symbol: 'margin loans',
  underlying: 'margin loans',
  contract: 'spot-borrow',
  settle: 'USD',
  multiplier: ONE,
  side: 'short',
  size: maintenance.gt(0) ? maintenance : ONE,
  markPrice: ONE,
  schedule: {kind: 'fixed', maintenance},
});
