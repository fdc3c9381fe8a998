import type {WirePosition} from './frames.ts';
import type {Row} from './state.ts';

const OPTION = /^[A-Z0-9]+-(\d\d)([A-Z]{3})(\d\d)-(\d+(?:\.\d+)?)-([CP])$/;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** Options expire at 08:00 UTC. */
const EXPIRY_HOUR = 8;

/** `ETH` of `ETH-PERP` and of `ETH-25DEC26-4000-C`. */
export const coinOf = (name: string) => name.split('-')[0] ?? name;

/** Wrapped coins are worth what their coin is. */
export const plainOf = (asset: string) => (asset === 'WETH' || asset === 'WBTC' ? asset.slice(1) : asset);

/** ns, µs, ms or s since 1970, told by its length. */
function timeOf(text: string): number | undefined {
  if (!/^\d{10,19}$/.test(text)) return undefined;
  return text.length > 12 ? +text.slice(0, 13).padEnd(13, '0') : +text * 1000;
}

/** From the name, else from the row's own terms. Undefined: no option, or one whose terms were not told. */
export function optionOf({instrument_name: name, option}: WirePosition): Row['option'] {
  const [, day, month = '', year, strike, right] = OPTION.exec(name) ?? [];
  if (strike !== undefined && /[1-9]/.test(strike) && MONTHS.includes(month)) {
    const expiresAt = Date.UTC(2000 + +(year ?? 0), MONTHS.indexOf(month), +(day ?? 1), EXPIRY_HOUR);
    return {right: right === 'C' ? 'call' : 'put', strike, expiresAt};
  }
  const expiresAt = timeOf(String(option?.expiry ?? ''));
  if (!option?.strike || expiresAt === undefined) return undefined;
  return {right: option.option_type === 'put' ? 'put' : 'call', strike: option.strike, expiresAt};
}

export const isOption = ({instrument_name: name, instrument_type: type}: WirePosition) =>
  type === 'OPTION' || OPTION.test(name);
