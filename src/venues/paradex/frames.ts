import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  asset,
  list,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';

/** Paradex's answers and channels, as its OpenAPI and AsyncAPI documents have them. */

/** Perpetuals, futures, and the many options. */
const MOST_MARKETS = 10_000;
const MOST_ACCOUNTS = 200;

/** A Starknet address; written with and without zeros in front. */
const address = v.pipe(
  v.string('expected an address'),
  v.regex(/^0x[\da-f]{1,64}$/i, 'expected an address'),
  v.transform((text) => `0x${text.slice(2).toLowerCase().replace(/^0+/, '')}`),
);
const noAddress = v.pipe(
  v.literal(''),
  v.transform(() => undefined),
);
const addressOrNothing = v.nullish(v.union([noAddress, address], 'expected an address'));

/** Increases, in ns or so: beyond what a double holds exactly, but still in order. */
const sequence = v.nullish(
  v.pipe(
    v.number('expected a number'),
    v.finite('expected a number'),
    // A sum with 0, because -0 is stored as 0.
    v.transform((value) => value + 0),
  ),
);
const word = v.nullish(v.pipe(v.string('expected a word'), v.maxLength(40, 'expected a word')));

export const AccountSummary = v.object({
  account: address,
  /** With profit, in USD. */
  account_value: amount,
  initial_margin_requirement: unsignedOrNothing,
  maintenance_margin_requirement: unsigned,
  /** All tokens in USD, without profit. */
  total_collateral: amount,
  updated_at: v.nullish(time),
  seq_no: sequence,
});
export type WireAccount = v.InferOutput<typeof AccountSummary>;

export const Position = v.object({
  account: addressOrNothing,
  /** Begins with the address. */
  id: v.nullish(v.string('expected an id')),
  market: symbol,
  status: word,
  side: word,
  /** Signed. */
  size: amount,
  /** In USDC, signed. */
  cost: amountOrNothing,
  average_entry_price: amountOrNothing,
  /** In USD, with the funding below. */
  unrealized_pnl: amount,
  unrealized_funding_pnl: amountOrNothing,
  /** `""`: none. */
  liquidation_price: v.nullish(v.union([v.literal(''), amount], 'expected a decimal string')),
  /** In binary messages only. */
  mark_price: positiveOrNothing,
  leverage: positiveOrNothing,
  last_updated_at: v.nullish(time),
  seq_no: sequence,
});
export type WirePosition = v.InferOutput<typeof Position>;

const Balance = v.object({token: asset, size: amount});
export type WireBalance = v.InferOutput<typeof Balance>;

export const BalanceEvent = v.object({
  settlement_asset_name: v.nullish(asset),
  settlement_asset_balance_after: amount,
  settlement_asset_price: positiveOrNothing,
});
export type WireBalanceEvent = v.InferOutput<typeof BalanceEvent>;

const Fee = v.nullish(v.object({taker_fee: v.nullish(v.object({fee: amountOrNothing}))}));

const Market = v.object({
  symbol,
  base_currency: v.nullish(asset),
  /** Absent of options. */
  delta1_cross_margin_params: v.nullish(
    v.object({imf_base: amount, imf_factor: amountOrNothing, mmf_factor: amount}),
  ),
  fee_config: v.nullish(v.object({interactive_fee: Fee, api_fee: Fee, rpi_fee: Fee})),
});
export type WireMarket = v.InferOutput<typeof Market>;

export const MarketSummary = v.object({
  symbol,
  mark_price: positiveOrNothing,
  underlying_price: positiveOrNothing,
});
export type WireSummary = v.InferOutput<typeof MarketSummary>;

const AccountInfo = v.object({
  account: address,
  parent_account: addressOrNothing,
  /** The market of an isolated account. */
  isolated_market: v.nullish(v.union([v.literal(''), symbol], 'expected a symbol')),
  fees: v.nullish(v.object({taker_rate: amountOrNothing})),
});
export type WireInfo = v.InferOutput<typeof AccountInfo>;

export const MarginConfig = v.object({account: addressOrNothing, margin_methodology: word});
export type WireMargin = v.InferOutput<typeof MarginConfig>;

/** A list's name is not on it: told apart by what its rows have. */
export const Accounts = v.object({results: list(AccountSummary, MOST_ACCOUNTS)});
export const Positions = v.object({results: list(Position, MOST_MARKETS)});
export const Balances = v.object({results: list(Balance, 200)});
export const Markets = v.object({results: list(Market, MOST_MARKETS)});
export const Summaries = v.object({results: list(MarketSummary, MOST_MARKETS)});
export const Infos = v.object({results: list(AccountInfo, MOST_ACCOUNTS)});

export const Push = v.object({
  method: v.literal('subscription'),
  params: v.object({channel: v.string('expected a channel'), data: v.unknown()}),
});

export const ApiError = v.object({error: v.string('expected an error')});
