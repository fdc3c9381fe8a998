import {describe, expect, it} from 'vitest';
import {bybit} from '../../../src/venues/bybit/venue.ts';
import {venueAt} from '../../../src/venues/page.ts';
import type {WantedRequest, WantedSocket} from '../../../src/venues/venue.ts';
import {AT, row, ticker, topic, walletRow} from './wire.ts';

const sockets = bybit.wanted.filter((each): each is WantedSocket => each.via === 'websocket');
const requests = bybit.wanted.filter((each): each is WantedRequest => each.via === 'request');
const ofMain = sockets.filter(({host}) => host === '*.bybit.com');
const isWanted = (path: string, text: string) =>
  ofMain.find((each) => each.path === path)?.in.some(({head}) => text.slice(0, 96).includes(head)) ?? false;

describe('pages', () => {
  it.each([
    'https://www.bybit.com/trade/usdt/BTCUSDT',
    'https://www.bybit.com/en/trade/usdt/BTCUSDT',
    'https://www.bybit.com/en-US/trade/inverse/BTCUSD',
    'https://www.bybit.com/trade/futures/usdc/BTC-PERP',
    'https://www.bybit.com/en/trade/option/usdc/BTC',
    'https://www.bybit.com/user/assets/home/overview',
    'https://www.bybit.eu/en-EU/trade/usdt/BTCUSDT',
    'https://www.bytick.com/trade/usdt/BTCUSDT',
    'https://testnet.bybit.com/trade/usdt/BTCUSDT',
  ])('%s is ours', (address) => {
    expect(venueAt(address, [bybit])?.id).toBe('bybit');
  });

  it.each([
    'https://www.bybit.com/en/help-center',
    'https://www.bybit.com/copyTrade',
    'https://bybit.com.evil.example/trade/usdt/BTCUSDT',
  ])('%s is not', (address) => {
    expect(venueAt(address, [bybit])).toBeNull();
  });
});

describe('sockets', () => {
  const id = '1003076014fb7eedb-c7e6-45d6-a8c1-270f0169171a';

  it('of prices are packed in the page’s own form, and in it alone', () => {
    const packed = ofMain.filter((each) => each.bytes === 'gzip').map(({path}) => path);
    expect(packed).toEqual(['/realtime_w']);
    expect(isWanted('/realtime_w', ticker('BTCUSDT', {}).body)).toBe(true);
  });

  it('of the account bring every topic, with Bybit’s own long ids before it too', () => {
    const position = topic('position', [row('BTCUSDT', {})]).body;
    expect(isWanted('/private', position.replace('"id":"x"', `"id":"${id}"`))).toBe(true);
    expect(isWanted('/v5/private', topic('wallet', [walletRow({})]).body)).toBe(true);
  });

  it('bring no login, no ack, no order book, and take nothing that the page sends', () => {
    const ack = JSON.stringify({req_id: 'a', op: 'login', success: true, conn_id: 'c', token: 'secret'});
    expect(isWanted('/private', ack)).toBe(false);
    expect(isWanted('/v5/public', JSON.stringify({topic: 'orderbook.50.BTCUSDT', data: {}, ts: AT}))).toBe(
      false,
    );
    expect(isWanted('/v5/public', ticker('BTCUSDT', {markPrice: '1'}).body)).toBe(true);
    for (const socket of sockets) expect(socket.out).toBeUndefined();
  });

  it('name a path: what follows it, as the device’s id, does not travel', () => {
    for (const {path} of sockets) expect(path).toBeDefined();
  });
});

describe('requests', () => {
  it('for positions come with their question', () => {
    const lists = requests.filter(({path}) => /osition/.test(path));
    expect(lists.length).toBeGreaterThan(0);
    for (const {asks, query} of lists) expect(asks !== undefined || query === true).toBe(true);
  });

  it('for one contract each come with their query: else one table would replace the other on its way', () => {
    const tables = requests.filter(({path}) => /\/v5\/market\//.test(path));
    expect(tables.length).toBeGreaterThan(0);
    for (const {query} of tables) expect(query).toBe(true);
  });

  it('for the one-time token are not wanted', () => {
    expect(requests.some(({path}) => '/user/private/ott'.startsWith(path))).toBe(false);
  });
});
