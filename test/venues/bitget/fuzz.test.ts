import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/bitget/reduce.ts';
import {type BitgetState, initial} from '../../../src/venues/bitget/state.ts';
import {bitget} from '../../../src/venues/bitget/venue.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {fuzzFrames, fuzzTexts} from '../fuzz.ts';
import {
  balances,
  coin,
  frame,
  positions,
  push,
  row,
  ticker,
  tiers,
  UTA,
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

/** A page's hour: every kind of frame, so that mutations of each are tried. */
const HOUR: readonly Frame[] = [
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

describe('frames that were mutated, cut, repeated and put out of order', () => {
  it('never throw, change nothing when they are malformed, and leave a sound state', () => {
    fuzzFrames(bitget, HOUR, 400);
  });

  it('any text at any address is taken calmly', () => {
    fuzzTexts(bitget, [
      frame({body: ''}),
      frame({url: 'https://api.bitget.com/api/v2/mix/position/all-position', body: ''}),
      frame({url: `${WEB}/x`, direction: 'out', via: 'xhr', body: ''}),
      frame({url: UTA, via: 'websocket', body: ''}),
    ]);
  });

  it('a page that invents contracts and coins without end does not grow the state without end', () => {
    let state: BitgetState = initial;
    for (let round = 0; round < 25; round += 1) {
      const names = Array.from({length: 60}, (_, index) => `C${round}X${index}`);
      const rows = names.map((name) => row(`${name}USDT`, {total: '1', openPriceAvg: '1'}));
      const sent = [
        push('positions', rows, {action: 'update'}),
        push(
          'account',
          names.map((name) => ({marginCoin: name, equity: '1'})),
          {action: 'update'},
        ),
        ...names.map((name) => positions([], {}, `productType=COIN-FUTURES&marginCoin=${name}`)),
        ...names.map((name) => ticker(`${name}USD`, '1')),
      ];
      for (const each of sent) state = reduce(state, each).state;
    }
    const {positions: held, coins, seen, marks} = state.main;
    expect(Object.keys(held).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(coins).length).toBeLessThanOrEqual(500);
    expect(Object.keys(seen).length).toBeLessThanOrEqual(201);
    expect(Object.keys(marks).length).toBeLessThanOrEqual(1040);
  });
});
