import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  list,
  positiveOrNothing,
  symbol,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';

/** Lighter's answers and channels, as its API documents them and recorded messages show them. */

const MOST_MARKETS = 2000;

const whole = (most: number, expected: string) =>
  v.pipe(
    v.number(expected),
    v.safeInteger(expected),
    v.minValue(0, expected),
    v.maxValue(most, expected),
    // A sum with 0, because -0 is stored as 0.
    v.transform((value) => value + 0),
  );

const marketId = whole(1_000_000, 'expected a market id');
const fraction = whole(10_000, 'expected a fraction in 1/10 000');
/** Maps are `null` where they are empty. */
const byId = <const Item extends v.GenericSchema>(item: Item) =>
  v.nullish(
    v.pipe(
      v.record(v.string(), item, 'expected a map'),
      v.transform((map) => Object.values(map)),
      v.maxLength(MOST_MARKETS, `expected ${MOST_MARKETS} entries at most`),
    ),
  );

const Position = v.pipe(
  v.object({
    market_id: marketId,
    symbol,
    sign: v.optional(v.picklist([1, 0, -1], 'expected 1 or -1')),
    /** Without a sign. */
    position: unsigned,
    avg_entry_price: positiveOrNothing,
    /** At the mark, without a sign. */
    position_value: unsigned,
    unrealized_pnl: amount,
    /** 0: none. */
    liquidation_price: v.optional(v.nullable(unsigned)),
    /** Percent in answers, a plain fraction in a recorded push. */
    initial_margin_fraction: positiveOrNothing,
    /** 0 cross, 1 isolated. */
    margin_mode: v.picklist([0, 1], 'expected 0 or 1'),
    allocated_margin: amountOrNothing,
  }),
  v.check(({sign, position}) => Boolean(sign) || !/[1-9]/.test(position), 'expected a sign'),
);
export type WirePosition = v.InferOutput<typeof Position>;

/** 0 classic, 1 unified; more may come. */
const mode = v.optional(v.nullable(whole(100, 'expected an account mode')));

const Account = v.object({
  account_index: whole(Number.MAX_SAFE_INTEGER, 'expected an account index'),
  account_type: v.optional(v.nullable(whole(100, 'expected an account type'))),
  account_trading_mode: mode,
  collateral: amount,
  cross_asset_value: amountOrNothing,
  cross_initial_margin_requirement: unsignedOrNothing,
  cross_maintenance_margin_requirement: unsignedOrNothing,
  positions: list(Position, MOST_MARKETS),
});
export type WireAccount = v.InferOutput<typeof Account>;

/** Every answer; anything but 200 is an error, whose `message` says which. */
export const Envelope = v.object({code: v.number('expected a code')});

export const Accounts = v.object({accounts: list(Account, 200)});

const Market = v.object({
  market_id: marketId,
  maintenance_margin_fraction: fraction,
  closeout_margin_fraction: v.nullish(fraction),
});
export const Markets = v.object({order_book_details: list(Market, MOST_MARKETS)});
export type WireMarket = v.InferOutput<typeof Market>;

export const Push = v.object({
  type: v.string('expected a type'),
  channel: v.string('expected a channel'),
});

export const Positions = v.object({positions: byId(Position)});

const Amounts = v.object({collateral: amount, portfolio_value: amountOrNothing});
export const UserStats = v.object({
  stats: v.object({
    ...Amounts.entries,
    account_trading_mode: mode,
    /** The cross part alone. */
    cross_stats: v.nullish(Amounts),
    /** Cross and isolated together. */
    total_stats: v.nullish(Amounts),
  }),
});

export type WireUserStats = v.InferOutput<typeof UserStats>['stats'];

const Stats = v.object({
  market_id: marketId,
  mark_price: positiveOrNothing,
  index_price: positiveOrNothing,
});
export type WireStats = v.InferOutput<typeof Stats>;
export const OneMarket = v.object({market_stats: Stats});
export const AllMarkets = v.object({market_stats: byId(Stats)});
