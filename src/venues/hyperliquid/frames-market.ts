import * as v from 'valibot';
import {Decimal} from '../../engine/decimal.ts';
import {amount, list, unsigned} from '../wire.ts';
import {address, coin, dexName, leverage, time, token} from './frames.ts';

/** Prices, tiers, events and the envelopes of Hyperliquid's frames. */

/** A WebSocket message. */
export const Envelope = v.object({
  channel: v.pipe(v.string('expected the name of a channel'), v.maxLength(60)),
  /** A pong has none. */
  data: v.optional(v.unknown()),
});

/** Of a perp; a spot pair's has neither oracle price nor funding. */
export const AssetContext = v.object({
  markPx: unsigned,
  oraclePx: v.optional(v.nullable(unsigned)),
  /** For one hour, as a fraction of the position's value at the oracle price; positive: longs pay. */
  funding: v.optional(v.nullable(amount)),
});
export type AssetContext = v.InferOutput<typeof AssetContext>;

/** In the order of the same dex's universe. */
export const AssetContexts = list(AssetContext, 2000);

export const ActiveAssetContext = v.object({coin, ctx: AssetContext});

export const DexAssetContexts = v.object({dex: v.optional(dexName, ''), ctxs: AssetContexts});

export const AllDexsAssetContexts = v.object({ctxs: list(v.tuple([dexName, AssetContexts]), 100)});

/** By coin; a member that is absent has not changed. */
export const FastAssetContexts = v.record(
  coin,
  v.object({markPx: v.optional(v.nullable(unsigned))}),
  'expected prices by coin',
);

/** Base64 of a raw DEFLATE stream. */
export const Deflated = v.pipe(v.string('expected base64 text'), v.maxLength(400_000));

const TierRow = v.object({lowerBound: unsigned, maxLeverage: leverage});

/** From nothing upwards, each bound above the one before. */
function isLadder(rows: v.InferOutput<typeof TierRow>[]): boolean {
  const bounds = rows.map((row) => new Decimal(row.lowerBound));
  return bounds.every((bound, index) => {
    const before = bounds[index - 1];
    return before ? bound.gt(before) : bound.isZero();
  });
}

const MarginTable = v.object({
  marginTiers: v.pipe(
    list(TierRow, 20),
    v.minLength(1, 'expected a tier'),
    v.check(isLadder, 'expected tiers from 0 upwards'),
  ),
});

const Market = v.object({
  name: coin,
  maxLeverage: leverage,
  /** Below 50: one tier with that leverage, and not in the list of tables. */
  marginTableId: v.optional(
    v.pipe(v.number('expected the number of a margin table'), v.integer(), v.minValue(0)),
  ),
});

export const Meta = v.object({
  universe: list(Market, 2000),
  marginTables: v.optional(list(v.tuple([v.number(), MarginTable]), 500)),
  collateralToken: v.optional(token),
});
export type Meta = v.InferOutput<typeof Meta>;

export const MetaAndContexts = v.tuple([Meta, AssetContexts], 'expected meta and contexts');

export const AllPerpMetas = list(Meta, 100);

/** Null is the main dex. */
export const PerpDexs = list(v.nullable(v.object({name: dexName})), 100);

/** One of: fills, funding, liquidation, and others that move no money. */
export const UserEvent = v.object({
  fills: v.optional(v.array(v.unknown())),
  funding: v.optional(v.unknown()),
  liquidation: v.optional(v.object({liquidated_user: v.optional(address)})),
});

export const UserFundings = v.object({
  user: address,
  isSnapshot: v.optional(v.boolean()),
  fundings: v.array(v.object({time}), 'expected a list'),
});

export const SubscriptionResponse = v.object({
  subscription: v.optional(v.object({type: v.string(), user: v.optional(v.nullable(v.string()))})),
});

/** What the page asks: the body of a request to `/info`, or the payload of a WebSocket post. */
export const Question = v.object({
  type: v.pipe(v.string('expected a type of request'), v.maxLength(60)),
  user: v.optional(v.nullable(v.string())),
  dex: v.optional(v.nullable(v.string())),
});
export type Question = v.InferOutput<typeof Question>;

const postId = v.union([v.number(), v.pipe(v.string(), v.maxLength(60))], 'expected the id of a post');

export const PostQuestion = v.object({
  method: v.literal('post'),
  id: postId,
  request: v.object({type: v.literal('info'), payload: Question}),
});

export const PostAnswer = v.object({
  id: postId,
  response: v.object({
    type: v.string(),
    payload: v.unknown(),
  }),
});

export const PostPayload = v.object({type: v.string(), data: v.unknown()});
