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

/** The shapes of Aevo's requests and channels. Amounts are strings, empty where there is none. */

const ROWS = 1000;
const MARKETS = 10_000;

const word = v.pipe(v.string('expected a word'), v.maxLength(20));

const Option = v.object({
  strike: positiveOrNothing,
  option_type: v.optional(v.nullable(word)),
  /** ns since 1970; some are in s. */
  expiry: v.optional(v.nullable(v.union([v.string(), v.number()]))),
  iv: positiveOrNothing,
});

const Position = v.object({
  instrument_name: symbol,
  instrument_type: v.optional(v.nullable(word)),
  asset: v.optional(v.nullable(asset)),
  option: v.nullish(Option),
  /** Without a sign. */
  amount: unsigned,
  side: v.picklist(['buy', 'sell'], 'expected buy or sell'),
  mark_price: positiveOrNothing,
  avg_entry_price: positiveOrNothing,
  unrealized_pnl: amountOrNothing,
  initial_margin: unsignedOrNothing,
  maintenance_margin: unsignedOrNothing,
  margin_type: v.optional(v.nullable(word)),
  liquidation_price: amountOrNothing,
  leverage: positiveOrNothing,
});
export type WirePosition = v.InferOutput<typeof Position>;
const PositionList = list(Position, ROWS);

const address = v.optional(v.nullable(v.pipe(v.string(), v.regex(/^[\w.…-]{0,80}$/, 'expected an address'))));

const Collateral = v.object({
  collateral_asset: asset,
  balance: amount,
  collateral_value: amountOrNothing,
  margin_value: amountOrNothing,
});
export type WireCollateral = v.InferOutput<typeof Collateral>;
const CollateralList = v.nullish(list(Collateral, 100));

export const Account = v.object({
  account: address,
  equity: amountOrNothing,
  balance: amountOrNothing,
  initial_margin: unsignedOrNothing,
  maintenance_margin: unsignedOrNothing,
  in_liquidation: v.optional(v.nullable(flag)),
  /** Portfolio margin. */
  portfolio: v.optional(v.nullable(flag)),
  collateral: CollateralList,
  collaterals: CollateralList,
  positions: v.nullish(PositionList),
});
export type WireAccount = v.InferOutput<typeof Account>;

export const Positions = v.object({account: address, positions: PositionList});

export const Push = v.object({channel: v.string('expected a channel'), data: v.unknown()});

export const Index = v.object({price: positiveOrNothing});

export const Tickers = v.object({
  tickers: list(
    v.object({
      instrument_name: symbol,
      mark: v.nullish(v.object({price: positiveOrNothing, iv: positiveOrNothing})),
      index_price: positiveOrNothing,
      funding_rate: amountOrNothing,
    }),
    MARKETS,
  ),
});

/** A market by request. */
export const Market = v.object({
  instrument_name: symbol,
  mark_price: positiveOrNothing,
  index_price: positiveOrNothing,
  funding_rate: amountOrNothing,
});
export const Markets = list(Market, MARKETS);

/** A failed request says `error`. */
export const Failure = v.object({error: v.string()});
