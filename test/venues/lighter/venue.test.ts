import {describe, expect, it} from 'vitest';
import {claimEnd} from '../../../src/tap/address.ts';
import {lighter} from '../../../src/venues/lighter/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {mark, positions, push, stats} from './wire.ts';

const socket = lighter.wanted.find((row): row is WantedSocket => row.via === 'websocket');
const rowOf = (text: string) => socket?.in.find(({head}) => text.slice(0, 96).includes(head));

describe('pages', () => {
  it('the exchange is ours, a look-alike is not', () => {
    expect(venueAt('https://app.lighter.xyz/trade/ETH?x=1', [lighter])?.id).toBe('lighter');
    expect(venueAt('https://app.lighter.xyz.evil.example/trade/ETH', [lighter])).toBeNull();
  });
});

describe('wanted', () => {
  it('changes are all kept: positions, and marks of all markets', () => {
    for (const frame of [
      positions([]),
      push('account_all:1', {}),
      push('market_stats:all', {market_stats: {}}),
    ]) {
      expect(rowOf(frame.body)).toBeDefined();
      expect(rowOf(frame.body)?.latest).toBeUndefined();
    }
  });

  it('figures of an account and the mark of one market replace one another', () => {
    expect(rowOf(stats('1').body)?.latest).toEqual(['"user_stats:']);
    expect(rowOf(mark(0, '1').body)?.latest).toEqual(['"market_stats:']);
  });

  it('the order of type and channel does not matter', () => {
    expect(rowOf('{"type":"update/account_all_positions","channel":"account_all_positions:1"')).toBeDefined();
  });

  it('books, orders, trades, spot marks, and what the page sends are not', () => {
    for (const channel of [
      'order_book:0',
      'trade:0',
      'account_all_orders:1',
      'spot_market_stats:2048',
      'height',
    ])
      expect(rowOf(push(channel, {}).body)).toBeUndefined();
    expect(socket?.out).toBeUndefined();
  });

  it('the account’s own answer is, not those of paths that begin alike', () => {
    const claimed = (path: string) =>
      lighter.wanted.some(
        (row) =>
          row.via === 'request' &&
          claimEnd(`https://mainnet.zklighter.elliot.ai${path}`, row.host, row.path) > 0,
      );
    expect(claimed('/api/v1/account?by=index&value=7')).toBe(true);
    expect(claimed('/api/v1/account')).toBe(true);
    expect(claimed('/api/v1/orderBookDetails?market_id=0')).toBe(true);
    for (const path of [
      'accountLimits?account_index=7',
      'accountMetadata?by=index',
      'accountsByL1Address',
      'account/x',
    ])
      expect(claimed(`/api/v1/${path}`)).toBe(false);
  });

  it('no query travels, because a token may stand in it', () => {
    for (const row of lighter.wanted) expect('query' in row).toBe(false);
  });
});
