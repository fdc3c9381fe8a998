import type {FuturesPositionV3} from 'binance';
import type {FuturesPositionV2} from 'bitget-api';
import type {PositionV5, RiskLimitV5, TickerLinearInverseV5, WalletBalanceV5} from 'bybit-api';
import fc from 'fast-check';
import type {FuturesPosition} from 'gateio-api';
import type {GetFuturesAccountResp} from 'kucoin-universal-sdk/dist/generate/account/account/model_get_futures_account_resp.js';
import type {GetAllSymbolsData} from 'kucoin-universal-sdk/dist/generate/futures/market/model_get_all_symbols_data.js';
import type {GetMarkPriceResp} from 'kucoin-universal-sdk/dist/generate/futures/market/model_get_mark_price_resp.js';
import type {GetPositionListData} from 'kucoin-universal-sdk/dist/generate/futures/positions/model_get_position_list_data.js';
import type {AccountPosition} from 'okx-api';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import * as binance from '../../src/venues/binance/frames-account.ts';
import * as bitget from '../../src/venues/bitget/frames-account.ts';
import * as bybit from '../../src/venues/bybit/frames.ts';
import * as gate from '../../src/venues/gate/frames.ts';
import * as kucoin from '../../src/venues/kucoin/frames.ts';
import * as okx from '../../src/venues/okx/frames.ts';
import {among, amounts, asEither, maybe, orEmpty, symbols, times, told, unsigned} from './told.ts';

// Rows drawn from what the typed clients allow: the compiler sees to it that every option of every union and every
// member that may be missing is drawn. Which texts are amounts, names or times no type says; the exchanges' pages do.

const none = {};
const coins = among<string>('USDT', 'USDC', 'BTC', '1INCH');
const numbers = amounts.map(Number);
const positives = unsigned.map(Number);
const instants = fc.integer({min: 1_500_000_000_000, max: 1_900_000_000_000});
const cases: readonly (readonly [string, v.GenericSchema, fc.Arbitrary<unknown>])[] = [
  [
    'Bybit: a position',
    bybit.PositionRows,
    told<PositionV5, typeof bybit.PositionRows>()(
      {
        symbol: symbols,
        positionIdx: fc.constantFrom(0, 1, 2),
        side: fc.constantFrom('Buy', 'Sell', 'None', ''),
        // Beside no side stands no size.
        size: among<string>('0'),
        avgPrice: orEmpty(unsigned),
        sessionAvgPrice: orEmpty(unsigned),
        markPrice: unsigned,
        leverage: maybe(orEmpty(unsigned)),
        positionBalance: maybe(orEmpty(unsigned)),
        positionIM: maybe(orEmpty(unsigned)),
        positionMM: maybe(orEmpty(unsigned)),
        unrealisedPnl: orEmpty(amounts),
        liqPrice: orEmpty(unsigned),
        riskLimitValue: orEmpty(unsigned),
        tradeMode: fc.constantFrom(0, 1),
        seq: fc.integer({min: 0, max: 2 ** 40}),
      },
      none,
    ).chain((row) =>
      unsigned.map((size) => {
        // A row of `told` is an object.
        const {side} = row as {side: string};
        return {...(row as object), size: side === 'Buy' || side === 'Sell' ? size : '0'};
      }),
    ),
  ],
  [
    'Bybit: a wallet',
    bybit.WalletRow,
    told<WalletBalanceV5, typeof bybit.WalletRow>()(
      {
        accountType: fc.constantFrom('UNIFIED', 'CONTRACT', 'SPOT', 'INVESTMENT', 'OPTION', 'FUND', 'EARN'),
        accountMMRate: orEmpty(unsigned),
        totalEquity: orEmpty(amounts),
        totalMarginBalance: orEmpty(amounts),
        totalAvailableBalance: orEmpty(amounts),
        totalPerpUPL: orEmpty(amounts),
        totalInitialMargin: orEmpty(unsigned),
        totalMaintenanceMargin: orEmpty(unsigned),
        coin: fc.array(
          fc.record({
            coin: coins,
            equity: orEmpty(amounts),
            usdValue: orEmpty(amounts),
            walletBalance: amounts,
            free: among<string>(''),
            locked: unsigned,
            borrowAmount: unsigned,
            availableToBorrow: among<string>(''),
            availableToWithdraw: among<string>(''),
            accruedInterest: unsigned,
            totalOrderIM: orEmpty(unsigned),
            totalPositionIM: orEmpty(unsigned),
            totalPositionMM: orEmpty(unsigned),
            unrealisedPnl: orEmpty(amounts),
            cumRealisedPnl: amounts,
            bonus: unsigned,
            marginCollateral: fc.boolean(),
            collateralSwitch: fc.boolean(),
            spotBorrow: orEmpty(unsigned),
          }),
          {maxLength: 3},
        ),
      },
      none,
    ),
  ],
  [
    'Bybit: a tier',
    bybit.Tiers,
    told<RiskLimitV5, typeof bybit.Tiers>()(
      {
        symbol: symbols,
        riskLimitValue: fc.integer({min: 1, max: 10 ** 9}).map(String),
        maintenanceMargin: among<number>(0.005, 0.5, 1, 0),
        initialMargin: among<number>(0.01, 1, 0),
        maxLeverage: orEmpty(unsigned),
        mmDeduction: orEmpty(unsigned),
      },
      none,
    ),
  ],
  [
    'Bybit: a ticker',
    bybit.Ticker,
    told<TickerLinearInverseV5, typeof bybit.Ticker>()(
      {
        symbol: symbols,
        markPrice: orEmpty(unsigned),
        indexPrice: orEmpty(unsigned),
        lastPrice: orEmpty(unsigned),
        fundingRate: orEmpty(amounts),
        fundingIntervalHour: among<string>('1', '8', ''),
        nextFundingTime: orEmpty(times),
      },
      none,
    ),
  ],
  [
    'OKX: a position',
    okx.PositionRows,
    told<AccountPosition, typeof okx.PositionRows, 'instType'>()(
      {
        instId: among<string>('BTC-USDT-SWAP', 'BTC-USD-251226-54000-P', 'ETH-USDT'),
        mgnMode: fc.constantFrom('cross', 'isolated'),
        posSide: fc.constantFrom('net', 'long', 'short'),
        pos: amounts,
        posCcy: orEmpty(coins),
        ccy: orEmpty(coins),
        avgPx: orEmpty(unsigned),
        markPx: orEmpty(unsigned),
        last: orEmpty(unsigned),
        upl: orEmpty(amounts),
        lever: orEmpty(unsigned),
        margin: orEmpty(amounts),
        imr: orEmpty(unsigned),
        mmr: orEmpty(unsigned),
        mgnRatio: orEmpty(amounts),
        liqPx: orEmpty(unsigned),
        notionalUsd: orEmpty(amounts),
        optVal: orEmpty(amounts),
        liab: orEmpty(amounts),
        liabCcy: orEmpty(coins),
        interest: orEmpty(amounts),
        uTime: orEmpty(times),
      },
      {instType: fc.constantFrom('MARGIN', 'SWAP', 'FUTURES')},
    ),
  ],
  [
    'Gate: a position',
    gate.PositionRow,
    told<FuturesPosition, typeof gate.PositionRow, 'contract' | 'size'>()(
      {
        mode: maybe(fc.constantFrom('single', 'dual_long', 'dual_short')),
        user: maybe(fc.integer({min: 0})),
        pid: maybe(fc.integer({min: 0})),
        leverage: maybe(orEmpty(unsigned)),
        cross_leverage_limit: maybe(orEmpty(unsigned)),
        entry_price: maybe(orEmpty(unsigned)),
        mark_price: maybe(orEmpty(unsigned)),
        liq_price: maybe(orEmpty(unsigned)),
        value: maybe(orEmpty(amounts)),
        margin: maybe(orEmpty(amounts)),
        maintenance_margin: maybe(orEmpty(unsigned)),
        maintenance_rate: maybe(orEmpty(unsigned)),
        unrealised_pnl: maybe(orEmpty(amounts)),
        risk_limit: maybe(orEmpty(unsigned)),
        update_id: maybe(fc.integer({min: 0})),
        update_time: maybe(fc.integer({min: 1_500_000_000, max: 1_900_000_000})),
      },
      {contract: symbols, size: fc.integer()},
    ),
  ],
  [
    'Bitget: a position',
    bitget.PositionRows,
    told<FuturesPositionV2, typeof bitget.PositionRows, 'holdSide' | 'marginMode'>()(
      {
        symbol: symbols,
        marginCoin: coins,
        total: unsigned,
        openPriceAvg: orEmpty(unsigned),
        markPrice: orEmpty(unsigned),
        marginSize: orEmpty(unsigned),
        unrealizedPL: orEmpty(amounts),
        keepMarginRate: orEmpty(fc.constantFrom('0.004', '0', '1')),
        marginRatio: orEmpty(amounts),
        liquidationPrice: orEmpty(amounts),
        leverage: orEmpty(unsigned),
        cTime: orEmpty(times),
      },
      {holdSide: fc.constantFrom('long', 'short'), marginMode: fc.constantFrom('crossed', 'isolated')},
    ),
  ],
  [
    'KuCoin: a position',
    kucoin.PositionRow,
    told<GetPositionListData, typeof kucoin.PositionRow, 'marginMode' | 'positionSide'>()(
      {
        symbol: symbols,
        crossMode: fc.boolean(),
        isOpen: fc.boolean(),
        isInverse: fc.boolean(),
        settleCurrency: coins,
        currentTimestamp: instants,
        currentQty: numbers,
        avgEntryPrice: positives,
        markPrice: positives,
        posMargin: numbers,
        posFunding: maybe(numbers),
        posCost: numbers,
        posInit: numbers,
        posMaint: maybe(positives),
        maintMargin: maybe(numbers),
        leverage: positives,
        liquidationPrice: numbers,
        unrealisedPnl: numbers,
      },
      {
        marginMode: fc.constantFrom('ISOLATED', 'CROSS'),
        positionSide: fc.constantFrom('BOTH', 'LONG', 'SHORT'),
      },
    ),
  ],
  [
    'KuCoin: a wallet',
    kucoin.WalletRow,
    told<GetFuturesAccountResp, typeof kucoin.WalletRow>()(
      {
        currency: coins,
        marginBalance: numbers,
        frozenFunds: numbers,
        orderMargin: positives,
        accountEquity: numbers,
        unrealisedPNL: numbers,
        riskRatio: positives,
      },
      none,
    ),
  ],
  [
    'KuCoin: a contract',
    kucoin.ContractRow,
    told<GetAllSymbolsData, typeof kucoin.ContractRow>()(
      {
        symbol: symbols,
        multiplier: among<number>(-1, 0.001, 1, 10_000),
        isInverse: fc.boolean(),
        baseCurrency: coins,
        settleCurrency: coins,
        takerFeeRate: positives,
        mmrLevConstant: positives,
        mmrLimit: positives,
        m: positives,
        f: positives,
        indexPriceTickSize: positives,
        maxPrice: positives,
        fundingFeeRate: numbers,
        fundingRateGranularity: positives,
      },
      none,
    ),
  ],
  [
    'KuCoin: a mark price',
    kucoin.MarkAnswer,
    told<GetMarkPriceResp, typeof kucoin.MarkAnswer>()(
      {symbol: symbols, value: among<number>(86_500.1, 1e-7, 3), indexPrice: positives, timePoint: instants},
      none,
    ),
  ],
  [
    'Binance: a position',
    binance.PositionRows,
    told<FuturesPositionV3, typeof binance.PositionRows>()(
      {
        symbol: symbols,
        positionSide: fc.constantFrom('BOTH', 'LONG', 'SHORT'),
        positionAmt: asEither(amounts),
        entryPrice: asEither(unsigned),
        markPrice: asEither(unsigned),
        unRealizedProfit: asEither(amounts),
        notional: asEither(amounts),
        isolatedWallet: asEither(amounts),
        isolatedMargin: asEither(amounts),
        initialMargin: asEither(unsigned),
        positionInitialMargin: asEither(unsigned),
        openOrderInitialMargin: asEither(unsigned),
        maintMargin: asEither(unsigned),
        liquidationPrice: asEither(unsigned),
        marginAsset: coins,
        updateTime: fc.integer({min: 0, max: 1_900_000_000_000}),
      },
      none,
    ),
  ],
];

describe('of what the typed clients allow, the schemas accept each row that is drawn', () => {
  it.each(cases)('%s', (_, schema, rows) => {
    // A list's own schema is asked for lists.
    const isList = v.safeParse(schema, []).success;
    fc.assert(
      fc.property(rows, (row) => {
        const {issues} = v.safeParse(schema, isList ? [row] : row);
        expect(
          issues?.map(({path, message}) => `${path?.map(({key}) => key).join('.')}: ${message}`),
        ).toBeUndefined();
      }),
      {numRuns: 300},
    );
  });
});
