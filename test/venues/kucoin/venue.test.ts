import {describe, expect, it} from 'vitest';
import {kucoin} from '../../../src/venues/kucoin/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket, WantedText, WantedWorker} from '../../../src/venues/venue.ts';
import {change, mark, message, post, wallet} from './wire.ts';

const socket = kucoin.wanted.find((row): row is WantedSocket => row.via === 'websocket');
const worker = kucoin.wanted.find((row): row is WantedWorker => row.via === 'worker');
const rowOf = (texts: readonly WantedText[] = [], text: string) =>
  texts.find(({head}) => text.slice(0, 96).includes(head));

describe('pages', () => {
  it.each([
    'https://www.kucoin.com/futures/trade/XBTUSDTM',
    'https://www.kucoin.com/de/futures/trade/XBTUSDTM',
    'https://www.kucoin.com/trade/futures/XBTUSDTM',
    'https://www.kucoin.com/tr/trade/futures/ETHUSDTM?x=1',
    'https://futures.kucoin.com/trade/XBTUSDM',
  ])('%s is ours', (address) => {
    expect(venueAt(address, [kucoin])?.id).toBe('kucoin');
  });

  it.each([
    'https://www.kucoin.com/trade/BTC-USDT',
    'https://www.kucoin.com/account/security',
    'https://kucoin.com.evil.example/futures/trade/XBTUSDTM',
  ])('%s is not', (address) => {
    expect(venueAt(address, [kucoin])).toBeNull();
  });
});

describe('wanted', () => {
  it('changes are all kept; of marks and funding rates the newest of each contract', () => {
    expect(rowOf(socket?.in, change('XBTUSDTM', {}).body)?.latest).toBeUndefined();
    expect(
      rowOf(socket?.in, message('/contract/position:XBTUSDTM', 'position.change', {}).body),
    ).toBeDefined();
    expect(rowOf(socket?.in, wallet({}).body)).toBeDefined();
    expect(rowOf(socket?.in, mark('XBTUSDTM', 1).body)?.latest).toEqual([
      '"/contract/instrument:',
      '"subject":"',
    ]);
  });

  it('books, orders, trial funds and what the page sends are not', () => {
    for (const topic of [
      '/contractMarket/level2:XBTUSDTM',
      '/contractMarket/tradeOrders',
      '/trialContract/positionAll',
    ])
      expect(rowOf(socket?.in, message(topic, 'x', {}).body)).toBeUndefined();
    expect(socket?.out).toBeUndefined();
  });

  it('of the worker’s posts those that hold positions, wallets, marks and rates', () => {
    for (const type of [
      'futures_position',
      'futures_wallet',
      'futures_markIndexPrice',
      'futures_fundingRate',
    ])
      expect(rowOf(worker?.in, post(type, []).body)).toBeDefined();
    expect(rowOf(worker?.in, post('futures_level2', []).body)).toBeUndefined();
    expect(rowOf(worker?.in, post('futures_activeOrders', []).body)).toBeUndefined();
  });

  it('no query string travels, because the web writes a token there', () => {
    for (const row of kucoin.wanted) expect('query' in row).toBe(false);
  });
});
