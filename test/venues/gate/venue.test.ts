import {describe, expect, it} from 'vitest';
import {gate} from '../../../src/venues/gate/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket, WantedText} from '../../../src/venues/venue.ts';
import {ticker, update} from './wire.ts';

const sockets = gate.wanted.filter((row): row is WantedSocket => row.via === 'websocket');
const calls = gate.wanted.filter((row) => row.via === 'request');
const rowOf = (text: string): WantedText | undefined =>
  sockets[0]?.in.find(({head}) => text.slice(0, 96).includes(head));

describe('pages', () => {
  it.each([
    'https://www.gate.com/futures/USDT/BTC_USDT',
    'https://www.gate.com/en/futures/USDT/BTC_USDT',
    'https://www.gate.com/zh-tw/futures/BTC/BTC_USD',
    'https://www.gate.io/futures_trade/USDT/ETH_USDT',
    'https://gate.tv/ru/futures/USDT/ETH_USDT',
    'https://gateio.live/futures/USDT/ETH_USDT',
  ])('%s is ours', (address) => {
    expect(venueAt(address, [gate])?.id).toBe('gate');
  });

  it.each([
    'https://www.gate.com/trade/BTC_USDT',
    'https://www.gate.com/en/myaccount/profile',
    'https://gate.com.evil.example/futures/USDT/BTC_USDT',
    'https://www.gate.us/futures/USDT/BTC_USDT',
  ])('%s is not', (address) => {
    expect(venueAt(address, [gate])).toBeNull();
  });
});

describe('sockets', () => {
  it('nothing that the page sends is wanted: its subscriptions hold the login', () => {
    for (const row of sockets) expect(row.out).toBeUndefined();
  });

  it('account updates are all kept, of marks only the newest of each contract', () => {
    expect(rowOf(update('futures.positions', []).body)?.latest).toBeUndefined();
    expect(rowOf(update('futures.balances', []).body)?.latest).toBeUndefined();
    expect(rowOf(ticker('BTC_USDT', '1').body)?.latest).toEqual(['"contract":"']);
    expect(ticker('BTC_USDT', '1').body).toContain('"contract":"');
  });

  it('books, trades, orders and candles are not wanted', () => {
    const channels = [
      'futures.order_book',
      'futures.trades',
      'futures.orders',
      'futures.candlesticks',
      'futures.pong',
    ];
    for (const channel of channels) expect(rowOf(update(channel, []).body)).toBeUndefined();
  });
});

describe('requests', () => {
  it('the query travels where it says of which contract an answer is', () => {
    const asked = calls.filter(({path}) => /positions|tiers/.test(path));
    expect(asked.length).toBeGreaterThan(0);
    for (const {query} of asked) expect(query).toBe(true);
  });

  it('orders, trades and the list of all contracts stay with the page', () => {
    const prefixes = new Set(calls.map(({path}) => path));
    expect(prefixes).toContain('/apiw/v2/futures/:settle/contracts/');
    for (const path of prefixes) expect(path).toMatch(/accounts$|positions$|risk_limit_tiers$|contracts\/$/);
  });
});
