import {describe, expect, it} from 'vitest';
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

  it('of requests only those that read are named, and none of what is sent with them', () => {
    for (const row of pacifica.wanted) expect('asks' in row).toBe(false);
  });
});
