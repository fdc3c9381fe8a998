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

/** The shapes of Gate's frames. REST and the web send decimal strings, the socket numbers for many of them. */

/** More than Gate lists; a list without an end must not fill the state. */
const ROWS = 3000;

const user = v.optional(v.pipe(v.union([v.string(), v.number()]), v.transform(String), v.maxLength(40)));
const word = v.optional(v.pipe(v.string(), v.maxLength(40)));
/** Fields that other programs' samples leave out or send as null. */
const perhaps = <const Schema extends v.GenericSchema>(schema: Schema) => v.nullish(schema);

/** The web's envelope: `{"code":200,"message":"success","data":…}`. */
export const Envelope = v.object({
  code: v.union([v.number(), v.string()], 'expected a code'),
  message: v.optional(v.unknown()),
  data: v.optional(v.unknown()),
});

/** What the API answers with when it refuses. */
export const Refusal = v.object({label: v.string(), message: v.optional(v.unknown())});

/** Everything that the socket says. */
export const Notice = v.object({
  channel: v.string('expected a channel'),
  event: v.string('expected an event'),
  error: v.optional(v.unknown()),
  result: v.optional(v.unknown()),
});

/** One position, of the web, the API and the socket. */
export const PositionRow = v.object({
  contract: symbol,
  size: amount,
  mode: v.optional(
    v.pipe(v.string('expected a mode'), v.regex(/^[a-z_]{1,20}$/, 'expected a mode')),
    'single',
  ),
  user,
  pid: user,
  leverage: amountOrNothing,
  lever: amountOrNothing,
  cross_leverage_limit: amountOrNothing,
  pos_margin_mode: word,
  entry_price: positiveOrNothing,
  mark_price: positiveOrNothing,
  liq_price: amountOrNothing,
  value: amountOrNothing,
  margin: amountOrNothing,
  maintenance_margin: positiveOrNothing,
  maintenance_rate: unsignedOrNothing,
  average_maintenance_rate: unsignedOrNothing,
  unrealised_pnl: amountOrNothing,
  risk_limit: amountOrNothing,
  voucher_size: amountOrNothing,
  update_id: perhaps(time),
  /** Of an answer, in seconds. */
  update_time: perhaps(time),
  /** Of the socket. */
  time_ms: perhaps(time),
});
export type PositionRow = v.InferOutput<typeof PositionRow>;
export const PositionRows = list(PositionRow, ROWS);

/** `accounts` of one settle asset. `cross_balance` and the short names are the web's, `cross_margin_balance` the API's. */
export const AccountRow = v.object({
  currency: asset,
  user,
  total: amountOrNothing,
  bonus: amountOrNothing,
  cross_balance: amountOrNothing,
  iso_balance: amountOrNothing,
  isolated_position_margin: amountOrNothing,
  cross_margin_balance: amountOrNothing,
  cross_unrealised_pnl: amountOrNothing,
  margin_balance: amountOrNothing,
  order_margin: unsignedOrNothing,
  cross_order_margin: unsignedOrNothing,
  cross_maintenance_margin: unsignedOrNothing,
  cross_initial_margin: unsignedOrNothing,
  mm: unsignedOrNothing,
  im: unsignedOrNothing,
  mmr: amountOrNothing,
  cross_mmr: amountOrNothing,
  margin_mode: perhaps(
    v.pipe(
      v.union([v.number(), v.string()]),
      v.transform(String),
      v.picklist(['0', '1', '2', '3'], 'expected a margin mode'),
    ),
  ),
  enable_credit: perhaps(flag),
  enable_tiered_mm: perhaps(flag),
  total_margin_balance: amountOrNothing,
  total_maintenance_margin: unsignedOrNothing,
  total_maintenance_margin_rate: amountOrNothing,
  total_initial_margin: unsignedOrNothing,
  update_time: perhaps(time),
});
export type AccountRow = v.InferOutput<typeof AccountRow>;
export const AccountRows = list(AccountRow, 20);

/** `/unified/accounts`: totals of all currencies together, in USD. */
export const UnifiedAccount = v.object({
  total_margin_balance: amount,
  total_maintenance_margin: unsigned,
  total_maintenance_margin_rate: amountOrNothing,
  total_initial_margin: unsignedOrNothing,
  user_id: user,
});
export type UnifiedAccount = v.InferOutput<typeof UnifiedAccount>;

export const TierRow = v.object({
  tier: v.optional(amount),
  /** Upper end of the tier, in the settle asset. */
  risk_limit: positive,
  maintenance_rate: unsigned,
  initial_rate: unsignedOrNothing,
  deduction: amountOrNothing,
  contract: v.optional(symbol),
});
export type TierRow = v.InferOutput<typeof TierRow>;
export const TierRows = list(TierRow, 20_000);

export const ContractRow = v.object({
  name: symbol,
  quanto_multiplier: unsigned,
  /** Below zero makers are paid, never takers. */
  taker_fee_rate: unsignedOrNothing,
  /** Seconds. */
  funding_interval: positiveOrNothing,
});
export type ContractRow = v.InferOutput<typeof ContractRow>;
export const ContractRows = list(ContractRow, ROWS);

export const TickerRow = v.object({
  contract: symbol,
  mark_price: positiveOrNothing,
  index_price: positiveOrNothing,
  funding_rate: amountOrNothing,
});
export const TickerRows = list(TickerRow, ROWS);

/** `futures.balances`: the balance after a change. */
export const BalanceRow = v.object({
  balance: amount,
  currency: v.optional(asset),
  user,
  time_ms: perhaps(time),
});
export const BalanceRows = list(BalanceRow, 1000);
