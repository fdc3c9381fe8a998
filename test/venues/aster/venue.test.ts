import {describe, expect, it} from 'vitest';
import {aster} from '../../../src/venues/aster/venue.ts';
import {hasPathPrefix, venueAt} from '../../../src/venues/page.ts';
import type {WantedRequest, WantedSocket} from '../../../src/venues/venue.ts';
import {event, mark, REST, update, WEB} from './wire.ts';

const socket = aster.wanted.find((row): row is WantedSocket => row.via === 'websocket');
const headOf = (text: string) => socket?.in.find(({head}) => text.slice(0, 96).includes(head));
const requestOf = (address: string) => {
  const {hostname, pathname} = new URL(address);
  return aster.wanted.find(
    (row): row is WantedRequest =>
      row.via === 'request' && row.host === hostname && hasPathPrefix(pathname, row.path),
  );
};

describe('pages', () => {
  it('of futures are ours; spot, others’ and look-alikes are not', () => {
    expect(venueAt('https://www.asterdex.com/en/futures/v1/BTCUSDT', [aster])?.id).toBe('aster');
    expect(venueAt('https://www.asterdex.com/futures/BTCUSDT', [aster])?.id).toBe('aster');
    expect(venueAt('https://www.asterdex.com/en/spot/BTCUSDT', [aster])).toBeNull();
    expect(venueAt('https://www.asterdex.com.evil.example/en/futures/v1/BTCUSDT', [aster])).toBeNull();
  });
});

describe('wanted', () => {
  it('account events are all kept, marks of a symbol replace one another', () => {
    expect(headOf(update([]).body)).toBeDefined();
    expect(headOf(update([]).body)?.latest).toBeUndefined();
    expect(headOf(mark('BTCUSDT', '1').body)?.latest).toEqual(['"s":"']);
  });

  it('orders, books and trades are not, nor what the page sends, nor the socket’s path: a key stands in it', () => {
    for (const e of ['ORDER_TRADE_UPDATE', 'depthUpdate', 'aggTrade'])
      expect(headOf(event({e}).body)).toBeUndefined();
    expect(socket?.out).toBeUndefined();
    expect(socket?.path).toBeUndefined();
  });

  it('the account’s answers are; of signed requests neither query nor body travels', () => {
    for (const call of ['account', 'accountWithJoinMargin', 'balance', 'positionRisk', 'leverageBracket']) {
      const row = requestOf(`${REST}/${call}?signature=0x1`);
      expect(row).toBeDefined();
      expect([row?.query, row?.asks]).toEqual([undefined, undefined]);
    }
    expect(requestOf(`${WEB}/user-position`)?.asks).toEqual(['']);
  });

  it('orders, listen keys and transfers are not', () => {
    for (const address of [
      `${REST}/order`,
      `${REST}/listenKey`,
      `${REST}/userTrades`,
      'https://www.asterdex.com/bapi/futures/v1/private/future/order/place-order',
      'https://www.asterdex.com/bapi/futures/v1/private/future/user-stream/get-listen-key',
    ])
      expect(requestOf(address)).toBeUndefined();
  });
});
