import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  list,
  positive,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';

/** The shapes of Kraken Futures. Socket: JSON numbers and snake_case; REST: the same meanings in camelCase. */

/** More positions, currencies or wallets than an account has. */
const ROWS = 1000;

const bounded = <const Item extends v.GenericSchema>(item: Item) =>
  v.pipe(
    v.record(symbol, item),
    v.check((entries) => Object.keys(entries).length <= ROWS, `expected ${ROWS} entries at most`),
  );

export const Feed = v.object({
  feed: v.string('expected a feed'),
  account: v.optional(v.pipe(v.string(), v.maxLength(80))),
});

const order = {seq: v.optional(time), timestamp: v.optional(time)};

export const SocketPosition = v.object({
  instrument: symbol,
  balance: amount,
  /** Some positions come with 0. */
  entry_price: unsignedOrNothing,
  mark_price: positiveOrNothing,
  index_price: positiveOrNothing,
  liquidation_threshold: amountOrNothing,
  unrealized_funding: amountOrNothing,
  initial_margin: unsignedOrNothing,
  maintenance_margin: unsignedOrNothing,
  pnl_currency: v.optional(v.nullable(symbol)),
});
export type SocketPosition = v.InferOutput<typeof SocketPosition>;
export const SocketPositions = v.object({...order, positions: list(SocketPosition, ROWS)});

const socketTotals = {
  initial_margin: unsigned,
  initial_margin_without_orders: unsignedOrNothing,
  maintenance_margin: unsigned,
  margin_equity: amountOrNothing,
  unrealized_funding: amountOrNothing,
  total_unrealized: amountOrNothing,
  total_unrealized_as_margin: amountOrNothing,
};
const SocketTotals = v.object(socketTotals);
export type SocketTotals = v.InferOutput<typeof SocketTotals>;

const SocketCurrency = v.object({
  quantity: amount,
  value: amount,
  collateral_value: amountOrNothing,
  haircut: unsignedOrNothing,
  conversion_spread: unsignedOrNothing,
});

const SocketFlex = v.object({
  currencies: v.optional(bounded(SocketCurrency)),
  cross: v.optional(SocketTotals),
  isolated: v.optional(bounded(SocketTotals)),
});

const SocketSingle = v.object({
  pair: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]{1,20}\/[A-Za-z0-9]{1,20}$/, 'expected a pair')),
  unit: symbol,
  balance: amount,
  portfolio_value: amountOrNothing,
  maintenance_margin: unsigned,
  initial_margin: unsigned,
  unrealized_funding: amountOrNothing,
});

/** `holding` are coins that secure nothing. */
export const SocketBalances = v.object({
  ...order,
  flex_futures: v.optional(SocketFlex),
  futures: v.optional(
    v.pipe(
      v.record(v.pipe(v.string(), v.regex(/^[A-Za-z][\w:-]{0,39}$/, 'expected a wallet')), SocketSingle),
      v.check((wallets) => Object.keys(wallets).length <= ROWS, `expected ${ROWS} entries at most`),
    ),
  ),
});
export type SocketBalances = v.InferOutput<typeof SocketBalances>;

export const SocketTicker = v.object({
  product_id: symbol,
  markPrice: positiveOrNothing,
  index: positiveOrNothing,
});

/** Every REST answer. */
export const Envelope = v.object({
  result: v.string('expected a result'),
  error: v.optional(v.unknown()),
});

const margin = v.object({mm: unsigned, im: unsigned, lt: unsignedOrNothing});

export const RestFlex = v.object({
  currencies: bounded(
    v.object({quantity: amount, value: amount, collateral: amountOrNothing, available: amountOrNothing}),
  ),
  initialMargin: unsigned,
  initialMarginWithOrders: unsignedOrNothing,
  maintenanceMargin: unsigned,
  marginEquity: amountOrNothing,
  unrealizedFunding: amountOrNothing,
  totalUnrealized: amountOrNothing,
  totalUnrealizedAsMargin: amountOrNothing,
});
export type RestFlex = v.InferOutput<typeof RestFlex>;

export const RestSingle = v.object({
  currency: symbol,
  balances: v.record(v.string(), amount),
  auxiliary: v.object({pv: amountOrNothing, funding: amountOrNothing}),
  marginRequirements: margin,
});

/** Of one of three types: cash wallets secure nothing. */
export const RestAccounts = v.object({
  accounts: v.record(v.string(), v.looseObject({type: v.string('expected a type')})),
});

export const RestPositions = v.object({
  openPositions: list(
    v.object({
      side: v.picklist(['long', 'short'], 'expected a side'),
      symbol,
      price: positive,
      size: unsigned,
      unrealizedFunding: amountOrNothing,
      pnlCurrency: v.optional(v.nullable(symbol)),
      maxFixedLeverage: positiveOrNothing,
    }),
    ROWS,
  ),
});

export const RestTickers = v.object({
  tickers: v.array(v.unknown(), 'expected a list'),
});
export const RestTicker = v.object({
  symbol,
  markPrice: positiveOrNothing,
  indexPrice: positiveOrNothing,
});

export const RestInstruments = v.object({
  instruments: v.array(v.unknown(), 'expected a list'),
});
/** Levels of inverse contracts begin at contracts, those of linear ones at a value in quote units. */
export const RestInstrument = v.object({
  symbol,
  contractSize: v.optional(positive),
  marginLevels: v.pipe(
    list(
      v.object({
        contracts: unsignedOrNothing,
        numNonContractUnits: unsignedOrNothing,
        initialMargin: unsigned,
        maintenanceMargin: unsigned,
      }),
      60,
    ),
    v.minLength(1, 'expected a level'),
  ),
});
export type RestInstrument = v.InferOutput<typeof RestInstrument>;
