import {describe, expect, it} from 'vitest';
import {extended} from '../../../src/venues/extended/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedSocket} from '../../../src/venues/venue.ts';
import {balance, mark, push} from './wire.ts';

const socket = extended.wanted.find((row): row is WantedSocket => row.via === 'websocket');
const rowOf = (text: string) => socket?.in.find(({head}) => text.slice(0, 96).includes(head));
const calls = extended.wanted.filter((row) => row.via === 'request');

describe('pages', () => {
  it('the exchange is ours, a look-alike is not', () => {
    expect(venueAt('https://app.extended.exchange/perp?x=1', [extended])?.id).toBe('extended');
    expect(venueAt('https://app.extended.exchange.evil.example/perp', [extended])).toBeNull();
  });
});

describe('wanted', () => {
  it('all of the account’s stream is kept, in order', () => {
    for (const type of ['BALANCE', 'POSITION', 'SPOT_BALANCE', 'ORDER', 'TRADE']) {
      const row = rowOf(push(type, {balance: balance(['1', '1', '1', '1'])}, 1).body);
      expect(row).toBeDefined();
      expect(row?.latest).toBeUndefined();
    }
  });

  it('marks of one market replace one another', () => {
    expect(rowOf(mark('BTC-USD', '1').body)?.latest).toEqual(['"m":"']);
  });

  it('books, public trades, candles, and what the page sends are not', () => {
    for (const body of ['{"type":"SNAPSHOT","data":{', '{"ts":1,"data":[{"m":"BTC-USD"'])
      expect(rowOf(body)).toBeUndefined();
    expect(socket?.out).toBeUndefined();
  });

  it('no row claims the addresses under which keys are made', () => {
    for (const path of ['/auth/login', '/api/v1/user/account/api-key', '/api/v1/user/accounts'])
      expect(calls.some((row) => path.startsWith(row.path))).toBe(false);
  });
});
