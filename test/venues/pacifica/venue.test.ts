import {describe, expect, it} from 'vitest';
import {claimEnd} from '../../../src/tap/address.ts';
import {pacifica} from '../../../src/venues/pacifica/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {positions, prices, push, subscribed, told} from './wire.ts';

const socket = pacifica.wanted.find((row): row is WantedSocket => row.via === 'websocket');
const rowOf = (text: string) => socket?.in.find(({head}) => text.slice(0, 96).includes(head));

describe('pages', () => {
  it('the exchange is ours; its testnet and a look-alike are not', () => {
    expect(venueAt('https://app.pacifica.fi/trade/BTC', [pacifica])?.id).toBe('pacifica');
    expect(venueAt('https://test-app.pacifica.fi/trade/BTC', [pacifica])).toBeNull();
    expect(venueAt('https://app.pacifica.fi.evil.example/', [pacifica])).toBeNull();
  });
});

describe('wanted', () => {
  it('whose the pushes are is never dropped for a newer one', () => {
    const row = rowOf(subscribed().body);
    expect(row?.head).toBe('"subscribe"');
    expect(row?.latest).toBeUndefined();
  });

  it('whole lists and sums replace one another, prices that changed are all kept', () => {
    expect(rowOf(positions([]).body)?.latest).toEqual([]);
    expect(rowOf(told('1').body)?.latest).toEqual([]);
    expect(rowOf(prices({BTC: '1'}).body)).toBeDefined();
    expect(rowOf(prices({BTC: '1'}).body)?.latest).toBeUndefined();
  });

  it('books, trades, orders, candles, and what the page sends are not', () => {
    for (const channel of ['book', 'trades', 'account_orders', 'account_trades', 'candle', 'bbo', 'pong'])
      expect(rowOf(push(channel, []).body)).toBeUndefined();
    expect(socket?.out).toBeUndefined();
  });

  it('what the account, its settings and positions answer; never its keys or its history', () => {
    const isAsked = (path: string) =>
      pacifica.wanted.some(
        (row) =>
          row.via === 'request' && claimEnd(`https://api.pacifica.fi/api/v1/${path}`, row.host, row.path) > 0,
      );
    for (const path of ['account', 'account/settings', 'positions'])
      expect(isAsked(`${path}?account=42trU9A5`)).toBe(true);
    for (const path of ['info', 'info/prices']) expect(isAsked(path)).toBe(true);
    for (const path of [
      'account/api_keys',
      'account/api_keys/create',
      'account/balance/history?account=42trU9A5',
      'positions/history?account=42trU9A5',
      'orders?account=42trU9A5',
    ])
      expect(isAsked(path)).toBe(false);
  });

  it('of requests only those that read are named, and none of what is sent with them', () => {
    for (const row of pacifica.wanted) expect('asks' in row).toBe(false);
  });
});
