import {describe, expect, it} from 'vitest';
import {krakenfutures} from '../../../src/venues/krakenfutures/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {flex, message, positions, single, ticker} from './wire.ts';

const socket = krakenfutures.wanted.find((row): row is WantedSocket => row.via === 'websocket');
const rowOf = (text: string) => socket?.in.find(({head}) => text.slice(0, 96).includes(head));

describe('pages', () => {
  it.each([
    'https://futures.kraken.com/trade/futures/PF_XBTUSD',
    'https://demo-futures.kraken.com/futures/PI_XBTUSD',
    'https://pro.kraken.com/app/trade/futures-btc-usd-perp',
    'https://pro.kraken.com/app/portfolio/positions',
  ])('%s is ours', (address) => {
    expect(venueAt(address, [krakenfutures])?.id).toBe('krakenfutures');
  });

  it.each([
    'https://pro.kraken.com/app/settings',
    'https://www.kraken.com/',
    'https://futures.kraken.com.evil.example/',
  ])('%s is not', (address) => {
    expect(venueAt(address, [krakenfutures])).toBeNull();
  });
});

describe('wanted', () => {
  it('every message of the account is kept, of tickers the newest of each contract', () => {
    for (const each of [positions([]), flex({}), single({balance: 1})])
      expect(rowOf(each.body)).toMatchObject({head: expect.stringContaining('feed')});
    expect(rowOf(positions([]).body)?.latest).toBeUndefined();
    expect(rowOf(ticker('PF_XBTUSD', 1).body)?.latest).toEqual(['"product_id":"']);
    // The order of a dated contract's ticker.
    const dated = '{"time":1788646159008,"product_id":"FI_XBTUSD_261225","leverage":"50x","premium":0.0,';
    expect(rowOf(dated)?.latest).toEqual(['"product_id":"']);
  });

  it('books, trades, orders, challenges and what the page sends are not', () => {
    for (const feed of ['book', 'book_snapshot', 'trade', 'ticker_lite', 'open_orders', 'notifications_auth'])
      expect(rowOf(message(feed, {}).body)).toBeUndefined();
    expect(rowOf('{"event":"challenge","message":"226aee50-88fc-4618-a42a-34f7709570b2"}')).toBeUndefined();
    // Acknowledgements repeat the key and the signature.
    for (const feed of ['open_positions', 'balances', 'account_log'])
      expect(rowOf(`{"event":"subscribed","feed":"${feed}","api_key":"k"}`)).toBeUndefined();
    expect(socket?.out).toBeUndefined();
  });

  it('no query travels', () => {
    for (const row of krakenfutures.wanted) expect('query' in row).toBe(false);
  });
});
