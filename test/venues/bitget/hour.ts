import type {Frame} from '../../../src/venues/frame.ts';
import {
  balances,
  coin,
  frame,
  positions,
  push,
  row,
  ticker,
  tiers,
  unifiedAccount,
  unifiedPositions,
  unifiedPush,
  WEB,
} from './wire.ts';

const unified = {
  symbol: 'ETHUSDT',
  marginCoin: 'USDT',
  posSide: 'short',
  marginMode: 'crossed',
  size: '5',
  avgPrice: '3000',
  markPrice: '3100',
  unrealisedPnl: '-500',
  mmr: '0.005',
  liqPrice: '9000',
  createdTime: '1750495670699',
};

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  tiers('BTCUSDT', [
    ['0', '150000', '0.004'],
    ['150000', '900000', '0.005'],
  ]),
  tiers('BTCUSD', [['0', '150000', '0.004']]),
  balances([
    coin('USDT', {
      accountEquity: '10500',
      unrealizedPL: '500',
      isolatedMargin: '0',
      available: '9000',
      crossedMargin: '1000',
    }),
  ]),
  balances([
    coin('USDT', {
      available: '-5',
      unrealizedPL: '500',
      assetMode: 'union',
      unionTotalMargin: '9000',
      unionMm: '300',
    }),
  ]),
  balances([coin('BTC', {accountEquity: '1', unrealizedPL: '0'})]),
  frame({url: `${WEB}/call`, direction: 'out', body: {productType: 'USDT-FUTURES', symbol: 'BTCUSDT'}}),
  frame({
    url: `${WEB}/call`,
    body: {code: '00000', data: [row('BTCUSDT', {total: '1', openPriceAvg: '60000'})]},
  }),
  positions([
    row('BTCUSDT', {
      total: '5',
      openPriceAvg: '60000',
      markPrice: '60100',
      unrealizedPL: '500',
      marginRatio: '0.02',
      keepMarginRate: '0.004',
      liquidationPrice: '40000',
    }),
    row('BTCUSDT', {
      total: '2',
      holdSide: 'short',
      openPriceAvg: '60000',
      markPrice: '60100',
      unrealizedPL: '-200',
    }),
    row('ETHUSDT', {
      total: '5',
      openPriceAvg: '3000',
      marginMode: 'isolated',
      marginSize: '1500',
      markPrice: '3100',
      keepMarginRate: '0.005',
    }),
  ]),
  positions(
    [
      row('BTCUSD', {
        marginCoin: 'BTC',
        total: '6000',
        openPriceAvg: '60000',
        markPrice: '61000',
        marginSize: '0.01',
        leverage: 10,
      }),
    ],
    {},
    'productType=COIN-FUTURES',
  ),
  push('positions', [
    {...row('ETHUSDT', {total: '3', openPriceAvg: '3000', unrealizedPL: '30'}), instId: 'ETHUSDT'},
  ]),
  push('account', [{marginCoin: 'USDT', frozen: '0', equity: '10000', unrealizedPL: '30'}]),
  ticker('BTCUSDT', '61500'),
  unifiedPush('position', [
    unified,
    {...unified, symbol: 'BTCUSDT', size: '0', positionStatus: 'ended', mmr: ''},
  ]),
  unifiedPositions([{...unified, marginMode: 'isolated', positionBalance: '900'}]),
  unifiedAccount({
    accountEquity: '20000',
    effEquity: '19000',
    unrealisedPnl: '-500',
    mmr: '90',
    mgnRatio: '0.0047',
    assets: [
      {coin: 'USDT', equity: '15000', usdValue: '15000', balance: '15500', debt: '0'},
      {coin: 'ETH', equity: '2', usdValue: '6000', balance: '2', debt: '0'},
      {coin: 'DOT', equity: '-200', usdValue: '-1000', balance: '0', debt: '200'},
    ],
  }),
];
