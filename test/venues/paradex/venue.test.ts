import {describe, expect, it} from 'vitest';
import {claimEnd} from '../../../src/tap/address.ts';
import {venueAt} from '../../../src/venues/page.ts';
import {paradex} from '../../../src/venues/paradex/venue.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {packedSummary} from './packed.ts';
import {mark, position, push, told} from './wire.ts';

const socket = paradex.wanted.find((row): row is WantedSocket => row.via === 'websocket');
const rowOf = (text: string) => socket?.in.find(({head}) => text.slice(0, 96).includes(head));
const calls = paradex.wanted.filter((row) => row.via === 'request');

describe('pages', () => {
  it('the exchange and its testnet are ours, a look-alike is not', () => {
    expect(venueAt('https://app.paradex.trade/trade/BTC-USD-PERP?x=1', [paradex])?.id).toBe('paradex');
    expect(venueAt('https://app.testnet.paradex.trade/', [paradex])?.id).toBe('paradex');
    expect(venueAt('https://app.paradex.trade.evil.example/trade', [paradex])).toBeNull();
  });
});

describe('wanted', () => {
  it('changes of positions are all kept', () => {
    const row = rowOf(push('positions', position('BTC-USD-PERP', ['1', '1', '1'])).body);
    expect(row).toBeDefined();
    expect(row?.latest).toBeUndefined();
  });

  it('totals of an account and marks of a market replace one another', () => {
    expect(rowOf(push('account', told(['1', '1', '1', '1'])).body)?.latest).toEqual(['"account":"']);
    expect(rowOf(mark('BTC-USD-PERP', '1').body)?.latest).toEqual(['"symbol":"']);
    expect(rowOf(push('markets_summary', {symbol: 'BTC-USD-PERP'}).body)).toBeDefined();
  });

  it('binary marks, positions and totals are told by their head', () => {
    const letters = atob(packedSummary('BTC-USD-PERP', '61500', '61400'));
    expect(rowOf(letters)).toBeDefined();
    // A quote: template 2.
    expect(rowOf(`${letters.slice(0, 2)}\u0002${letters.slice(3)}`)).toBeUndefined();
    expect(socket?.bytes).toBe('none');
  });

  it('orders, fills, books, and what the page sends are not', () => {
    for (const channel of [
      'orders.ALL',
      'fills.ALL',
      'bbo.BTC-USD-PERP',
      'order_book.BTC-USD-PERP',
      'transfers',
    ])
      expect(rowOf(push(channel, {}).body)).toBeUndefined();
    expect(socket?.out).toBeUndefined();
  });

  it('no row claims the addresses under which tokens and keys are made', () => {
    for (const path of ['/v1/auth', '/v1/account/tokens', '/v1/account/subkeys', '/v1/onboarding'])
      expect(calls.some((row) => claimEnd(`https://${row.host}${path}`, row.host, row.path) > 0)).toBe(false);
  });

  it('positions and balances are asked with no query that travels', () => {
    const plain = calls.filter((row) => !('query' in row)).map(({path}) => path);
    expect([...new Set(plain)]).toEqual([
      '/v1/account?',
      '/v1/account/summary',
      '/v1/account/info',
      '/v1/positions',
      '/v1/balance',
    ]);
  });
});
