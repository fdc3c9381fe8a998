import * as v from 'valibot';
import {
  amount,
  amountOrNothing,
  asset,
  flag,
  positive,
  positiveOrNothing,
  symbol,
  time,
  unsigned,
  unsignedOrNothing,
} from '../wire.ts';
import {sideOfBook} from './frames.ts';

/**
 * One position, in all spellings: web `user-position`, REST `positionRisk` v1 to v3, `account.positions`, and their
 * COIN-M and Portfolio Margin forms.
 */
const PositionRow = v.pipe(
  v.object({
    symbol,
    positionSide: v.optional(sideOfBook, 'BOTH'),
    positionAmt: amountOrNothing,
    positionAmount: amountOrNothing,
    entryPrice: positiveOrNothing,
    markPrice: positiveOrNothing,
    unRealizedProfit: amountOrNothing,
    unrealizedProfit: amountOrNothing,
    notional: amountOrNothing,
    notionalValue: amountOrNothing,
    isolated: v.optional(flag),
    marginType: v.optional(v.string('expected cross or isolated')),
    isolatedWallet: amountOrNothing,
    /** With the profit in it. */
    isolatedMargin: amountOrNothing,
    leverage: positiveOrNothing,
    initialMargin: unsignedOrNothing,
    positionInitialMargin: unsignedOrNothing,
    openOrderInitialMargin: unsignedOrNothing,
    maintMargin: unsignedOrNothing,
    liquidationPrice: amountOrNothing,
    marginAsset: v.optional(asset),
    collateral: v.optional(asset),
    updateTime: v.optional(time),
  }),
  v.check(
    (row) => (row.positionAmt ?? row.positionAmount) !== undefined,
    'expected positionAmt or positionAmount',
  ),
);
export type PositionRow = v.InferOutput<typeof PositionRow>;

/** More rows than any account has: Binance lists about 600 contracts, twice in hedge mode. */
const ROWS = 4000;
export const PositionRows = v.pipe(v.array(PositionRow, 'expected a list of positions'), v.maxLength(ROWS));

/** Web `user-balance`, REST `balance`, `account.assets`: what is left of a wallet when isolated positions are taken out. */
const BalanceRow = v.object({
  asset,
  crossWalletBalance: amount,
  crossUnPnl: amountOrNothing,
  maintMargin: unsignedOrNothing,
  initialMargin: unsignedOrNothing,
  updateTime: v.optional(time),
});
export type BalanceRow = v.InferOutput<typeof BalanceRow>;

export const BalanceRows = v.pipe(v.array(BalanceRow, 'expected a list of balances'), v.maxLength(1000));

/** `GET /fapi/v2|v3/account`, `/dapi/v1/account`. Totals are in USD in multi-assets mode. */
export const AccountAnswer = v.object({
  assets: BalanceRows,
  positions: PositionRows,
  multiAssetsMargin: v.optional(flag),
  totalMaintMargin: unsignedOrNothing,
  totalInitialMargin: unsignedOrNothing,
  totalCrossWalletBalance: amountOrNothing,
  totalCrossUnPnl: amountOrNothing,
});
export type AccountAnswer = v.InferOutput<typeof AccountAnswer>;

/** `GET /papi/v1/account`, web `account-indicate`. */
export const PortfolioAnswer = v.object({
  uniMMR: amount,
  accountEquity: amount,
  accountMaintMargin: unsigned,
  accountInitialMargin: unsignedOrNothing,
  updateTime: v.optional(time),
});
export type PortfolioAnswer = v.InferOutput<typeof PortfolioAnswer>;

/** `GET /papi/v1/balance`: of each asset what lies in the cross margin, USD-M and COIN-M wallets together. */
const PortfolioBalance = v.object({
  asset,
  totalWalletBalance: amount,
  crossMarginBorrowed: amount,
  crossMarginInterest: amount,
  updateTime: v.optional(time),
});
export const PortfolioBalances = v.pipe(
  v.union([
    v.array(PortfolioBalance),
    v.pipe(
      PortfolioBalance,
      v.transform((row) => [row]),
    ),
  ]),
  v.maxLength(1000),
);

/** `collateralRate` and `asset-index-price` of Portfolio Margin. */
export const CollateralRates = v.pipe(v.array(v.object({asset, collateralRate: amount})), v.maxLength(2000));
export const AssetPrices = v.pipe(v.array(v.object({asset, assetIndexPrice: positive})), v.maxLength(2000));
