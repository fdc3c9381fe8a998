import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  asset,
  flag,
  list,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';

/**
 * OKX's wire: the page's answers and pushes hold the records of the public v5 API. `""` is said for what does not apply
 * in the account's mode.
 */

const orNothing = <const Schema extends v.GenericSchema>(schema: Schema) =>
  v.optional(
    v.union(
      [
        v.pipe(
          v.literal(''),
          v.transform(() => undefined),
        ),
        schema,
      ],
      'expected a value or nothing',
    ),
  );

/** `""` says that there is no such price; an absent member says nothing. */
const priceOrNone = v.optional(
  v.pipe(
    amountOrNothing,
    v.transform((price) => price ?? 'none'),
  ),
);

/** `BTC-USDT-SWAP`: base and quote stand in it, and no pool is counted in a currency without a name. */
const contract = v.pipe(symbol, v.regex(/^[^-]+-[^-_.]/, 'expected a contract of two currencies'));

/** An option's expiry (YYMMDD), strike and right stand in its name alone: `BTC-USD-251226-54000-P`. */
export const OPTION = /-(\d\d)(\d\d)(\d\d)-(\d+(?:\.\d+)?)-([CP])$/;

const PositionMembers = v.object({
  instId: contract,
  instType: v.picklist(['MARGIN', 'SWAP', 'FUTURES', 'OPTION'], 'expected MARGIN, SWAP, FUTURES or OPTION'),
  mgnMode: v.picklist(['cross', 'isolated'], 'expected cross or isolated'),
  posSide: v.optional(v.picklist(['net', 'long', 'short'], 'expected net, long or short'), 'net'),
  /** Contracts, signed in net mode; of MARGIN what is held of `posCcy`. */
  pos: amount,
  posCcy: orNothing(asset),
  /** The currency that margins it. */
  ccy: orNothing(asset),
  avgPx: positiveOrNothing,
  markPx: positiveOrNothing,
  idxPx: positiveOrNothing,
  last: positiveOrNothing,
  upl: amountOrNothing,
  lever: positiveOrNothing,
  margin: amountOrNothing,
  imr: unsignedOrNothing,
  mmr: unsignedOrNothing,
  mgnRatio: amountOrNothing,
  liqPx: priceOrNone,
  notionalUsd: amountOrNothing,
  optVal: amountOrNothing,
  liab: amountOrNothing,
  liabCcy: orNothing(asset),
  interest: amountOrNothing,
  uTime: orNothing(time),
});
const PositionRow = v.pipe(
  PositionMembers,
  v.check(
    ({instType, instId}) => instType !== 'OPTION' || OPTION.test(instId),
    'expected an option with expiry, strike and right in its name',
  ),
);
export type PositionRow = v.InferOutput<typeof PositionRow>;
export const PositionRows = list(PositionRow, 1000);

const CurrencyRow = v.object({
  ccy: asset,
  cashBal: amount,
  eq: amount,
  upl: amountOrNothing,
  isoEq: amountOrNothing,
  isoUpl: amountOrNothing,
  stgyEq: amountOrNothing,
  interest: amountOrNothing,
  disEq: amountOrNothing,
  eqUsd: amountOrNothing,
  coinUsdPrice: positiveOrNothing,
  ordFrozen: unsignedOrNothing,
  mmr: unsignedOrNothing,
  imr: unsignedOrNothing,
  mgnRatio: amountOrNothing,
  spotInUseAmt: amountOrNothing,
});
export type CurrencyRow = v.InferOutput<typeof CurrencyRow>;

const Totals = {
  adjEq: amountOrNothing,
  mmr: unsignedOrNothing,
  imr: unsignedOrNothing,
  mgnRatio: amountOrNothing,
};
export const AccountRows = v.pipe(
  list(v.object({...Totals, details: list(CurrencyRow, 1000)}), 1),
  v.transform((rows) => rows[0]),
);
export type AccountRow = NonNullable<v.InferOutput<typeof AccountRows>>;

/** 1 spot, 2 futures, 3 multi-currency margin, 4 portfolio margin. */
export const ConfigRows = list(
  v.object({acctLv: v.picklist(['1', '2', '3', '4'], 'expected an account level from 1 to 4')}),
  1,
);

export const MarkRows = list(v.object({instId: symbol, markPx: positiveOrNothing, ts: time}), 2000);

export const FundingRows = list(
  v.object({instId: symbol, fundingRate: amount, fundingTime: time, nextFundingTime: orNothing(time)}),
  2000,
);

/** `ctVal` × `ctMult` is one contract: coins when linear, dollars when inverse. Spot pairs have neither. */
export const InstrumentRows = list(
  v.object({
    instId: symbol,
    ctVal: positiveOrNothing,
    ctMult: positiveOrNothing,
    ctType: v.optional(v.picklist(['linear', 'inverse', ''], 'expected linear or inverse'), ''),
    tickSz: positiveOrNothing,
  }),
  4000,
);
export type InstrumentRow = v.InferOutput<typeof InstrumentRows>[number];

/** Of derivatives, `minSz` and `maxSz` count contracts of the whole family. */
export const TierRows = list(
  v.object({instFamily: orNothing(symbol), minSz: unsigned, mmr: unsigned, imr: unsignedOrNothing}),
  2000,
);
export type TierRow = v.InferOutput<typeof TierRows>[number];

const DiscountTier = v.object({discountRate: unsigned, minAmt: unsignedOrNothing});
export const DiscountRows = list(
  v.pipe(
    v.object({
      ccy: asset,
      details: v.optional(list(DiscountTier, 60)),
      discountInfo: v.optional(list(DiscountTier, 60)),
    }),
    v.transform(({ccy, details, discountInfo}) => ({ccy, tiers: details ?? discountInfo ?? []})),
  ),
  2000,
);

/** A push or an acknowledgement: what was subscribed, and of pushes since 2025 whether it is a whole list. */
export const Push = v.object({
  arg: v.object({
    channel: v.string('expected a channel'),
    uid: v.optional(v.pipe(v.string(), v.maxLength(40))),
    ccy: v.optional(asset),
    instType: v.optional(v.string()),
    instFamily: v.optional(symbol),
    instId: v.optional(symbol),
  }),
  event: v.optional(v.string()),
  eventType: v.optional(v.string()),
  curPage: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  lastPage: v.optional(flag),
  data: v.optional(v.unknown()),
});
export type Push = v.InferOutput<typeof Push>;
