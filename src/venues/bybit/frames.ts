import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  asset,
  flag,
  isAtMostOne,
  isZero,
  list,
  positive,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';

/** Bybit's frames: REST v5, the web gateway (same names, older envelope) and the streams. Amounts, names, times: `../wire.ts`. */

const code = v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d{1,10}$/))], 'expected a code');

/** `retCode` of v5, `ret_code` of older calls; 0 is success. Anything else is an error, never an empty account. */
export const Envelope = v.object({
  retCode: v.optional(code),
  ret_code: v.optional(code),
  result: v.optional(v.unknown()),
  time: v.optional(time),
});

/** A few bodies of the web and the query of v5 calls: only what says which part of the account is asked for. */
export const Request = v.object({
  category: v.optional(v.nullable(v.string())),
  symbol: v.optional(v.nullable(v.string())),
  coin: v.optional(v.nullable(v.string())),
  baseCoin: v.optional(v.nullable(v.string())),
  settleCoin: v.optional(v.nullable(v.string())),
  cursor: v.optional(v.nullable(v.union([v.string(), v.number()]))),
  limit: v.optional(v.nullable(v.union([v.string(), v.number()]))),
});

const sequence = v.optional(
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^-?\d{0,15}$/))], 'expected a sequence number'),
    v.transform((value) => Math.trunc(+value) + 0),
    v.safeInteger('expected a sequence number'),
  ),
);

const legs = ['0', '1', '2'] as const;
const leg = v.optional(
  v.pipe(
    v.union([v.number(), v.string()], 'expected a position index'),
    v.transform(String),
    v.picklist(legs, 'expected a position index of 0, 1 or 2'),
  ),
  '0',
);

/** A liquidation price; `none` where Bybit shows that there is none (`""` or 0); absent: nothing was said. */
const liquidation = v.optional(
  v.pipe(
    v.unknown(),
    v.transform((value) => (value === null || value === '' || value === 'none' ? '0' : value)),
    amount,
    v.check((text) => !text.startsWith('-'), 'expected a price or nothing'),
    v.transform((text) => (isZero(text) ? 'none' : text)),
  ),
);

/** REST `avgPrice`, socket `entryPrice`; `sessionAvgPrice` where profit is paid out each session (USDC contracts). */
const PositionRow = v.pipe(
  v.object({
    symbol,
    positionIdx: leg,
    side: v.optional(v.nullable(v.picklist(['Buy', 'Sell', 'None', ''], 'expected Buy or Sell'))),
    size: amount,
    avgPrice: positiveOrNothing,
    entryPrice: positiveOrNothing,
    sessionAvgPrice: positiveOrNothing,
    markPrice: positiveOrNothing,
    leverage: positiveOrNothing,
    positionBalance: amountOrNothing,
    positionIM: unsignedOrNothing,
    positionMM: unsignedOrNothing,
    unrealisedPnl: amountOrNothing,
    liqPrice: liquidation,
    riskLimitValue: unsignedOrNothing,
    tradeMode: v.optional(v.nullable(v.union([v.number(), v.string()]))),
    seq: sequence,
  }),
  v.check((row) => !row.size.startsWith('-'), 'expected a size that is not negative'),
  v.check(
    (row) => isZero(row.size) || row.side === 'Buy' || row.side === 'Sell',
    'expected Buy or Sell beside a size',
  ),
);
export type PositionRow = v.InferOutput<typeof PositionRow>;

export const PositionRows = list(PositionRow, 2000);

const WalletCoin = v.object({
  coin: asset,
  walletBalance: amount,
  spotBorrow: unsignedOrNothing,
  equity: amountOrNothing,
  usdValue: amountOrNothing,
  unrealisedPnl: amountOrNothing,
  totalPositionMM: unsignedOrNothing,
  totalOrderIM: unsignedOrNothing,
  collateralSwitch: v.optional(flag),
  marginCollateral: v.optional(flag),
});
export type WalletCoin = v.InferOutput<typeof WalletCoin>;

/** `totalPerpUPL` of REST, `totalPerpUpl` of the stream. */
export const WalletRow = v.object({
  accountType: v.optional(v.string()),
  accountMMRate: amountOrNothing,
  totalEquity: amountOrNothing,
  totalMarginBalance: amountOrNothing,
  totalAvailableBalance: amountOrNothing,
  totalPerpUPL: amountOrNothing,
  totalPerpUpl: amountOrNothing,
  totalInitialMargin: unsignedOrNothing,
  totalMaintenanceMargin: unsignedOrNothing,
  coin: v.optional(list(WalletCoin, 1000), []),
});
export type WalletRow = v.InferOutput<typeof WalletRow>;

/** The web's own wallet call; rows of other wallets beside them have no `wb`. */
export const WebCoins = v.pipe(
  list(v.union([v.object({coin: asset, wb: amount}), v.object({wb: v.optional(v.undefined())})]), 1000),
  v.transform((rows) => rows.flatMap((row) => ('coin' in row ? [row] : []))),
);

/** The scan of portfolio margin: only its totals, in USD. */
export const PortfolioWallet = v.object({
  availableBalance: amountOrNothing,
  accountIM: unsignedOrNothing,
  accountMM: unsigned,
});

export const AccountInfo = v.object({
  marginMode: v.picklist(['REGULAR_MARGIN', 'ISOLATED_MARGIN', 'PORTFOLIO_MARGIN'], 'expected a margin mode'),
});

/** One tier, up to `riskLimitValue` in the settle coin. Rates are percent in some answers, fractions in others. */
const Tier = v.object({
  symbol,
  riskLimitValue: positive,
  maintenanceMargin: unsigned,
  initialMargin: positiveOrNothing,
  maxLeverage: positiveOrNothing,
  mmDeduction: amountOrNothing,
});
export type Tier = v.InferOutput<typeof Tier>;
export const Tiers = list(Tier, 5000);

const ratio = v.pipe(unsigned, v.check(isAtMostOne, 'expected a ratio from 0 to 1'));

export const Ratios = list(
  v.object({
    currency: asset,
    collateralRatioList: list(v.object({minQty: v.optional(unsigned, '0'), collateralRatio: ratio}), 40),
  }),
  2000,
);

/** A ticker: a snapshot, or of a delta what changed. */
export const Ticker = v.object({
  symbol,
  markPrice: positiveOrNothing,
  indexPrice: positiveOrNothing,
  lastPrice: positiveOrNothing,
  fundingRate: amountOrNothing,
  fundingIntervalHour: positiveOrNothing,
  nextFundingTime: v.optional(v.union([time, v.literal('')])),
});
