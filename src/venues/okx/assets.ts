import type {Collateral} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import type {Currency, OkxState} from './state.ts';
import {cashOf, crossProfit, sumOf} from './sums.ts';
import {discountsOf} from './tables.ts';

const ZERO = new Decimal(0);
const ONE = new Decimal(1);
const NOISE = new Decimal('1e-6');

/** An asset as OKX counted it when it told the account: all amounts of that moment. */
export type Asset = {
  readonly ccy: string;
  readonly cash: Decimal;
  /** Cash and cross profit. */
  readonly net: Decimal;
  /** In USD. */
  readonly price: Decimal | undefined;
  readonly weight: NonNullable<Collateral['weight']>;
  /** What of it counts, in USD. */
  readonly worth: Decimal | undefined;
  readonly doubt?: string;
};

function priceOf({coinUsdPrice, eqUsd, eq}: Currency): Decimal | undefined {
  if (coinUsdPrice !== undefined) return new Decimal(coinUsdPrice);
  if (isZero(eq) || isZero(eqUsd)) return undefined;
  const price = new Decimal(eqUsd ?? 0).div(eq);
  return price.gt(0) ? price : undefined;
}

/** Marginal: each slice of the amount at its own rate. */
function discounted(amount: Decimal, tiers: NonNullable<ReturnType<typeof discountsOf>>): Decimal {
  const slices = tiers.map(({from, weight}, index) => {
    const to = tiers[index + 1]?.from;
    const slice = (to === undefined ? amount : Decimal.min(amount, to)).minus(from);
    return Decimal.max(0, slice).times(weight);
  });
  return sumOf(slices);
}

/** The discount that the table says, else the one that OKX's own discounted equity tells at this amount. */
function assetOf(state: OkxState, currency: Currency): Asset {
  const {ccy, disEq, eq, isoEq} = currency;
  const cash = cashOf(currency);
  const net = cash.plus(crossProfit(currency));
  const price = priceOf(currency);
  const asset = {ccy, cash, net, price};
  const tiers = discountsOf(state, ccy);
  if (price === undefined) return {...asset, weight: tiers ?? ONE, worth: net.isZero() ? ZERO : undefined};
  if (tiers !== undefined) {
    const counted = net.isNegative() ? net : discounted(net, tiers);
    return {...asset, weight: tiers, worth: counted.times(price)};
  }
  const full = new Decimal(eq).minus(isoEq ?? 0).times(price);
  if (net.isNegative() || full.lte(0) || disEq === undefined)
    return {...asset, weight: ONE, worth: net.times(price)};
  const raw = Decimal.max(0, new Decimal(disEq).div(full));
  const weight = raw.gt(ONE.minus(NOISE)) ? ONE : raw;
  const doubt = `the discount of ${ccy} is OKX's at today's amount: of another amount it may differ`;
  return {...asset, weight, worth: net.times(weight).times(price), ...(weight !== ONE && {doubt})};
}

export const assetsOf = (state: OkxState, settled: ReadonlySet<string>): readonly Asset[] =>
  Object.values(state.currencies)
    .filter(({ccy, cashBal}) => settled.has(ccy) || !isZero(cashBal))
    .map((currency) => assetOf(state, currency));

/** What OKX's adjusted equity has in it, or not, beside these balances: orders, bots, isolated borrowings. */
export function restOf(adjEq: string | undefined, assets: readonly Asset[]): Decimal {
  if (adjEq === undefined || assets.some(({worth}) => worth === undefined)) return ZERO;
  const adjusted = new Decimal(adjEq);
  const rest = sumOf(assets.map(({worth}) => worth ?? ZERO)).minus(adjusted);
  return rest.abs().lte(adjusted.abs().times(NOISE)) ? ZERO : rest;
}
