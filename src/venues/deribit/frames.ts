import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  asset,
  flag,
  list,
  positiveOrNothing,
  symbol,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';

/** The shapes of Deribit's JSON-RPC. Amounts are JSON numbers, some with an exponent. */

/** More than one account holds; a list without an end must not fill the state. */
const ROWS = 1000;

/** An answer repeats the number of its question, never the method. */
export const Answer = v.object({
  id: v.optional(v.union([v.number(), v.pipe(v.string(), v.maxLength(64)), v.null()])),
  result: v.optional(v.unknown()),
  error: v.optional(v.unknown()),
});

export const Subscription = v.object({
  method: v.literal('subscription'),
  params: v.object({
    channel: v.string('expected a channel'),
    data: v.unknown(),
  }),
});

/** One currency of the account. `margin_balance` and the margins of cross models are of the whole account, counted in the currency. */
export const SummaryRow = v.object({
  currency: asset,
  balance: amount,
  margin_balance: amount,
  initial_margin: unsigned,
  maintenance_margin: unsigned,
  session_upl: amount,
  session_rpl: amount,
  futures_session_upl: amountOrNothing,
  futures_session_rpl: amountOrNothing,
  options_value: amountOrNothing,
  margin_model: v.optional(
    v.picklist(['segregated_sm', 'segregated_pm', 'cross_sm', 'cross_pm'], 'expected a margin model'),
  ),
  portfolio_margining_enabled: v.optional(flag),
  cross_collateral_enabled: v.optional(flag),
  total_margin_balance_usd: amountOrNothing,
  total_initial_margin_usd: unsignedOrNothing,
  total_maintenance_margin_usd: unsignedOrNothing,
});
export type SummaryRow = v.InferOutput<typeof SummaryRow>;
export const SummaryRows = list(SummaryRow, 200);

export const Summaries = v.object({
  id: v.optional(v.union([v.number(), v.pipe(v.string(), v.maxLength(40))])),
  summaries: SummaryRows,
});

export const PositionRow = v.object({
  instrument_name: symbol,
  kind: v.optional(v.pipe(v.string(), v.maxLength(20))),
  direction: v.optional(v.picklist(['buy', 'sell', 'zero'], 'expected a direction')),
  /** USD of an inverse contract, base units of others; negative when short. */
  size: amount,
  size_currency: amountOrNothing,
  average_price: positiveOrNothing,
  mark_price: unsignedOrNothing,
  index_price: positiveOrNothing,
  initial_margin: unsignedOrNothing,
  maintenance_margin: unsignedOrNothing,
  /** Since the settlement of the session. */
  floating_profit_loss: amountOrNothing,
  /** Since the average price. */
  total_profit_loss: amountOrNothing,
  estimated_liquidation_price: amountOrNothing,
});
export type PositionRow = v.InferOutput<typeof PositionRow>;
export const PositionRows = list(PositionRow, ROWS);

/** `user.changes`: orders and trades come with it. */
export const Changes = v.object({positions: v.optional(PositionRows, [])});

/** Of `incremental_ticker` only what has changed is in it. */
export const Ticker = v.object({
  instrument_name: symbol,
  mark_price: unsignedOrNothing,
  index_price: positiveOrNothing,
  /** Percent. */
  mark_iv: positiveOrNothing,
  funding_8h: amountOrNothing,
});

export const PriceIndex = v.object({
  index_name: v.pipe(v.string(), v.regex(/^[a-z0-9]{1,20}_[a-z0-9]{1,20}$/, 'expected the name of an index')),
  price: positiveOrNothing,
});

export const OptionMarks = list(
  v.object({instrument_name: symbol, mark_price: unsignedOrNothing, iv: positiveOrNothing}),
  5000,
);
