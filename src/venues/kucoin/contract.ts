import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import type {ContractRow} from './frames.ts';
import type {State} from './state.ts';

/** A contract as KuCoin's list has it. */
export type Listed = {
  readonly multiplier: Decimal;
  readonly inverse: boolean;
  readonly base: string;
  readonly settle: string;
  readonly takerFee?: Decimal;
  readonly levelConstant?: Decimal;
  readonly rateLimit: Decimal;
  /** Size, in base units (inverse: contracts), at which the cross maintenance rate is twice its smallest. */
  readonly scale?: Decimal;
  readonly initialFactor: Decimal;
  /** The lowest and the highest price that KuCoin shows: its way to say that there is no liquidation price. */
  readonly lowest?: Decimal;
  readonly highest?: Decimal;
  readonly fundingRate?: Decimal;
  readonly fundingHours?: Decimal;
};

const HOUR_MS = 3_600_000;

/** Fields apart by blanks, `-` for nothing; `parsed` reads it. */
export const contractText = (row: ContractRow): string =>
  [
    row.multiplier,
    row.isInverse ? 'i' : 'l',
    row.baseCurrency,
    row.settleCurrency,
    row.takerFeeRate,
    row.mmrLevConstant,
    row.mmrLimit,
    row.m,
    row.f,
    row.indexPriceTickSize,
    row.maxPrice,
    row.fundingFeeRate,
    row.fundingRateGranularity,
  ]
    .map((field) => field ?? '-')
    .join(' ');

function parsed(text: string): Listed {
  const [size = '1', kind, base = '?', settle = '?', ...rest] = text.split(' ');
  const [taker, level, limit, m, f, tick, max, rate, granularity] = rest.map((field) =>
    field === '-' ? undefined : new Decimal(field),
  );
  return {
    multiplier: new Decimal(size).abs(),
    inverse: kind === 'i',
    base,
    settle,
    ...(taker && {takerFee: taker}),
    ...(level && {levelConstant: level}),
    rateLimit: limit ?? new Decimal('0.3'),
    ...(m && {scale: m}),
    initialFactor: f ?? new Decimal('1.3'),
    ...(tick && {lowest: tick}),
    ...(max && {highest: max}),
    ...(rate && {fundingRate: rate}),
    ...(granularity && {fundingHours: granularity.div(HOUR_MS)}),
  };
}

/** Lists change by the day and are asked for with every mark: what was read last is kept, by its text. */
const KEPT = 200;
const read = new Map<string, Listed>();

export function listedOf(state: State, symbol: string): Listed | undefined {
  const text = own(state.contracts, symbol);
  if (text === undefined) return undefined;
  const known = read.get(text);
  if (known) return known;
  if (read.size >= KEPT) read.clear();
  const listed = parsed(text);
  read.set(text, listed);
  return listed;
}

/** What a symbol says of its contract: `XBTUSDTM`, `XBTUSDM` and `XBTMZ26` are linear, inverse and dated inverse. */
export function namedOf(symbol: string): {inverse: boolean; base: string; settle?: string} {
  const [, base = symbol, quote, dated] =
    /^(.+?)(?:(USDT|USDC|USD)M|(M[FGHJKMNQUVXZ]\d\d))$/.exec(symbol) ?? [];
  const coin = base === 'XBT' ? 'BTC' : base;
  const inverse = quote === 'USD' || dated !== undefined;
  const settle = inverse ? coin : quote;
  return {inverse, base: coin, ...(settle !== undefined && {settle})};
}

const SCALED = /^1(?:000)+(?=\p{L})/u;

/** `1000BONK` moves with BONK; `XBT` is BTC. */
export const underlyingOf = (base: string) => base.replace(SCALED, '') || base;

/** A multiplier is a digit or two; so one that a value and a price give to within their own rounding is it. */
const NOISE = new Decimal('1e-4');

/**
 * Base units a contract from a position itself: value ÷ contracts ÷ price (an inverse contract is 1 USD). `sure`: it
 * came out as a short number.
 */
export function derivedMultiplier(
  {
    size,
    price,
    value,
  }: {readonly size: string; readonly price: string | undefined; readonly value: string | undefined},
  inverse: boolean,
): {value: Decimal; sure: boolean} | undefined {
  if (inverse) return {value: new Decimal(1), sure: true};
  if (price === undefined || value === undefined) return undefined;
  const given = new Decimal(value).div(new Decimal(size).times(price)).abs();
  if (given.isZero()) return undefined;
  const short = given.toSignificantDigits(2);
  const isShort = given.minus(short).abs().lte(given.times(NOISE));
  return isShort ? {value: short, sure: true} : {value: given, sure: false};
}
