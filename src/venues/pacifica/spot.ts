import type {Collateral} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {ONE} from './position.ts';
import type {Spot, SpotAsset, State} from './state.ts';

/** Up to this worth each asset counts, in USD, as long as Pacifica has not raised it. */
const LIMIT = new Decimal(10_000);

/** Spot assets that count: their share moves with price, limit and hedge, so it is of Pacifica's last word. */
export type SpotCollateral = {
  readonly collateral: readonly Collateral[];
  readonly needs: readonly string[];
  /** Some of it is priced by the oracle of now. */
  readonly isMoving: boolean;
};

const NONE: SpotCollateral = {collateral: [], needs: [], isMoving: false};
const UNKNOWN: SpotCollateral = {
  ...NONE,
  needs: ['what the spot assets of this account count as collateral'],
};

const oracleOf = (state: State, asset: string) => {
  const mark = own(state.marks, asset);
  return mark && new Decimal(mark.oracle ?? mark.price);
};

/** As many digits as a share or a price can have. */
const PLACES = 30;
const HIGHEST = new Decimal('1e12');

/** More than all of it cannot count: then something else is meant. */
const shareOf = (weight: Decimal) => (weight.gt(ONE) ? undefined : weight.toDecimalPlaces(PLACES));

function priceOf(worth: string, amount: string): Decimal | undefined {
  const price = new Decimal(worth).div(amount).toDecimalPlaces(PLACES);
  return price.gt(HIGHEST) ? undefined : price;
}

/** What of an asset counts: Pacifica's own sums say it of all together, a ratio and the usual limit of one alone. */
function weightOf(spot: Spot, {amount, weight}: SpotAsset, price: Decimal | undefined): Decimal | undefined {
  if (spot.counted !== undefined && spot.worth !== undefined && !isZero(spot.worth))
    return shareOf(new Decimal(spot.counted).div(spot.worth));
  if (weight === undefined || price === undefined) return undefined;
  const worth = price.times(amount);
  return shareOf(new Decimal(weight).times(worth.gt(LIMIT) ? LIMIT.div(worth) : ONE));
}

export function spotCollateral(state: State, spot: Spot): SpotCollateral {
  if (spot.assets.length === 0 || isZero(spot.counted ?? '1')) return NONE;
  const [only, ...others] = spot.assets;
  const told =
    only && others.length === 0 && spot.worth !== undefined ? priceOf(spot.worth, only.amount) : undefined;
  const parts = spot.assets.map((each) => {
    const oracle = oracleOf(state, each.asset);
    const price = oracle ?? told;
    return {each, price, weight: weightOf(spot, each, price), isMoving: oracle !== undefined};
  });
  if (parts.some(({price, weight}) => price === undefined || weight === undefined)) return UNKNOWN;
  return {
    collateral: parts.map(({each: {asset, amount}, price, weight}) => ({
      asset,
      amount: new Decimal(amount),
      ...(price && {price}),
      ...(weight && {weight}),
    })),
    needs: [],
    isMoving: parts.some(({isMoving}) => isMoving),
  };
}
