import * as v from 'valibot';
import {
  amountOrNothing,
  asset,
  list,
  positive,
  positiveOrNothing,
  symbol,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';
import {MOST_CONTRACTS, MOST_ROWS} from './state.ts';

/** MEXC's answers and pushes, as its contract API documents them; the web's short list of contracts as public clients read it. */

const whole = (expected: string) =>
  v.pipe(
    v.number(expected),
    v.safeInteger(expected),
    v.minValue(0, expected),
    // A sum with 0, because -0 is stored as 0.
    v.transform((value) => value + 0),
  );

/** Every answer. Anything but success is an error, never an empty account. */
export const Envelope = v.object({
  success: v.boolean('expected true or false'),
  code: v.nullish(v.union([v.number(), v.string()])),
  data: v.optional(v.unknown()),
});

export const Push = v.object({channel: v.string('expected a channel'), data: v.optional(v.unknown())});

/** `BTC_USDT`: no pool is counted in a currency without a name. */
const contract = v.pipe(symbol, v.regex(/^[^_]+(_[^_]|$)/, 'expected a contract of two currencies'));

export const Position = v.object({
  positionId: v.pipe(
    v.union([v.number(), v.string()], 'expected a position id'),
    v.transform(String),
    v.regex(/^\d{1,20}$/, 'expected a position id'),
  ),
  symbol: contract,
  /** 1 long, 2 short. */
  positionType: v.picklist([1, 2], 'expected 1 or 2'),
  /** 1 isolated, 2 cross. */
  openType: v.picklist([1, 2], 'expected 1 or 2'),
  /** 1 held, 2 taken over by MEXC, 3 closed. */
  state: v.nullish(whole('expected a state')),
  holdVol: unsigned,
  holdAvgPrice: positiveOrNothing,
  holdAvgPriceFullyScale: positiveOrNothing,
  im: amountOrNothing,
  leverage: positiveOrNothing,
  liquidatePrice: amountOrNothing,
  version: v.nullish(whole('expected a version')),
});
export type WirePosition = v.InferOutput<typeof Position>;
export const Positions = list(Position, MOST_ROWS);

export const Asset = v.object({
  currency: asset,
  positionMargin: amountOrNothing,
  frozenBalance: amountOrNothing,
  availableBalance: amountOrNothing,
  equity: amountOrNothing,
  unrealized: amountOrNothing,
  bonus: amountOrNothing,
  debtAmount: amountOrNothing,
  contributeMarginAmount: amountOrNothing,
});
export type WireAsset = v.InferOutput<typeof Asset>;
export const Assets = list(Asset, 500);

const LongTier = v.object({maxVol: positive, mmr: unsigned});
const ShortTier = v.pipe(
  v.object({vol: positive, mmr: unsigned}),
  v.transform(({vol, mmr}) => ({maxVol: vol, mmr})),
);
const tiers = v.nullish(list(v.union([LongTier, ShortTier], 'expected a risk limit'), 200));
const level = v.nullish(
  v.pipe(whole('expected a number of levels'), v.maxValue(200, 'expected 200 at most')),
);

const LongContract = v.object({
  symbol,
  baseCoin: asset,
  quoteCoin: asset,
  settleCoin: asset,
  contractSize: positive,
  takerFeeRate: unsignedOrNothing,
  liquidationFeeRate: unsignedOrNothing,
  maintenanceMarginRate: unsignedOrNothing,
  riskBaseVol: unsignedOrNothing,
  riskIncrVol: unsignedOrNothing,
  riskIncrMmr: unsignedOrNothing,
  riskLevelLimit: level,
  riskLimitType: v.nullish(v.string()),
  riskLimitMode: v.nullish(v.string()),
  riskLimitCustom: tiers,
});
export type WireContract = v.InferOutput<typeof LongContract>;

const ShortContract = v.pipe(
  v.object({
    symbol,
    bc: asset,
    qc: asset,
    sc: asset,
    cs: positive,
    tfr: unsignedOrNothing,
    liqfr: unsignedOrNothing,
    mmr: unsignedOrNothing,
    rbv: unsignedOrNothing,
    riv: unsignedOrNothing,
    rim: unsignedOrNothing,
    rll: level,
    rlt: v.nullish(v.string()),
    rlm: v.nullish(v.string()),
    rlcs: tiers,
  }),
  v.transform(
    ({symbol: name, bc, qc, sc, cs, tfr, liqfr, mmr, rbv, riv, rim, rll, rlt, rlm, rlcs}): WireContract => ({
      symbol: name,
      baseCoin: bc,
      quoteCoin: qc,
      settleCoin: sc,
      contractSize: cs,
      takerFeeRate: tfr,
      liquidationFeeRate: liqfr,
      maintenanceMarginRate: mmr,
      riskBaseVol: rbv,
      riskIncrVol: riv,
      riskIncrMmr: rim,
      riskLevelLimit: rll,
      riskLimitType: rlt,
      riskLimitMode: rlm,
      riskLimitCustom: rlcs,
    }),
  ),
);
export const LongContracts = list(LongContract, MOST_CONTRACTS);
export const ShortContracts = list(ShortContract, MOST_CONTRACTS);

export const Ticker = v.object({
  symbol,
  fairPrice: positiveOrNothing,
  indexPrice: positiveOrNothing,
  lastPrice: positiveOrNothing,
});
export type WireTicker = v.InferOutput<typeof Ticker>;
export const Tickers = list(Ticker, MOST_CONTRACTS);

/** Pushed as `price`, answered as `fairPrice`. */
export const FairPrice = v.pipe(
  v.object({symbol, price: positive}),
  v.transform(
    ({symbol: name, price}): WireTicker => ({
      symbol: name,
      fairPrice: price,
      indexPrice: undefined,
      lastPrice: undefined,
    }),
  ),
);
