import {describe, expect, it} from 'vitest';
import {binance} from '../../../src/venues/binance/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket, WantedText} from '../../../src/venues/venue.ts';
import {AT, mark, update} from './wire.ts';

const sockets = binance.wanted.filter((row): row is WantedSocket => row.via === 'websocket');
const rowOf = (text: string): WantedText | undefined =>
  sockets[0]?.in.find(({head}) => text.slice(0, 96).includes(head));

describe('pages', () => {
  it.each([
    'https://www.binance.com/en/futures/BTCUSDT',
    'https://www.binance.com/en-GB/futures/ETHUSDT?x=1',
    'https://www.binance.com/en/delivery/BTCUSD_PERP',
    'https://www.binance.com/futures/BTCUSDT',
    'https://www.binance.com/en/my/wallet/account/futures/balance',
    'https://demo.binance.com/en/futures/BTCUSDT',
    'https://testnet.binancefuture.com/en/futures/BTCUSDT',
  ])('%s is ours', (address) => {
    expect(venueAt(address, [binance])?.id).toBe('binance');
  });

  it.each([
    'https://www.binance.com/en/trade/BTC_USDT',
    'https://www.binance.com/en/my/security',
    'https://www.binance.us/futures/BTCUSDT',
    'https://binance.com.evil.example/en/futures/BTCUSDT',
  ])('%s is not', (address) => {
    expect(venueAt(address, [binance])).toBeNull();
  });
});

describe('sockets', () => {
  it('no row names a path: what follows the host may be a listen key', () => {
    for (const row of sockets) expect(row.path).toBeUndefined();
  });

  it('nothing that the page sends is wanted', () => {
    for (const row of sockets) expect(row.out).toBeUndefined();
  });

  it('account events are all kept, of marks only the newest of each contract', () => {
    expect(rowOf(update({}).body)?.latest).toBeUndefined();
    expect(rowOf(mark('BTCUSDT', '1').body)?.latest).toEqual(['"s":"']);
    expect(rowOf(`[${mark('BTCUSDT', '1').body}]`)?.latest).toEqual([]);
    expect(rowOf(`{"stream":"!markPrice@arr@1s","data":[${mark('BTCUSDT', '1').body}]}`)?.latest).toEqual([]);
    expect(rowOf(`{"stream":"btcusdt@markPrice","data":${mark('BTCUSDT', '1').body}}`)?.latest).toEqual([
      '"s":"',
    ]);
  });

  it('an event in a stream that is named by a listen key stays with the page', () => {
    const key = 'pqia91ma19a5s61cv6a81va65sdf19v8a65a1pqia91ma19a5s61cv6a81va65sd';
    expect(rowOf(`{"stream":"${key}","data":${update({}).body}}`)).toBeUndefined();
  });

  it('books, trades and orders are not wanted', () => {
    for (const e of ['depthUpdate', 'aggTrade', 'ORDER_TRADE_UPDATE', 'kline'])
      expect(rowOf(JSON.stringify({e, E: AT, s: 'BTCUSDT'}))).toBeUndefined();
  });
});

describe('requests', () => {
  it('positions and balances come with their request, whatever is in it', () => {
    const rows = binance.wanted.filter((row) => row.via === 'request');
    const asked = rows.filter(({path}) => path.includes('/user-data/'));
    expect(asked.length).toBeGreaterThan(0);
    for (const {asks} of asked) expect(asks).toEqual(['']);
    for (const {query} of rows) expect(query).toBeUndefined();
  });
});
