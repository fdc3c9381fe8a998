import * as v from 'valibot';
import {amount, list, unsigned} from '../wire.ts';

/**
 * What Hyperliquid's frames look like: the account's side. Prices, tiers and events stand in `frames-market.ts`.
 * Members that Plimsoll does not use are not named, so that a new one breaks nothing.
 */

/**
 * `BTC`, `kPEPE`, `xyz:NVDA`, `@107`, `PURR/USDC`, `+92260`. It becomes a key of our state, hence no leading
 * underscore: `__proto__` is not a coin.
 */
export const coin = v.pipe(
  v.string('expected a coin'),
  v.regex(/^[A-Za-z0-9@+#][\w@:/+#.-]{0,39}$/, 'expected a coin'),
);

/** A perp dex by name; the empty name is the main one. */
export const dexName = v.pipe(
  v.string('expected the name of a dex'),
  v.regex(/^([A-Za-z0-9][\w-]{0,19})?$/, 'expected the name of a dex'),
);

/** Lower case, so that one address is one account. */
export const address = v.pipe(
  v.string('expected an address'),
  v.regex(/^0x[0-9a-fA-F]{40}$/, 'expected an address'),
  v.toLowerCase(),
);

/** ms since 1970. */
export const time = v.pipe(v.number('expected a time in ms'), v.finite(), v.minValue(0), v.maxValue(9e15));

/** Index of a spot token; 0 is USDC. */
export const token = v.pipe(v.number('expected a token'), v.integer('expected a token'), v.minValue(0));

export const leverage = v.pipe(
  v.number('expected a leverage'),
  v.minValue(1, 'expected a leverage of 1 or more'),
  v.maxValue(1000, 'expected a leverage of 1000 or less'),
);

const MarginSummary = v.object({
  accountValue: amount,
  totalNtlPos: amount,
  totalRawUsd: amount,
  totalMarginUsed: amount,
});

/** Isolated positions, whose margin falls with their losses, are not in it. */
const CrossSummary = v.object({...MarginSummary.entries, totalMarginUsed: unsigned});

const Leverage = v.variant(
  'type',
  [
    v.object({type: v.literal('cross'), value: leverage}),
    v.object({type: v.literal('isolated'), value: leverage, rawUsd: amount}),
  ],
  'expected cross or isolated leverage',
);

const Position = v.object({
  coin,
  szi: amount,
  /** Rounded for display; null in old answers. */
  entryPx: v.nullable(unsigned, null),
  positionValue: unsigned,
  unrealizedPnl: amount,
  /** Null: there is no such price. */
  liquidationPx: v.optional(v.nullable(unsigned)),
  marginUsed: v.optional(amount),
  maxLeverage: leverage,
  leverage: Leverage,
});
export type WirePosition = v.InferOutput<typeof Position>;

/** One dex's account, the same in every channel and answer that has one. */
export const ClearinghouseState = v.object({
  marginSummary: MarginSummary,
  /** Absent in some sub-account answers. */
  crossMarginSummary: v.optional(CrossSummary),
  /** A sibling of the summary, not a member of it. */
  crossMaintenanceMarginUsed: v.optional(unsigned),
  assetPositions: list(v.object({position: Position}), 500),
  /** The venue's clock. */
  time: v.optional(time),
});
export type ClearinghouseState = v.InferOutput<typeof ClearinghouseState>;

const SpotBalance = v.object({
  coin: v.pipe(v.string('expected a token name'), v.minLength(1), v.maxLength(60)),
  /** Shares of a prediction market have none. */
  token: v.optional(token),
  total: amount,
  /** Portfolio margin: what part of the token's value may be borrowed against. */
  ltv: v.optional(v.nullable(unsigned)),
});

export const SpotState = v.object({
  balances: list(SpotBalance, 5000),
  portfolioMarginEnabled: v.optional(v.nullable(v.boolean())),
  portfolioMarginRatio: v.optional(v.nullable(unsigned)),
  /** Present: the account is unified or has portfolio margin. */
  tokenToAvailableAfterMaintenance: v.optional(v.nullable(list(v.tuple([token, amount]), 500))),
});
export type SpotState = v.InferOutput<typeof SpotState>;

/** `default`, `disabled`, `unifiedAccount`, `portfolioMargin`, `dexAbstraction`, or one that is yet to come. */
export const AccountMode = v.pipe(
  v.string('expected an account mode'),
  v.regex(/^[A-Za-z]{1,40}$/, 'expected an account mode'),
);

export const ClearinghouseEvent = v.object({
  user: address,
  dex: v.optional(dexName, ''),
  clearinghouseState: ClearinghouseState,
});

export const AllDexsClearinghouseEvent = v.object({
  user: address,
  clearinghouseStates: list(v.tuple([dexName, ClearinghouseState]), 100),
});

export const SpotStateEvent = v.object({user: address, spotState: SpotState});

/** Also without meta and prices, as the tap's cut leaves it. */
export const WebData2 = v.object({
  user: address,
  clearinghouseState: ClearinghouseState,
  spotState: v.optional(SpotState),
});

export const WebData3 = v.object({
  userState: v.object({user: address, abstraction: v.optional(v.nullable(AccountMode))}),
  /** In the order of the dexes. Older frames have each dex's account in it. */
  perpDexStates: v.optional(list(v.object({clearinghouseState: v.optional(ClearinghouseState)}), 100)),
});

const SubAccount = v.object({
  subAccountUser: address,
  clearinghouseState: v.optional(ClearinghouseState),
  dexToClearinghouseState: v.optional(list(v.tuple([dexName, ClearinghouseState]), 100)),
  spotState: v.optional(SpotState),
});
export const SubAccounts = v.nullable(list(SubAccount, 200));
