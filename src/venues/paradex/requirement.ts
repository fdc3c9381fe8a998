import {Decimal} from '../../engine/decimal.ts';
import {type Held, maintenanceRateOf, ZERO} from './position.ts';
import type {Account, Told} from './state.ts';

/** What Paradex's own requirement tells of what is not on the wire: the fee provision, tokens, unknown markets. */

export const total = (parts: readonly Decimal[]) => parts.reduce((sum, part) => sum.plus(part), ZERO);

/** Fees are hundredths of a percent; more is not one. */
const HIGHEST_FEE = '0.002';
/** Below this, in parts of the value, nothing is left over. */
const NOISE = '0.000005';

const baseOf = (held: readonly Held[]) =>
  total(held.map(({market, toldValue}) => (market ? toldValue.times(maintenanceRateOf(market)) : ZERO)));

/** What of Paradex's requirement the positions at their own marks do not explain. Undefined: not comparable. */
export function restOf(held: readonly Held[], told: Told | undefined): Decimal | undefined {
  return told && new Decimal(told.maintenance).minus(baseOf(held));
}

/** All positions are known: listed, or what Paradex told is explained by those that were seen. */
export const isListed = ({isWhole, told}: Account, held: readonly Held[]) =>
  isWhole || (told !== undefined && explains(held, told));

export type Fees = {
  readonly rateOf: (held: Held) => Decimal | undefined;
  readonly doubts: readonly string[];
};

const NOT_TOLD = 'the fee provision was not told and is not counted';
const FROM_REQUIREMENT = "the fee provision is what Paradex's own requirement has beyond the positions";

/**
 * Rate of the fee provision: the account's taker fee, else the market's. The documents count it, the venue's own
 * client library does not: where the requirement told is nearer to that without, there is none.
 */
export function feesOf(account: Account, held: readonly Held[]): Fees {
  const {told, tokens} = account;
  const rateOf = ({market}: Held) => account.fee ?? market?.fee;
  const known = held.map((each) => {
    const rate = rateOf(each);
    return rate === undefined ? undefined : each.toldValue.times(rate);
  });
  const value = total(held.map(({toldValue}) => toldValue));
  const isComparable =
    isListed(account, held) && !tokens?.length && held.every(({market}) => market) && value.gt(0);
  const rest = isComparable ? restOf(held, told) : undefined;
  if (known.every((fee) => fee !== undefined)) {
    const isCounted = rest === undefined || rest.minus(total(known)).abs().lte(rest.abs());
    const decimal = (rate: string | undefined) => (rate === undefined ? undefined : new Decimal(rate));
    return {rateOf: (each) => (isCounted ? decimal(rateOf(each)) : undefined), doubts: []};
  }
  const implied = rest?.div(value);
  if (implied?.abs().lte(NOISE)) return {rateOf: () => undefined, doubts: []};
  if (implied?.gt(0) && implied.lte(HIGHEST_FEE)) return {rateOf: () => implied, doubts: [FROM_REQUIREMENT]};
  return {rateOf: () => undefined, doubts: [NOT_TOLD]};
}

/** What is left for positions whose fractions are not used, by value. */
export function sharesOf(account: Account, held: readonly Held[]): ReadonlyMap<Held, Decimal> {
  const unknown = held.filter(({market}) => market === undefined);
  const rest = restOf(held, account.told);
  const worth = total(unknown.map(({toldValue}) => toldValue));
  if (!isListed(account, held) || rest === undefined || rest.lte(0) || worth.isZero()) return new Map();
  return new Map(unknown.map((each) => [each, rest.times(each.value).div(worth)]));
}

const profitOf = (held: readonly Held[]) => total(held.map(({row}) => new Decimal(row.profit)));
const toldProfit = ({value, collateral}: Told) => new Decimal(value).minus(collateral);
const CENT = '0.01';

/** The profit that Paradex counts is that of the positions' own messages: all is of one moment. */
export const isOfMoment = (held: readonly Held[], told: Told | undefined) =>
  told !== undefined &&
  held.every(({isOwnMark}) => isOwnMark) &&
  profitOf(held).minus(toldProfit(told)).abs().lte(CENT);

/** Do the positions that were seen explain what Paradex requires, or the profit that it counts? */
function explains(held: readonly Held[], told: Told): boolean {
  const rest = restOf(held, told);
  const isRequired = rest?.abs().lte(new Decimal(told.maintenance).times('0.05')) === true;
  if (held.every(({market}) => market) && isRequired) return true;
  const value = total(held.map(({toldValue}) => toldValue));
  return value.gt(0) && profitOf(held).minus(toldProfit(told)).abs().lte(value.times('0.0002'));
}
