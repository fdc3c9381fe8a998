import type {Position} from '../../engine/account.ts';
import {isZero} from '../wire.ts';

/** What a contract is, by its name alone. */
export type Instrument = {
  readonly contract: Extract<Position['contract'], 'linear' | 'inverse' | 'option'>;
  readonly underlying: string;
  readonly settle: string;
  readonly option?: {readonly right: 'call' | 'put'; readonly strike: string; readonly expiresAt: number};
};

/** `BTC-PERPETUAL`, `BTC-27DEC24`, `BTC_USDC-PERPETUAL`, `BTC-27DEC24-100000-C`, `XRP_USDC-30AUG24-0d625-P`. */
const NAME =
  /^([A-Z0-9]{1,20})(?:_([A-Z0-9]{1,8}))?-(?:PERPETUAL|(\d{1,2})([A-Z]{3})(\d\d)(?:-(\d{1,12}(?:d\d{1,12})?)-([CP]))?)$/;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** Options expire at 08:00 UTC. */
const EXPIRY_HOUR = 8;

/** Every row of every answer asks for its own: what was read last is kept, by its name. */
const KEPT = 2000;
const read = new Map<string, Instrument | undefined>();

/** Without a second currency a contract is margined in its coin, else in that currency. Undefined: a combination or a spot pair. */
export function instrumentOf(name: string): Instrument | undefined {
  if (read.has(name)) return read.get(name);
  if (read.size >= KEPT) read.clear();
  const instrument = instrumentIn(name);
  read.set(name, instrument);
  return instrument;
}

function instrumentIn(name: string): Instrument | undefined {
  const [, underlying, quote, day, month = '', year, strike, right] = NAME.exec(name) ?? [];
  if (underlying === undefined) return undefined;
  const settle = quote ?? underlying;
  if (strike === undefined) return {contract: quote === undefined ? 'inverse' : 'linear', underlying, settle};
  if (!MONTHS.includes(month) || isZero(strike.replace('d', '.'))) return undefined;
  const expiresAt = Date.UTC(2000 + +(year ?? 0), MONTHS.indexOf(month), +(day ?? 0), EXPIRY_HOUR);
  const terms = {right: right === 'C' ? 'call' : 'put', strike: strike.replace('d', '.'), expiresAt} as const;
  return {contract: 'option', underlying, settle, option: terms};
}

/** An option may be worth nothing; of anything else a mark of 0 says that there is none. */
export const markIn = (name: string, price: string | undefined): string | undefined =>
  isZero(price) && instrumentOf(name)?.contract !== 'option' ? undefined : price;
