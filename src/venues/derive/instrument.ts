import type {OptionTerms} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';

const OPTION = /^([A-Z0-9]+)-(\d{4})(\d\d)(\d\d)-(\d+(?:[._]\d+)?)-([CP])$/;
/** Options expire at 08:00 UTC. */
const EXPIRY_HOUR = 8;

export const isOptionName = (name: string) => OPTION.test(name);

/** `ETH` of `ETH-PERP` and of `ETH-20261225-4000-C`. */
export const underlyingOf = (name: string) => name.split('-')[0] ?? name;

/** Of `BTC-20261225-100000-C`; a point in the strike may be written `_`. Undefined: no option. */
export function termsOf(name: string): Omit<OptionTerms, 'markVolatility'> | undefined {
  const [, , year, month, day, strike, right] = OPTION.exec(name) ?? [];
  if (strike === undefined || /^[0._]*$/.test(strike)) return undefined;
  return {
    right: right === 'C' ? 'call' : 'put',
    strike: new Decimal(strike.replace('_', '.')),
    expiresAt: Date.UTC(+(year ?? 0), +(month ?? 1) - 1, +(day ?? 1), EXPIRY_HOUR),
  };
}

const WRAPPED: Readonly<Record<string, string>> = {
  WETH: 'ETH',
  wstETH: 'ETH',
  WSTETH: 'ETH',
  weETH: 'ETH',
  WEETH: 'ETH',
  rswETH: 'ETH',
  RSWETH: 'ETH',
  rsETH: 'ETH',
  RSETH: 'ETH',
  WBTC: 'BTC',
  cbBTC: 'BTC',
  CBBTC: 'BTC',
  LBTC: 'BTC',
};

/** The coin that a wrapped one moves with. */
export const movesWith = (asset: string): string | undefined =>
  Object.hasOwn(WRAPPED, asset) ? WRAPPED[asset] : undefined;
