import type {AccountInfoV5, PositionV5, RiskLimitV5, TickerLinearInverseV5, WalletBalanceV5} from 'bybit-api';
import fc from 'fast-check';
import * as frames from '../../../src/venues/bybit/frames.ts';
import {
  among,
  amounts,
  type Client,
  coins,
  type Drawn,
  maybe,
  none,
  orEmpty,
  symbols,
  times,
  told,
  unsigned,
  whole,
} from '../told.ts';

const drawn: readonly Drawn[] = [
  {
    name: 'a position',
    schema: frames.PositionRows,
    rows: told<PositionV5, typeof frames.PositionRows>()(
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
  },
  {
    name: 'a wallet',
    schema: frames.WalletRow,
    rows: told<WalletBalanceV5, typeof frames.WalletRow>()(
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
          whole<WalletBalanceV5['coin'][number]>()({
            coin: coins,
            colRes: maybe(unsigned),
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
  },
  {
    name: 'a tier',
    schema: frames.Tiers,
    rows: told<RiskLimitV5, typeof frames.Tiers>()(
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
  },
  {
    name: 'a ticker',
    schema: frames.Ticker,
    rows: told<TickerLinearInverseV5, typeof frames.Ticker>()(
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
  },
  {
    name: 'a margin mode',
    schema: frames.AccountInfo,
    rows: told<AccountInfoV5, typeof frames.AccountInfo>()(
      {marginMode: fc.constantFrom('ISOLATED_MARGIN', 'REGULAR_MARGIN', 'PORTFOLIO_MARGIN')},
      none,
    ),
  },
];

export const bybit: Client = {
  venue: 'bybit',
  drawn,
  unseen: {
    'side null': 'as some say that nothing is held; the client says an empty text',
    'tradeMode null': 'as above',
    "markPrice ''": 'of a contract that is not traded',
    'seq | 1 (string)': 'a sequence past what a number holds',
    '.totalPerpUpl': 'as the stream spells it; the wallet has a test of its own',
  },
};
