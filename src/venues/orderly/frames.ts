import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  asset,
  list,
  positive,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';

/** Orderly's answers (snake_case) and pushes (camelCase), as its API documents them and its own SDK types them. */

const MOST_SYMBOLS = 2000;
const MOST_TOKENS = 200;

const mode = v.nullish(v.picklist(['CROSS', 'ISOLATED'], 'expected CROSS or ISOLATED'), 'CROSS');
const AnsweredRow = v.object({
  symbol,
  margin_mode: mode,
  /** Signed; 0: closed, with `cost_position` what is not settled yet. */
  position_qty: amount,
  /** Signed as the quantity: what it was worth when last settled. */
  cost_position: amount,
  average_open_price: positiveOrNothing,
  last_sum_unitary_funding: amountOrNothing,
  mark_price: positiveOrNothing,
  unsettled_pnl: amountOrNothing,
  /** At `mark_price`. */
  mmr: unsignedOrNothing,
  /** 0: none. */
  est_liq_price: amountOrNothing,
  leverage: positiveOrNothing,
  /** Of an isolated position, without profit. */
  margin: amountOrNothing,
});
export type WireRow = v.InferOutput<typeof AnsweredRow>;

const PushedRow = v.pipe(
  v.object({
    symbol,
    marginMode: mode,
    positionQty: amount,
    costPosition: amount,
    averageOpenPrice: positiveOrNothing,
    lastSumUnitaryFunding: amountOrNothing,
    markPrice: positiveOrNothing,
    unsettledPnl: amountOrNothing,
    mmr: unsignedOrNothing,
    estLiqPrice: amountOrNothing,
    leverage: positiveOrNothing,
    margin: amountOrNothing,
  }),
  v.transform(
    (row): WireRow => ({
      symbol: row.symbol,
      margin_mode: row.marginMode,
      position_qty: row.positionQty,
      cost_position: row.costPosition,
      average_open_price: row.averageOpenPrice,
      last_sum_unitary_funding: row.lastSumUnitaryFunding,
      mark_price: row.markPrice,
      unsettled_pnl: row.unsettledPnl,
      mmr: row.mmr,
      est_liq_price: row.estLiqPrice,
      leverage: row.leverage,
      margin: row.margin,
    }),
  ),
);

/** Every answer; without success its `code` says which error. */
export const Envelope = v.object({
  success: v.boolean('expected true or false'),
  code: v.nullish(v.number('expected a code')),
});

export const Positions = v.object({
  data: v.object({
    total_collateral_value: amountOrNothing,
    free_collateral: amountOrNothing,
    rows: list(AnsweredRow, MOST_SYMBOLS),
  }),
});
export type WirePositions = v.InferOutput<typeof Positions>['data'];

const Held = v.object({
  token: asset,
  holding: amount,
  pending_short: amountOrNothing,
  isolated_order_frozen: amountOrNothing,
});
export type WireHeld = v.InferOutput<typeof Held>;
export const Holding = v.object({data: v.object({holding: list(Held, MOST_TOKENS)})});

export const ClientInfo = v.object({
  data: v.object({
    account_id: v.optional(
      v.pipe(v.string('expected an account'), v.regex(/^[\w-]{1,80}$/, 'expected an account')),
    ),
    imr_factor: v.optional(
      v.pipe(
        v.record(symbol, unsigned, 'expected a map'),
        v.check((map) => Object.keys(map).length <= MOST_SYMBOLS, `expected ${MOST_SYMBOLS} entries at most`),
      ),
    ),
  }),
});
export type WireClient = v.InferOutput<typeof ClientInfo>['data'];

const Rule = v.object({
  symbol,
  base_mmr: positive,
  base_imr: positive,
  imr_factor: v.optional(unsigned),
  /** Hours. */
  funding_period: positiveOrNothing,
});
export type WireRule = v.InferOutput<typeof Rule>;
export const Rules = v.object({data: v.object({rows: list(Rule, MOST_SYMBOLS)})});

/** `public/futures` and `public/funding_rates` have these members of each symbol in common. */
const Market = v.object({
  symbol,
  mark_price: positiveOrNothing,
  index_price: positiveOrNothing,
  sum_unitary_funding: amountOrNothing,
  est_funding_rate: amountOrNothing,
  next_funding_time: v.nullish(time),
});
export type WireMarket = v.InferOutput<typeof Market>;
export const Markets = v.object({data: v.object({rows: list(Market, MOST_SYMBOLS)})});

const Token = v.object({
  token: asset,
  base_weight: v.nullish(unsigned),
  discount_factor: v.nullish(unsigned),
  /** −1: no limit. */
  user_max_qty: v.nullish(amount),
  is_collateral: v.nullish(v.boolean('expected true or false')),
});
export type WireToken = v.InferOutput<typeof Token>;
export const Tokens = v.object({data: v.object({rows: list(Token, MOST_TOKENS)})});

export const Push = v.object({topic: v.string('expected a topic')});
export const PushedPositions = v.object({data: v.object({positions: list(PushedRow, MOST_SYMBOLS)})});

const PushedHeld = v.object({
  holding: amountOrNothing,
  pendingShortQty: amountOrNothing,
  isolatedOrderFrozen: amountOrNothing,
});
export type WirePushedHeld = v.InferOutput<typeof PushedHeld>;
export const PushedBalances = v.object({
  data: v.object({
    balances: v.pipe(
      v.record(asset, PushedHeld, 'expected a map'),
      v.check((map) => Object.keys(map).length <= MOST_TOKENS, `expected ${MOST_TOKENS} entries at most`),
    ),
  }),
});

const Price = v.object({symbol, price: positiveOrNothing});
export type WirePrice = v.InferOutput<typeof Price>;
export const OnePrice = v.object({data: Price});
export const AllPrices = v.object({data: list(Price, 2 * MOST_SYMBOLS)});
