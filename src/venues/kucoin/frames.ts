import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  asset as assetName,
  flag,
  isZero,
  list,
  positive,
  positiveOrNothing,
  symbol,
  time,
  unsignedOrNothing,
} from '../wire.ts';

/** KuCoin writes bitcoin as XBT in contracts, and as either in wallets. */
const asset = v.pipe(
  assetName,
  v.transform((name) => (name === 'XBT' ? 'BTC' : name)),
);

/** The web answers with code "200", the API with "200000"; anything else is an error, never an empty account. */
export const Envelope = v.object({
  code: v.string('expected a code'),
  success: v.optional(v.boolean()),
  msg: v.optional(v.unknown()),
  data: v.optional(v.unknown()),
});

const side = v.picklist(['BOTH', 'LONG', 'SHORT'], 'expected BOTH, LONG or SHORT');
const marginMode = v.picklist(['ISOLATED', 'CROSS'], 'expected ISOLATED or CROSS');

const rowFields = {
  positionSide: v.optional(side),
  marginMode: v.optional(marginMode),
  crossMode: v.optional(flag),
  isOpen: v.optional(flag),
  isInverse: v.optional(flag),
  isTrialFunds: v.optional(v.nullable(flag)),
  settleCurrency: v.optional(asset),
  currentTimestamp: v.optional(time),
  avgEntryPrice: positiveOrNothing,
  markPrice: positiveOrNothing,
  posMargin: amountOrNothing,
  posFunding: amountOrNothing,
  posCost: amountOrNothing,
  posInit: amountOrNothing,
  posMaint: unsignedOrNothing,
  maintMargin: amountOrNothing,
  aggRate: unsignedOrNothing,
  leverage: positiveOrNothing,
  liquidationPrice: amountOrNothing,
  unrealisedPnl: amountOrNothing,
};

/** A whole position: `GET positions`. `currentQty` is signed contracts. */
export const PositionRow = v.object({...rowFields, symbol, currentQty: amount});
export type PositionRow = v.InferOutput<typeof PositionRow>;

/** `position.change`: whole after a change, a few fields after a new mark price. */
export const PositionChange = v.object({
  ...rowFields,
  symbol: v.optional(symbol),
  currentQty: v.optional(amount),
});
export type PositionChange = v.InferOutput<typeof PositionChange>;

/** A position of a unified account; its times are in nanoseconds and not read. */
export const UnifiedRow = v.object({
  symbol,
  marginMode,
  size: amount,
  entryPrice: positiveOrNothing,
  positionValue: amountOrNothing,
  markPrice: positiveOrNothing,
  leverage: positiveOrNothing,
  unrealizedPnL: amountOrNothing,
  maintenanceMargin: unsignedOrNothing,
});
export type UnifiedRow = v.InferOutput<typeof UnifiedRow>;

/** `walletBalance.change`. `totalCrossMargin` has `crossUnPnl` in it. */
export const WalletChange = v.object({
  currency: asset,
  walletBalance: amount,
  holdBalance: amountOrNothing,
  totalCrossMargin: amount,
  crossUnPnl: amount,
  crossOrderMargin: unsignedOrNothing,
  version: v.optional(v.pipe(v.string('expected a version'), v.regex(/^\d{1,20}$/, 'expected a version'))),
});
export type WalletChange = v.InferOutput<typeof WalletChange>;

/** A wallet of the web's assets answer, or the API's account overview. */
export const WalletRow = v.object({
  currency: asset,
  isTrialFunds: v.optional(v.nullable(flag)),
  walletBalance: amountOrNothing,
  marginBalance: amountOrNothing,
  withdrawHold: amountOrNothing,
  frozenFunds: amountOrNothing,
  orderMargin: unsignedOrNothing,
  accountEquity: amountOrNothing,
  unrealisedPNL: amountOrNothing,
  riskRatio: unsignedOrNothing,
});
export type WalletRow = v.InferOutput<typeof WalletRow>;

/** By contract the sizes of open orders of cross positions, in contracts; by currency what isolated ones hold. */
export const OrderStatistics = v.object({
  symbols: v.optional(
    v.record(symbol, v.object({askOrderSize: unsignedOrNothing, bidOrderSize: unsignedOrNothing})),
    {},
  ),
  currencies: v.optional(v.record(asset, v.object({isolatedOrderCost: unsignedOrNothing})), {}),
});
export type OrderStatistics = v.InferOutput<typeof OrderStatistics>;

/** Of a contract, what the margin follows from. `multiplier` is -1 for inverse ones: 1 USD a contract. */
const multiplier = v.pipe(
  amount,
  v.check(
    (text) => text === '-1' || !(isZero(text) || text.startsWith('-')),
    'expected the size of a contract',
  ),
);
export const ContractRow = v.object({
  symbol,
  multiplier,
  isInverse: v.optional(flag, false),
  baseCurrency: asset,
  settleCurrency: asset,
  takerFeeRate: unsignedOrNothing,
  mmrLevConstant: positiveOrNothing,
  mmrLimit: positiveOrNothing,
  m: positiveOrNothing,
  f: positiveOrNothing,
  indexPriceTickSize: positiveOrNothing,
  maxPrice: positiveOrNothing,
  fundingFeeRate: amountOrNothing,
  fundingRateGranularity: positiveOrNothing,
});
export type ContractRow = v.InferOutput<typeof ContractRow>;

/** `mark.index.price`, and the web's answer about one contract. */
export const MarkIndex = v.object({
  markPrice: positive,
  indexPrice: positiveOrNothing,
  timestamp: v.optional(time, 0),
});
export const MarkAnswer = v.object({
  symbol,
  value: positive,
  indexPrice: positiveOrNothing,
  timePoint: v.optional(time, 0),
});
export const FundingRate = v.object({fundingRate: amount});

/** A message of the socket. The worker that holds the web's socket posts lists of them. */
export const Message = v.object({
  topic: v.string('expected a topic'),
  subject: v.optional(v.string(), ''),
  data: v.unknown(),
});
export type Message = v.InferOutput<typeof Message>;
export const WorkerPost = v.object({type: v.string(), data: v.unknown()});
export const WorkerWallets = v.object({walletList: list(WalletRow, 1000)});
