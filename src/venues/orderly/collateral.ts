import type {Collateral} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {exceeds, grown} from './growth.ts';
import type {Balance, State, Token} from './state.ts';

export const UNIT = 'USDC';
export const ONE = new Decimal(1);
export const ZERO = new Decimal(0);
/** Of Orderly's rule weight = min(base, 1.2 ÷ (1 + discount factor × value^0.8)). */
const MOST_WEIGHT = new Decimal('1.2');
/** So much may a price rise before a weight that stands still is doubted. */
const RISE = 2;

/** Tokens that move with another coin. */
const MOVES_WITH: ReadonlyMap<string, string> = new Map([
  ['WBTC', 'BTC'],
  ['WETH', 'ETH'],
  ['WSOL', 'SOL'],
]);

/** One balance as collateral; or what is not known of it, or why it is held for certain no longer. */
export type Secured = {readonly collateral?: Collateral; readonly need?: string; readonly doubt?: string};

export const amountOf = ({holding, pendingShort}: Balance): Decimal =>
  new Decimal(holding).plus(pendingShort ?? 0);

function weightOf(base: Decimal, discount: Decimal, value: Decimal): Decimal {
  const growth = grown(MOST_WEIGHT.div(base).minus(1), discount, value);
  return MOST_WEIGHT.div(growth.plus(1));
}

/** A positive amount of a token whose rule is known. */
function weighed(token: string, amount: Decimal, price: Decimal | undefined, rule: Token): Secured {
  const most = rule.most === undefined || rule.most.startsWith('-') ? undefined : new Decimal(rule.most);
  const counted = most === undefined ? amount : Decimal.min(amount, most);
  const base = Decimal.min(rule.weight ?? 0, ONE);
  const discount = new Decimal(rule.discount ?? 0);
  const value = counted.times(price ?? 0);
  const isFlat = base.isZero() || discount.isZero();
  const weight = isFlat ? base : weightOf(base, discount, value);
  const isFixed = isFlat || !exceeds(discount, value.times(RISE), MOST_WEIGHT.div(base).minus(1));
  const tiers = [
    {from: ZERO, weight},
    {from: counted, weight: ZERO},
  ];
  return {
    collateral: {
      ...placed(token, amount, price),
      weight: counted.lt(amount) ? (counted.isZero() ? ZERO : tiers) : weight,
    },
    ...(!isFixed && {doubt: `the weight of ${token} falls with its value; today's is held`}),
  };
}

function placed(token: string, amount: Decimal, price: Decimal | undefined): Collateral {
  const underlying = MOVES_WITH.get(token);
  return {asset: token, amount, ...(price && {price}), ...(underlying && {underlying})};
}

/** What a balance counts: USDC in full, a debt in full at the index price, other tokens by their weight. */
export function securedBy(state: State, token: string, balance: Balance): Secured {
  const amount = amountOf(balance);
  if (token === UNIT) return {collateral: {asset: token, amount, price: ONE, weight: ONE}};
  if (amount.isZero()) return {};
  const told = own(state.indices, token);
  const price = told && new Decimal(told.price);
  if (amount.isNegative()) return {collateral: placed(token, amount, price)};
  const rule = own(state.tokens, token);
  if (rule === undefined) return {need: `how much of ${token} counts as collateral`};
  if (rule.isCollateral === false) return {};
  if (rule.weight === undefined) return {need: `how much of ${token} counts as collateral`};
  return weighed(token, amount, price, rule);
}
