import {describe, expect, it} from 'vitest';
import {derive} from '../../../src/venues/derive/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedRequest, WantedSocket} from '../../../src/venues/venue.ts';
import {MIXED} from './samples.ts';
import {answer, balances, frame, ME, push, subaccount, ticker, told} from './wire.ts';

const sockets = derive.wanted.filter((row): row is WantedSocket => row.via === 'websocket');
const requests = derive.wanted.filter((row): row is WantedRequest => row.via === 'request');
const rowOf = ({body}: {readonly body: string}) =>
  sockets[0]?.in.find(({head}) => body.slice(0, 96).includes(head));

describe('pages', () => {
  it('the exchange is ours, a look-alike is not', () => {
    expect(venueAt('https://app.derive.xyz/options', [derive])?.id).toBe('derive');
    expect(venueAt('https://derive.xyz.evil.example/', [derive])).toBeNull();
  });
});

describe('wanted', () => {
  it('answers that tell of a subaccount travel, in whatever order its members are', () => {
    expect(rowOf(subaccount(MIXED))).toBeDefined();
    expect(rowOf(answer([told(MIXED)]))).toBeDefined();
    const {collaterals, positions, currency} = told(MIXED);
    for (const first of [{collaterals}, {positions}, {currency}]) expect(rowOf(answer(first))).toBeDefined();
  });

  it('answers to a login and to questions for session keys do not', () => {
    expect(rowOf(answer([ME]))).toBeUndefined();
    expect(rowOf(answer({public_session_keys: [{public_session_key: '0x1'}]}))).toBeUndefined();
    expect(rowOf(answer({orders: []}))).toBeUndefined();
  });

  it('changes of balances are all kept, prices replace one another by contract', () => {
    expect(rowOf(balances({USDC: '1'}))?.latest).toBeUndefined();
    expect(rowOf(balances({USDC: '1'}))).toBeDefined();
    expect(rowOf(ticker('BTC-PERP', '1'))?.latest).toEqual(['"channel":"']);
    expect(rowOf(push('spot_feed.ETH', {}))?.latest).toEqual(['"channel":"']);
  });

  it('books, trades and what the page sends on the socket, where it logs in, do not', () => {
    for (const channel of ['orderbook.BTC-PERP.1.10', 'trades.perp.BTC', `${ME}.orders`, 'margin.watch'])
      expect(rowOf(push(channel, []))).toBeUndefined();
    expect(rowOf(frame({body: {method: 'heartbeat'}}))).toBeUndefined();
    for (const socket of sockets) expect(socket.out).toBeUndefined();
  });

  it('of requests only those that name a subaccount, or all of them', () => {
    expect(requests.map(({path, asks}) => [path.split('/').at(-1), asks !== undefined])).toEqual([
      ...[1, 2].flatMap(() => [
        ['get_subaccount', true],
        ['get_positions', true],
        ['get_collaterals', true],
        ['get_all_portfolios', false],
      ]),
    ]);
  });
});
