import {describe, expect, it} from 'vitest';
import {orderly} from '../../../src/venues/orderly/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {balances, change, event, indices, joined, marks, PRIVATE, PUBLIC, say} from './wire.ts';

const socketOf = (address: string) =>
  orderly.wanted.find(
    (row): row is WantedSocket =>
      row.via === 'websocket' &&
      new URL(address).hostname === row.host &&
      new URL(address).pathname.startsWith(row.path ?? ''),
  );
const rowOf = (address: string, text: string) =>
  socketOf(address)?.in.find(({head}) => text.slice(0, 96).includes(head));

describe('pages', () => {
  it('of known brokers are ours; of others, look-alikes and the rest of the web none', () => {
    expect(venueAt('https://pro.woofi.com/en/trade/ETH_PERP', [orderly])?.id).toBe('orderly');
    expect(venueAt('https://perps.raydium.io/perp/PERP_RAY_USDC', [orderly])?.id).toBe('orderly');
    expect(venueAt('https://dex.woo.org/trade', [orderly])?.id).toBe('orderly');
    expect(venueAt('https://raydium.io/swap', [orderly])).toBeNull();
    expect(venueAt('https://dex.woo.org.evil.example/trade', [orderly])).toBeNull();
    for (const {host} of orderly.pages) expect(host).not.toContain('*');
  });
});

describe('wanted', () => {
  it('changes of the account are all kept', () => {
    for (const {body} of [change([]), balances({}), joined()]) {
      expect(rowOf(PRIVATE, body)).toBeDefined();
      expect(rowOf(PRIVATE, body)?.latest).toBeUndefined();
    }
  });

  it('prices of all markets and pings replace one another; of one market by its topic', () => {
    expect(rowOf(PUBLIC, marks({}).body)?.latest).toEqual([]);
    expect(rowOf(PUBLIC, indices({}).body)?.latest).toEqual([]);
    expect(rowOf(PRIVATE, event('ping').body)?.latest).toEqual([]);
    const one = say('PERP_ETH_USDC@markprice', {});
    expect(rowOf(PUBLIC, one.body)?.latest).toEqual(['"topic":"']);
  });

  it('orders, books, trades, wallets and the other connection’s topics are not', () => {
    for (const topic of ['executionreport', 'wallet', 'account', 'PERP_ETH_USDC@orderbook', 'tickers'])
      for (const address of [PRIVATE, PUBLIC]) expect(rowOf(address, say(topic, {}).body)).toBeUndefined();
    expect(rowOf(PUBLIC, change([]).body)).toBeUndefined();
  });

  it('what the page sends is not: the login is a signature', () => {
    expect(socketOf(PRIVATE)?.out).toBeUndefined();
    expect(socketOf(PUBLIC)?.out).toBeUndefined();
  });

  it('of an address the account after the path is cut off, and no query travels', () => {
    expect(socketOf(`${PRIVATE}/0x6ca2`)?.path).toBe('/v2/ws/private/stream');
    for (const row of orderly.wanted) expect('query' in row).toBe(false);
  });
});
