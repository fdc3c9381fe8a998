import {describe, expect, it} from 'vitest';
import {bitget} from '../../../src/venues/bitget/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket, WantedText} from '../../../src/venues/venue.ts';
import {push, row, ticker, unifiedPush} from './wire.ts';

const sockets = bitget.wanted.filter((each): each is WantedSocket => each.via === 'websocket');
const rowOf = (text: string): WantedText | undefined =>
  sockets[0]?.in.find(({head}) => text.slice(0, 96).includes(head));

describe('pages', () => {
  it.each([
    'https://www.bitget.com/futures/usdt/BTCUSDT',
    'https://www.bitget.com/en/futures/coin/BTCUSD',
    'https://www.bitget.com/zh-CN/futures/usdc/BTCPERP',
    'https://www.bitget.com/asset/futures',
    'https://www.bitgetapp.com/en/futures/usdt/BTCUSDT',
    'https://www.bitget.cloud/en/futures/usdt/BTCUSDT',
  ])('%s is ours', (address) => {
    expect(venueAt(address, [bitget])?.id).toBe('bitget');
  });

  it.each([
    'https://www.bitget.com/spot/BTCUSDT',
    'https://www.bitget.com/en/login',
    'https://www.bitget.com.evil.example/futures/usdt/BTCUSDT',
  ])('%s is not', (address) => {
    expect(venueAt(address, [bitget])).toBeNull();
  });
});

describe('sockets', () => {
  it('nothing that the page sends is wanted: a login is signed', () => {
    for (const socket of sockets) expect(socket.out).toBeUndefined();
  });

  it.each([
    ['classic positions', push('positions', [row('BTCUSDT', {})])],
    ['the classic account', push('account', [])],
    ['unified positions, rows first', unifiedPush('position', [{symbol: 'BTCUSDT'}])],
    ['the unified account, rows first', unifiedPush('account', [{unrealisedPnL: '0'}])],
  ])('%s are all kept', (_, {body}) => {
    expect(rowOf(body)).toBeDefined();
    expect(rowOf(body)?.latest).toBeUndefined();
  });

  it('of tickers only the newest of each contract', () => {
    expect(rowOf(ticker('BTCUSDT', '1').body)?.latest).toEqual(['"instId":"']);
    const unified = {
      action: 'snapshot',
      arg: {instType: 'usdt-futures', topic: 'ticker', symbol: 'BTCUSDT'},
      data: [],
    };
    expect(rowOf(JSON.stringify(unified))?.latest).toEqual(['"symbol":"']);
  });

  it('books, trades, orders and closed positions are not wanted', () => {
    for (const channel of ['books', 'trade', 'orders', 'positions-history', 'candle1m'])
      expect(rowOf(push(channel, []).body)).toBeUndefined();
  });
});

describe('requests', () => {
  it('come with what was asked, and without a query', () => {
    const calls = bitget.wanted.filter((each) => each.via === 'request');
    expect(calls.length).toBeGreaterThan(0);
    for (const call of calls) expect(call).toMatchObject({asks: ['']});
    for (const call of calls) expect(call.query).toBeUndefined();
  });
});
