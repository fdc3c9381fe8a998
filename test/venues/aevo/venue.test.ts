import {describe, expect, it} from 'vitest';
import {aevo} from '../../../src/venues/aevo/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {index, positions, push, ticker} from './wire.ts';

const socket = aevo.wanted.find((row): row is WantedSocket => row.via === 'websocket');
const rowOf = ({body}: {readonly body: string}) =>
  socket?.in.find(({head}) => body.slice(0, 96).includes(head));

describe('pages', () => {
  it('the exchange is ours, a look-alike is not', () => {
    expect(venueAt('https://app.aevo.xyz/perpetual/eth', [aevo])?.id).toBe('aevo');
    expect(venueAt('https://app.aevo.xyz.evil.example/', [aevo])).toBeNull();
  });
});

describe('wanted', () => {
  it('positions and tickers are all kept, of an index the newest', () => {
    for (const frame of [positions([]), ticker('ETH-PERP', '1'), push('account', {})]) {
      expect(rowOf(frame)).toBeDefined();
      expect(rowOf(frame)?.latest).toBeUndefined();
    }
    expect(rowOf(index('ETH', '1'))?.latest).toEqual(['"channel":"']);
  });

  it('books, trades, orders, and what the page sends, where it signs in, are not', () => {
    for (const channel of [
      'orderbook:ETH-PERP',
      'trades:ETH-PERP',
      'orders',
      'fills',
      'book-ticker:ETH:PERPETUAL',
    ])
      expect(rowOf(push(channel, {}))).toBeUndefined();
    expect(socket?.out).toBeUndefined();
  });

  it('no query and no body of a request travels; keys are asked for at other addresses', () => {
    for (const row of aevo.wanted) expect('query' in row || 'asks' in row).toBe(false);
    const paths = aevo.wanted.flatMap((row) => (row.via === 'request' ? [row.path] : []));
    expect(paths).toEqual(['/account?', '/positions?', '/instrument/:name', '/markets?']);
  });
});
