import * as v from 'valibot';
import {amount, amountOrNothing, asset, list, positiveOrNothing} from '../wire.ts';
import {MOST} from './state.ts';

/** The indexer's messages and answers, as far as they are read. Amounts are decimal strings. */

/** A sum with 0, because -0 is stored as 0. */
const whole = (most: number) =>
  v.pipe(
    v.number('expected a number'),
    v.integer('expected a whole number'),
    v.minValue(0, 'expected no less than 0'),
    v.maxValue(most, `expected no more than ${most}`),
    v.transform((value) => value + 0),
  );

/** `BTC-USD`; markets of small coins have long ones, with commas. ASCII, so that none looks like another; a key of the state, hence no leading underscore. */
export const ticker = v.pipe(
  v.string('expected a ticker'),
  v.regex(/^(?!_)(?:(?!["\\])[!-~]){1,120}$/, 'expected a ticker'),
);

export const address = v.pipe(
  v.string('expected an address'),
  v.regex(/^[a-z][a-z0-9]{5,89}$/, 'expected an address'),
);

const number = whole(1_000_000);
const side = v.picklist(['LONG', 'SHORT'], 'expected LONG or SHORT');

/** Each list of positions or assets, in snapshots a record by name. */
const few = <const Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(
    v.record(v.string(), item, 'expected an object'),
    v.check((found) => Object.keys(found).length <= most, `expected ${most} entries at most`),
  );

const position = {
  market: ticker,
  status: v.nullish(v.string()),
  entryPrice: positiveOrNothing,
  unrealizedPnl: amountOrNothing,
};

export const Subaccount = v.object({
  address,
  subaccountNumber: number,
  equity: amountOrNothing,
  freeCollateral: amountOrNothing,
  openPerpetualPositions: few(v.object({...position, side, size: amount}), MOST.positions),
  assetPositions: few(v.object({symbol: asset, side, size: amount}), MOST.assets),
});
export type Subaccount = v.InferOutput<typeof Subaccount>;

export const ParentSubaccount = v.object({
  address,
  parentSubaccountNumber: number,
  childSubaccounts: list(Subaccount, MOST.children),
});
export type ParentSubaccount = v.InferOutput<typeof ParentSubaccount>;

/** Members that are absent have not changed. */
export const Changes = v.object({
  perpetualPositions: v.nullish(
    list(
      v.object({
        ...position,
        side: v.optional(side),
        size: v.optional(amount),
        subaccountNumber: v.optional(number),
      }),
      MOST.positions,
    ),
  ),
  assetPositions: v.nullish(
    list(
      v.object({
        symbol: asset,
        side: v.optional(side),
        size: v.optional(amount),
        subaccountNumber: v.optional(number),
      }),
      MOST.assets * MOST.children,
    ),
  ),
});
export type Changes = v.InferOutput<typeof Changes>;

const Market = v.object({
  oraclePrice: positiveOrNothing,
  initialMarginFraction: positiveOrNothing,
  maintenanceMarginFraction: positiveOrNothing,
  openInterest: amountOrNothing,
  openInterestLowerCap: amountOrNothing,
  openInterestUpperCap: amountOrNothing,
  nextFundingRate: amountOrNothing,
});
export type Market = v.InferOutput<typeof Market>;

const markets = v.record(ticker, Market, 'expected markets by ticker');

export const Markets = v.object({markets});
export const MarketChanges = v.object({
  trading: v.nullish(markets),
  oraclePrices: v.nullish(v.record(ticker, v.object({oraclePrice: positiveOrNothing}))),
});
export type MarketChanges = v.InferOutput<typeof MarketChanges>;

/** What every message of the socket says of itself. */
export const Envelope = v.object({
  type: v.string('expected a type'),
  connection_id: v.pipe(
    v.string('expected a text'),
    v.regex(/^[a-z\d][\w-]{0,63}$/i, 'expected a connection'),
  ),
  message_id: whole(Number.MAX_SAFE_INTEGER),
  channel: v.optional(v.string('expected a channel')),
  id: v.optional(v.string('expected an id')),
  subaccountNumber: v.optional(number),
  contents: v.optional(v.unknown()),
});
export type Envelope = v.InferOutput<typeof Envelope>;

/** `dydx1…/0` names a subaccount in messages that tell of changes. */
export const AccountId = v.pipe(
  v.string('expected an id'),
  v.regex(/^[a-z][a-z0-9]{5,89}\/\d{1,6}$/, 'expected an address and a subaccount'),
  v.transform((id) => ({address: id.slice(0, id.indexOf('/')), number: +id.slice(id.indexOf('/') + 1)})),
);
