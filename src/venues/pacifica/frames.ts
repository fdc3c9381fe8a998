import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  asset,
  flag,
  list,
  positive,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';

/** Pacifica's answers and, in letters, its channels, as its API documents them. Both become the same shapes. */

const MOST = 2000;

/** A Solana address. It becomes a key of the state. */
export const address = v.pipe(
  v.string('expected an address'),
  v.regex(/^[1-9A-HJ-NP-Za-km-z]{5,44}$/, 'expected an address'),
);

const count = v.nullish(
  v.pipe(
    v.number('expected a count'),
    v.safeInteger('expected a count'),
    v.minValue(0, 'expected a count'),
    // A sum with 0, because -0 is stored as 0.
    v.transform((value) => value + 0),
  ),
);

const SIDES = {bid: 'long', ask: 'short'} as const;
const side = v.pipe(
  v.picklist(['bid', 'ask'], 'expected bid or ask'),
  v.transform((word) => SIDES[word]),
);

const AnsweredPosition = v.object({
  symbol,
  side,
  amount: unsigned,
  entry_price: positiveOrNothing,
  margin: amountOrNothing,
  isolated: v.nullish(flag),
  liquidation_price: amountOrNothing,
  updated_at: v.nullish(time),
});

const PushedPosition = v.pipe(
  v.object({
    s: symbol,
    d: side,
    a: unsigned,
    p: positiveOrNothing,
    m: amountOrNothing,
    i: v.nullish(flag),
    l: amountOrNothing,
    t: v.nullish(time),
  }),
  v.transform(({s, d, a, p, m, i, l, t}) => ({
    symbol: s,
    side: d,
    amount: a,
    entry_price: p,
    margin: m,
    isolated: i,
    liquidation_price: l,
    updated_at: t,
  })),
);
export type WirePosition = v.InferOutput<typeof AnsweredPosition>;

const AnsweredSpot = v.pipe(
  v.object({symbol: asset, amount: unsigned, ltv_ratio: unsignedOrNothing}),
  v.transform(({symbol: name, amount: held, ltv_ratio}) => ({asset: name, amount: held, weight: ltv_ratio})),
);

const PushedSpot = v.pipe(
  v.object({s: asset, a: unsigned, lr: unsignedOrNothing}),
  v.transform(({s, a, lr}) => ({asset: s, amount: a, weight: lr})),
);

export const AnsweredAccount = v.object({
  balance: amount,
  account_equity: amountOrNothing,
  cross_account_equity: amountOrNothing,
  cross_mmr: unsignedOrNothing,
  pending_interest: amountOrNothing,
  spot_market_value: unsignedOrNothing,
  spot_collateral: unsignedOrNothing,
  spot_balances: v.nullish(list(AnsweredSpot, 200)),
  orders_count: count,
  positions_count: count,
  updated_at: v.nullish(time),
});
export type WireAccount = v.InferOutput<typeof AnsweredAccount>;

export const PushedAccount = v.pipe(
  v.object({
    b: amount,
    ae: amountOrNothing,
    cm: unsignedOrNothing,
    sb: v.nullish(list(PushedSpot, 200)),
    oc: count,
    pc: count,
    t: v.nullish(time),
  }),
  v.transform(
    ({b, ae, cm, sb, oc, pc, t}): WireAccount => ({
      balance: b,
      account_equity: ae,
      cross_account_equity: undefined,
      cross_mmr: cm,
      pending_interest: undefined,
      spot_market_value: undefined,
      spot_collateral: undefined,
      spot_balances: sb,
      orders_count: oc,
      positions_count: pc,
      updated_at: t,
    }),
  ),
);

const leverage = v.pipe(positive, v.regex(/^\d{1,4}(\.\d{1,4})?$/, 'expected a leverage'));

export const Markets = list(v.object({symbol, max_leverage: leverage}), MOST);
export type WireMarket = v.InferOutput<typeof Markets>[number];

export const Prices = list(
  v.object({
    symbol,
    mark: positiveOrNothing,
    oracle: positiveOrNothing,
    next_funding: amountOrNothing,
    funding: amountOrNothing,
  }),
  MOST,
);
export type WirePrice = v.InferOutput<typeof Prices>[number];

export const Settings = v.object({margin_settings: list(v.object({symbol, leverage}), MOST)});

export const PushedLeverage = v.object({u: address, s: symbol, l: leverage});

export const AnsweredPositions = list(AnsweredPosition, MOST);
export const PushedPositions = list(PushedPosition, MOST);

/** Every answer. Anything but success is an error, never an empty account. */
export const Envelope = v.object({
  success: v.optional(v.boolean('expected true or false')),
  data: v.optional(v.unknown()),
  code: v.nullish(v.union([v.number(), v.string()])),
  last_order_id: count,
});

/** `li` is one number for all events of the exchange, in their order. */
export const Push = v.object({
  channel: v.string('expected a channel'),
  data: v.optional(v.unknown()),
  li: count,
});

export const Subscription = v.object({source: v.string('expected a source'), account: address});
