import * as v from 'valibot';
import {amount, amountOrNothing, asset, list, positiveOrNothing, symbol, time} from '../wire.ts';
import {plainSymbol} from './contract.ts';
import {rateOrNothing, requirementOrNothing} from './frames.ts';

const side = v.picklist(['long', 'short'], 'expected long or short');
const marginMode = v.picklist(['crossed', 'isolated'], 'expected crossed or isolated');
const plain = v.pipe(symbol, v.transform(plainSymbol));
const timeOrNothing = v.optional(
  v.pipe(
    v.custom<string | number | null>(
      (value) => value === null || value === '' || v.is(time, value),
      'expected a time in ms',
    ),
    v.transform((value) => (value === null || value === '' ? undefined : +value + 0)),
  ),
);

const isNegative = (size: string) => size.startsWith('-');

/** One position in all spellings: classic REST and socket (`holdSide`), unified REST and socket (`posSide`). */
const PositionRow = v.pipe(
  v.object({
    symbol: v.optional(plain),
    instId: v.optional(plain),
    marginCoin: asset,
    holdSide: v.optional(side),
    posSide: v.optional(side),
    marginMode,
    total: v.optional(amount),
    size: v.optional(amount),
    openPriceAvg: positiveOrNothing,
    avgPrice: positiveOrNothing,
    markPrice: positiveOrNothing,
    marginSize: amountOrNothing,
    positionBalance: amountOrNothing,
    unrealizedPL: amountOrNothing,
    unrealisedPnl: amountOrNothing,
    keepMarginRate: rateOrNothing,
    mmr: rateOrNothing,
    marginRatio: amountOrNothing,
    marginRate: amountOrNothing,
    liquidationPrice: amountOrNothing,
    liqPrice: amountOrNothing,
    leverage: positiveOrNothing,
    cTime: timeOrNothing,
    createdTime: timeOrNothing,
    positionStatus: v.optional(v.string()),
  }),
  v.check((row) => (row.symbol ?? row.instId) !== undefined, 'expected symbol or instId'),
  v.check((row) => (row.holdSide ?? row.posSide) !== undefined, 'expected holdSide or posSide'),
  v.check((row) => (row.total ?? row.size) !== undefined, 'expected total or size'),
  v.check((row) => !isNegative(row.total ?? row.size ?? ''), 'expected a size that is not negative'),
  v.transform((row) => ({
    symbol: row.symbol ?? row.instId ?? '',
    coin: row.marginCoin,
    unified: row.posSide !== undefined,
    side: row.holdSide ?? row.posSide ?? 'long',
    isolated: row.marginMode === 'isolated',
    size: row.positionStatus === 'ended' ? '0' : (row.total ?? row.size ?? '0'),
    entry: row.openPriceAvg ?? row.avgPrice,
    mark: row.markPrice,
    margin: row.marginSize ?? row.positionBalance,
    profit: row.unrealizedPL ?? row.unrealisedPnl,
    rate: row.keepMarginRate ?? row.mmr,
    ratio: row.marginRatio ?? row.marginRate,
    liquidation: row.liquidationPrice ?? row.liqPrice,
    leverage: row.leverage,
    openedAt: row.cTime ?? row.createdTime,
  })),
);
export type PositionRow = v.InferOutput<typeof PositionRow>;
export const PositionRows = list(PositionRow, 1000);

/** One margin coin of the classic futures account, REST (`accountEquity`) and socket (`equity`). */
const CoinRow = v.pipe(
  v.object({
    marginCoin: asset,
    accountEquity: amountOrNothing,
    equity: amountOrNothing,
    unrealizedPL: amountOrNothing,
    available: amountOrNothing,
    locked: amountOrNothing,
    frozen: amountOrNothing,
    crossedMargin: amountOrNothing,
    isolatedMargin: amountOrNothing,
    crossedRiskRate: amountOrNothing,
    assetMode: v.nullish(v.string('expected single or union')),
    unionTotalMargin: amountOrNothing,
    unionMm: requirementOrNothing,
  }),
  v.transform((row) => ({
    coin: row.marginCoin,
    equity: row.accountEquity ?? row.equity,
    profit: row.unrealizedPL,
    available: row.available,
    locked: row.locked ?? row.frozen,
    crossMargin: row.crossedMargin,
    isolatedMargin: row.isolatedMargin,
    riskRate: row.crossedRiskRate,
    isUnion: row.assetMode === 'union',
    unionEquity: row.unionTotalMargin,
    unionMaintenance: row.unionMm,
  })),
);
export type CoinRow = v.InferOutput<typeof CoinRow>;
export const CoinRows = list(CoinRow, 500);

const UnifiedCoin = v.pipe(
  v.object({
    coin: asset,
    equity: amount,
    usdValue: amount,
    balance: amountOrNothing,
    debt: amountOrNothing,
    debts: amountOrNothing,
  }),
  v.transform((row) => ({
    coin: row.coin,
    equity: row.equity,
    usd: row.usdValue,
    balance: row.balance,
    debt: row.debt ?? row.debts,
  })),
);

/** The unified account, REST (`assets`) and socket (`coin`). All amounts but the coins' own are in USD. */
export const Unified = v.pipe(
  v.object({
    effEquity: amount,
    accountEquity: amountOrNothing,
    totalEquity: amountOrNothing,
    mmr: requirementOrNothing,
    imr: requirementOrNothing,
    mgnRatio: amountOrNothing,
    unrealisedPnl: amountOrNothing,
    unrealisedPnL: amountOrNothing,
    assets: v.optional(list(UnifiedCoin, 1000)),
    coin: v.optional(list(UnifiedCoin, 1000)),
  }),
  v.transform((row) => ({
    effective: row.effEquity,
    total: row.accountEquity ?? row.totalEquity,
    maintenance: row.mmr,
    initial: row.imr,
    ratio: row.mgnRatio,
    profit: row.unrealisedPnl ?? row.unrealisedPnL,
    coins: row.assets ?? row.coin ?? [],
  })),
);
export type Unified = v.InferOutput<typeof Unified>;
