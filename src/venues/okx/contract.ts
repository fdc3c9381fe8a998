import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import type {PositionRow} from './frames.ts';
import type {Instrument} from './tables.ts';

/** `BTC-USDT` of `BTC-USDT-SWAP`, `BTC-USDT-260327`, `BTC-USD-260327-80000-C`. */
export const familyOf = (instId: string) => instId.split('-').slice(0, 2).join('-');

export const baseOf = (instId: string) => instId.split('-')[0] ?? instId;
export const quoteOf = (instId: string) => instId.split('-')[1] ?? '';

/** Dollar contracts settle in the coin; `USD_UM` ones, which settle in a dollar token, are linear. */
export const isInverse = (row: PositionRow, {type}: Instrument) =>
  type === undefined ? quoteOf(row.instId) === 'USD' : type === 'inverse';

/** What one contract is: coins when linear, dollars when inverse. `doubt`: it is not proved by the row's own figures. */
export type ContractSize = {readonly size: Decimal; readonly doubt?: string};

/** Share by which two figures of one row may differ when they are of one moment: digits of a double. */
const SAME = new Decimal('1e-6');
const isNear = (one: Decimal, other: Decimal) => one.minus(other).abs().lte(other.abs().times(SAME));

/** The power of ten that a number above zero is near to, by a share of it. */
export function powerOfTen(raw: Decimal, share: string): Decimal | undefined {
  if (raw.lte(0)) return undefined;
  // 9.7 is near 10 too, whose exponent is one more.
  const powers = [raw.e, raw.e + 1].map((exponent) => new Decimal(`1e${exponent}`));
  return powers.find((power) => raw.minus(power).abs().lte(power.times(share)));
}

/** OKX's linear contracts are powers of ten of a coin; a dollar token off its dollar does not make it another one. */
const SIZE_SHARE = '0.05';

/** Initial margin is value ÷ leverage, profit is value gained: either proves the size. */
function isProved(row: PositionRow, size: Decimal): boolean {
  const {imr, lever, markPx, avgPx, upl, pos} = row;
  const amount = size.times(pos);
  if (markPx === undefined) return false;
  if (imr !== undefined && lever !== undefined && !isZero(imr))
    return isNear(amount.abs().times(markPx).div(lever), new Decimal(imr));
  if (avgPx === undefined || isZero(upl)) return false;
  const sign = row.posSide === 'short' ? -1 : 1;
  return isNear(new Decimal(markPx).minus(avgPx).times(amount).times(sign), new Decimal(upl ?? 0));
}

/**
 * From the instrument table; else, when inverse, 100 dollars for BTC and 10 for all others (contract specifications);
 * else the power of ten that the dollar value tells, proved by initial margin or profit. Undefined: not knowable.
 */
export function contractSizeOf(row: PositionRow, instrument: Instrument): ContractSize | undefined {
  if (instrument.size !== undefined) return {size: instrument.size};
  if (row.instType === 'OPTION') return undefined;
  if (isInverse(row, instrument)) return {size: new Decimal(baseOf(row.instId) === 'BTC' ? 100 : 10)};
  if (row.notionalUsd === undefined || row.markPx === undefined) return undefined;
  const size = powerOfTen(new Decimal(row.notionalUsd).div(row.pos).abs().div(row.markPx), SIZE_SHARE);
  if (size === undefined || isProved(row, size)) return size && {size};
  return {size, doubt: `the contract size of ${row.instId} is worked out from its value in dollars`};
}
