import {describe, expect, it} from 'vitest';
import {mexc} from '../../../src/venues/mexc/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {AT, asset, fair, position, push} from './wire.ts';

const socket = mexc.wanted.find((row): row is WantedSocket => row.via === 'websocket');
const rowOf = (text: string) => socket?.in.find(({head}) => text.slice(0, 256).includes(head));
const channelLast = (channel: string, content: unknown) =>
  JSON.stringify({symbol: 'BTC_USDT', data: content, channel, ts: AT});

describe('pages', () => {
  it('futures in any language are ours; spot and a look-alike are not', () => {
    expect(venueAt('https://www.mexc.com/futures/BTC_USDT?type=linear_swap', [mexc])?.id).toBe('mexc');
    expect(venueAt('https://www.mexc.com/ru-RU/futures/BTC_USDT', [mexc])?.id).toBe('mexc');
    expect(venueAt('https://futures.mexc.com/exchange/BTC_USDT', [mexc])?.id).toBe('mexc');
    expect(venueAt('https://www.mexc.com/exchange/BTC_USDT', [mexc])).toBeNull();
    expect(venueAt('https://www.mexc.com.evil.example/futures/BTC_USDT', [mexc])).toBeNull();
  });
});

describe('wanted', () => {
  it('positions and assets are all kept, wherever the channel stands', () => {
    const row = position('BTC_USDT', ['long', 1, 60_000]);
    const {bonus, ...parts} = asset('USDT', 1);
    for (const text of [
      push('push.personal.position', row).body,
      push('push.personal.asset', {...parts, bonus}).body,
      channelLast('push.personal.position', row),
      channelLast('push.personal.asset', parts),
    ]) {
      expect(rowOf(text)).toBeDefined();
      expect(rowOf(text)?.latest).toBeUndefined();
    }
  });

  it('fair prices replace one another contract by contract', () => {
    expect(rowOf(fair('BTC_USDT', 1).body)?.latest).toEqual(['"symbol":"']);
  });

  it('tickers in either order', () => {
    const row = {contractId: 1, symbol: 'BTC_USDT', fairPrice: 6867.4};
    expect(rowOf(push('push.ticker', row).body)).toBeDefined();
    expect(rowOf(channelLast('push.ticker', row))).toBeDefined();
  });

  it('books, deals, candles, logins, and what the page sends are not', () => {
    for (const text of [
      channelLast('push.depth', {asks: [[6859.5, 3251, 1]], bids: [], version: 96801927}),
      channelLast('push.deal', [{p: 115309.8, v: 55, T: 2}]),
      push('push.kline', {a: 1, c: 2}).body,
      push('rs.login', 'success').body,
    ])
      expect(rowOf(text)).toBeUndefined();
    expect(socket?.out).toBeUndefined();
  });
});
