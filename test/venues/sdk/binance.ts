import type {FuturesPosition, FuturesPositionV3, PortfolioUMAccountPosition} from 'binance';
import fc from 'fast-check';
import * as frames from '../../../src/venues/binance/frames-account.ts';
import {amounts, asEither, type Client, coins, type Drawn, none, symbols, told, unsigned} from '../told.ts';

const instants = fc.integer({min: 0, max: 1_900_000_000_000});

const drawn: readonly Drawn[] = [
  {
    name: 'a position',
    schema: frames.PositionRows,
    rows: told<FuturesPositionV3, typeof frames.PositionRows>()(
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
        updateTime: instants,
      },
      none,
    ),
  },
  {
    name: 'a position of the older answer',
    schema: frames.PositionRows,
    rows: told<FuturesPosition, typeof frames.PositionRows>()(
      {
        entryPrice: asEither(unsigned),
        marginType: fc.constantFrom('isolated', 'cross'),
        isolatedMargin: asEither(amounts),
        leverage: asEither(unsigned),
        liquidationPrice: asEither(unsigned),
        markPrice: asEither(unsigned),
        positionAmt: asEither(amounts),
        notional: asEither(amounts),
        isolatedWallet: asEither(amounts),
        symbol: symbols,
        unRealizedProfit: asEither(amounts),
        positionSide: fc.constantFrom('BOTH', 'LONG', 'SHORT'),
        updateTime: instants,
      },
      none,
    ),
  },
  {
    name: 'a position of Portfolio Margin',
    schema: frames.PositionRows,
    rows: told<PortfolioUMAccountPosition, typeof frames.PositionRows>()(
      {
        symbol: symbols,
        initialMargin: unsigned,
        maintMargin: unsigned,
        unrealizedProfit: amounts,
        positionInitialMargin: unsigned,
        openOrderInitialMargin: unsigned,
        leverage: unsigned,
        entryPrice: unsigned,
        positionSide: fc.constantFrom('BOTH', 'LONG', 'SHORT'),
        positionAmt: amounts,
        updateTime: instants,
      },
      none,
    ),
  },
];

export const binance: Client = {
  venue: 'binance',
  drawn,
  unseen: {"unrealizedProfit ''": 'a profit is always told'},
};
