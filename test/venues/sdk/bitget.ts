import type {
  AccountAssetsV3,
  CurrentPositionV3,
  FuturesAccountsV2,
  FuturesAccountV2,
  FuturesPositionTierV2,
  FuturesPositionV2,
  FuturesTickerV2,
  PositionTierV3,
} from 'bitget-api';
import fc from 'fast-check';
import * as frames from '../../../src/venues/bitget/frames-account.ts';
import * as market from '../../../src/venues/bitget/frames-market.ts';
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

const rates = among<string>('0.004', '0.5', '1');
const counts = among<string>('1', '20', '125');

const drawn: readonly Drawn[] = [
  {
    name: 'a position',
    schema: frames.PositionRows,
    rows: told<FuturesPositionV2, typeof frames.PositionRows, 'holdSide' | 'marginMode'>()(
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
  },
  {
    name: 'a position of the unified account',
    schema: frames.PositionRows,
    rows: told<CurrentPositionV3, typeof frames.PositionRows, 'posSide' | 'marginMode'>()(
      {
        symbol: symbols,
        marginCoin: coins,
        positionBalance: orEmpty(amounts),
        total: unsigned,
        leverage: orEmpty(unsigned),
        avgPrice: orEmpty(unsigned),
        positionStatus: among<string>('', 'normal', 'ended'),
        unrealisedPnl: orEmpty(amounts),
        liquidationPrice: orEmpty(amounts),
        mmr: orEmpty(rates),
        markPrice: orEmpty(unsigned),
        createdTime: orEmpty(times),
      },
      {posSide: fc.constantFrom('long', 'short'), marginMode: fc.constantFrom('crossed', 'isolated')},
    ),
  },
  {
    name: 'a coin of the classic account',
    schema: frames.CoinRows,
    rows: told<FuturesAccountV2, typeof frames.CoinRows>()(
      {
        marginCoin: coins,
        locked: orEmpty(amounts),
        available: orEmpty(amounts),
        accountEquity: orEmpty(amounts),
        crossedRiskRate: orEmpty(amounts),
        unrealizedPL: orEmpty(amounts),
        assetMode: among<string>('single', 'union'),
      },
      none,
    ),
  },
  {
    name: 'a coin of the classic accounts',
    schema: frames.CoinRows,
    rows: told<FuturesAccountsV2, typeof frames.CoinRows>()(
      {
        marginCoin: coins,
        locked: orEmpty(amounts),
        available: orEmpty(amounts),
        accountEquity: orEmpty(amounts),
        crossedRiskRate: orEmpty(amounts),
        unrealizedPL: orEmpty(amounts),
        unionMm: orEmpty(unsigned),
        isolatedMargin: orEmpty(amounts),
        crossedMargin: orEmpty(amounts),
        assetMode: among<string>('single', 'union'),
      },
      none,
    ),
  },
  {
    name: 'the unified account',
    schema: frames.Unified,
    rows: told<AccountAssetsV3, typeof frames.Unified>()(
      {
        accountEquity: orEmpty(amounts),
        unrealisedPnl: orEmpty(amounts),
        effEquity: amounts,
        mmr: orEmpty(unsigned),
        imr: orEmpty(unsigned),
        mgnRatio: orEmpty(amounts),
        assets: fc.array(
          whole<AccountAssetsV3['assets'][number]>()({
            coin: coins,
            equity: amounts,
            usdValue: amounts,
            balance: orEmpty(amounts),
            available: amounts,
            debt: orEmpty(amounts),
            locked: amounts,
            positionValue: maybe(amounts),
            leverage: maybe(unsigned),
            bonus: maybe(unsigned),
          }),
          {maxLength: 3},
        ),
      },
      none,
    ),
  },
  {
    name: 'a tier',
    schema: market.Tiers,
    rows: told<FuturesPositionTierV2, typeof market.Tiers>()(
      {symbol: symbols, startUnit: unsigned, endUnit: unsigned, leverage: counts, keepMarginRate: rates},
      none,
    ),
  },
  {
    name: 'a tier of the unified account',
    schema: market.Tiers,
    rows: told<PositionTierV3, typeof market.Tiers>()(
      {minTierValue: unsigned, maxTierValue: unsigned, leverage: counts, mmr: rates},
      none,
    ),
  },
  {
    name: 'a ticker',
    schema: market.Tickers,
    rows: told<FuturesTickerV2, typeof market.Tickers>()(
      {
        symbol: symbols,
        lastPr: orEmpty(unsigned),
        ts: times,
        indexPrice: orEmpty(unsigned),
        fundingRate: orEmpty(amounts),
        markPrice: orEmpty(unsigned),
      },
      none,
    ),
  },
];

export const bitget: Client = {
  venue: 'bitget',
  drawn,
  unseen: {
    'assetMode null': 'where the member is missing for others',
    '[].lastPrice': 'the older socket API’s name; that the web’s own socket speaks it is inferred',
    '[].capitalRate': 'as above',
    '[].nextSettleTime': 'as above',
    '.assets[].debts': 'the socket’s name, in the list that the socket calls `coin`',
    '.coin[].debt': 'as above, the other way round',
  },
};
