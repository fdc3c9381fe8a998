import * as v from 'valibot';
import {amount, amountOrNothing, flag, list, positiveOrNothing, symbol} from '../wire.ts';

/** The shapes of Derive's JSON-RPC, of its second and third version alike. Amounts are text of up to forty digits and more. */

/** A subaccount holds 64 assets in standard margin and 128 in portfolio margin. */
const ROWS = 1000;
const SUBACCOUNTS = 64;

/** Doubles printed whole: more digits than any amount has. They are cut where nothing of worth is left; and no account has 10^24 of anything. */
const shortened = <const Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(
    v.unknown(),
    v.transform((value) =>
      typeof value === 'string' && /^-?\d{1,40}\.\d{41,200}$/.test(value)
        ? value.slice(0, value.indexOf('.') + 41)
        : value,
    ),
    schema,
    v.check((text) => !/^-?\d{25}/.test(String(text)), 'expected an amount below 10^24'),
  );

const signed = shortened(amount);
const signedOrNothing = v.optional(shortened(amountOrNothing));
const priceOrNothing = v.optional(shortened(positiveOrNothing));

/** A number that names a subaccount. */
const subaccountId = v.pipe(
  v.union([v.number(), v.string()], 'expected the number of a subaccount'),
  v.transform(String),
  v.regex(/^\d{1,16}$/, 'expected the number of a subaccount'),
);

const Collateral = v.object({
  asset_name: symbol,
  amount: signed,
  mark_price: priceOrNothing,
  /** Of the amount, signed. */
  mark_value: signedOrNothing,
  /** What of it counts. */
  maintenance_margin: signedOrNothing,
  initial_margin: signedOrNothing,
});
export type WireCollateral = v.InferOutput<typeof Collateral>;

const Position = v.object({
  instrument_name: symbol,
  instrument_type: v.optional(v.pipe(v.string(), v.maxLength(20))),
  /** Signed. */
  amount: signed,
  average_price: priceOrNothing,
  mark_price: priceOrNothing,
  index_price: priceOrNothing,
  /** Of an option its worth, of a perpetual what is not in the cash yet: profit, funding, less settlements. */
  mark_value: signedOrNothing,
  /** `mark_value` less the requirement. */
  maintenance_margin: signedOrNothing,
  initial_margin: signedOrNothing,
  net_settlements: signedOrNothing,
  pending_funding: signedOrNothing,
  liquidation_price: signedOrNothing,
});
export type WirePosition = v.InferOutput<typeof Position>;

export const Positions = v.object({subaccount_id: subaccountId, positions: list(Position, ROWS)});
export const Collaterals = v.object({subaccount_id: subaccountId, collaterals: list(Collateral, ROWS)});

export const Subaccount = v.object({
  subaccount_id: subaccountId,
  collaterals: list(Collateral, ROWS),
  positions: list(Position, ROWS),
  subaccount_value: signed,
  /** Net: the value less the requirement. */
  maintenance_margin: signed,
  initial_margin: signed,
  /** Below zero, or without a sign. */
  open_orders_margin: signedOrNothing,
  margin_type: v.nullish(v.pipe(v.string('expected a margin type'), v.maxLength(20))),
  is_under_liquidation: v.optional(flag),
  /** A placeholder of the third version, without anything in it. */
  failed_to_fetch: v.optional(flag),
});
export type WireSubaccount = v.InferOutput<typeof Subaccount>;
export const Portfolios = list(Subaccount, SUBACCOUNTS);

export const Answer = v.object({result: v.optional(v.unknown()), error: v.optional(v.unknown())});

export const Push = v.object({
  method: v.literal('subscription'),
  params: v.object({channel: v.string('expected a channel'), data: v.unknown()}),
});

export const Balances = list(v.object({name: symbol, new_balance: signed}), ROWS);
export type WireBalance = v.InferOutput<typeof Balances>[number];

export const SlimTicker = v.object({
  instrument_ticker: v.object({
    /** Mark, index, funding an hour. */
    M: priceOrNothing,
    I: priceOrNothing,
    f: signedOrNothing,
    option_pricing: v.nullish(v.object({i: priceOrNothing})),
  }),
});

const Ticker = v.object({
  mark_price: priceOrNothing,
  index_price: priceOrNothing,
  perp_details: v.nullish(v.object({funding_rate: signedOrNothing})),
  option_pricing: v.nullish(v.object({iv: priceOrNothing})),
});
/** The former channel, whose ticker stood by itself or in `instrument_ticker`. */
export const FullTicker = v.union([v.object({instrument_ticker: Ticker}), Ticker]);

export const SpotFeed = v.object({
  feeds: v.pipe(
    v.record(symbol, v.object({price: priceOrNothing}), 'expected a map'),
    v.transform((feeds) => Object.entries(feeds)),
    v.maxLength(200, 'expected 200 entries at most'),
  ),
});
