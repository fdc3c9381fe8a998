import {Decimal} from '../../engine/decimal.ts';

export type Kind = 'linear' | 'inverse' | 'quanto';

/** `1000BONK`, `1MBABYDOGE` move with their coin; sizes and prices are of the thousands already and stay as they are. */
const SCALED = /^1(?:000)+(?=\p{L})|^1M(?=\p{L}{3})/u;

/** The asset that margins a contract when the address does not say: BTC_USD in BTC, all others in what they are quoted in. */
export function settleOf(contract: string): string {
  const [base = '', quote = ''] = contract.split('_');
  return quote === 'USD' ? base : quote;
}

/** BTC_USDT in USDT is linear, BTC_USD in BTC inverse (1 USD a contract), ETH_USD in BTC quanto. */
export function kindOf(contract: string, settle: string): Kind {
  const [base, quote] = contract.split('_');
  if (quote === settle) return 'linear';
  return base === settle ? 'inverse' : 'quanto';
}

export const underlyingOf = (contract: string): string => {
  const [base = ''] = contract.split('_');
  return base.replace(SCALED, '') || contract;
};

export type Answered = {readonly size: string; readonly value?: string; readonly mark?: string};

/**
 * What one contract is, from a row's own value: |value| ÷ (contracts × mark). Gate's multipliers have one digit or two;
 * one that does not give the value again to its last digit is not taken.
 */
export function multiplierFrom({size, value, mark}: Answered): string | undefined {
  if (value === undefined || mark === undefined) return undefined;
  const worth = new Decimal(value).abs();
  const points = new Decimal(size).abs().times(mark);
  if (worth.isZero() || points.isZero()) return undefined;
  const multiplier = worth.div(points).toSignificantDigits(2);
  const off = multiplier.times(points).minus(worth).abs();
  const digit = new Decimal(10).pow(-worth.decimalPlaces());
  return off.lt(digit) && off.lte(worth.times('1e-3')) ? multiplier.toFixed() : undefined;
}
