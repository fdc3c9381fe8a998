import {describe, expect, it} from 'vitest';
import {cutFrame} from '../../../src/content/cut.ts';
import {hyperliquid} from '../../../src/venues/hyperliquid/venue.ts';
import type {WantedText} from '../../../src/venues/venue.ts';
import {STANDARD_16} from './real-accounts.ts';
import {clearinghouse, context, MAINNET, message, play, USER} from './wire.ts';

const sockets = hyperliquid.wanted.flatMap((row) => (row.via === 'websocket' ? [row] : []));
const requests = hyperliquid.wanted.flatMap((row) => (row.via === 'request' ? [row] : []));

/** As the tap decides: the first row whose head occurs in the first 96 characters. */
const rowOf = (rows: readonly WantedText[] | undefined, text: string) =>
  rows?.find(({head}) => text.slice(0, 96).includes(head));

describe('messages', () => {
  it.each([
    'clearinghouseState',
    'allDexsClearinghouseState',
    'spotState',
    'webData2',
    'webData3',
    'allDexsAssetCtxs',
    'assetCtxs',
    'activeAssetCtx',
    'fastAssetCtxs',
    'userFundings',
    'user',
    'post',
    'subscriptionResponse',
  ])('of %s are wanted', (channel) => {
    for (const {in: rows} of sockets) {
      expect(rowOf(rows, message(channel, {}).body)?.head).toBe(`"channel":"${channel}"`);
    }
  });

  it.each(['l2Book', 'trades', 'bbo', 'candle', 'allMids', 'openOrders', 'userFills', 'userEvents', 'pong'])(
    'of %s are not',
    (channel) => {
      for (const {in: rows} of sockets) expect(rowOf(rows, message(channel, {}).body)).toBeUndefined();
    },
  );

  it('that tell changes are never left out for a newer one', () => {
    for (const channel of ['fastAssetCtxs', 'userFundings', 'user', 'post']) {
      expect(rowOf(sockets[0]?.in, message(channel, {}).body)?.latest).toBeUndefined();
    }
  });
});

describe('what the page sends', () => {
  const sent = (value: unknown) => rowOf(sockets[0]?.out, JSON.stringify(value));

  it('is wanted when it is a question', () => {
    expect(
      sent({method: 'post', id: 1234567890, request: {type: 'info', payload: {type: 'meta'}}}),
    ).toBeDefined();
  });

  it('is never an order, a subscription or anything else that is signed', () => {
    const signature = {r: '0x1', s: '0x2', v: 27};
    const payload = {action: {type: 'order', orders: []}, nonce: 1, signature};
    expect(sent({method: 'post', id: 1, request: {type: 'action', payload}})).toBeUndefined();
    expect(sent({method: 'post', request: {type: 'action', payload}, id: 1})).toBeUndefined();
    expect(sent({method: 'subscribe', subscription: {type: 'userEvents', user: USER}})).toBeUndefined();
  });

  it('to the exchange endpoint is never wanted', () => {
    expect(requests.map(({path}) => path)).toEqual(['/info', '/info']);
    expect(requests.every(({asks}) => asks && asks.length > 0)).toBe(true);
  });

  it('as a request is wanted only when it asks for accounts or markets', () => {
    const wanted = (body: unknown) => requests[0]?.asks?.some((ask) => JSON.stringify(body).includes(ask));
    expect(wanted({type: 'clearinghouseState', user: USER, dex: ''})).toBe(true);
    expect(wanted({type: 'meta'})).toBe(true);
    expect(wanted({type: 'l2Book', coin: 'BTC'})).toBe(false);
    expect(wanted({type: 'userFills', user: USER})).toBe(false);
  });
});

describe('the cut of webData2', () => {
  const state = clearinghouse(STANDARD_16, {
    crossRawUsd: '8047485.4040259998',
    crossMaintenance: '356978.709123',
  });
  const coins = Array.from({length: 230}, (_, index) => `COIN${index}`);
  const whole = message('webData2', {
    clearinghouseState: state,
    leadingVaults: [],
    totalVaultEquity: '0.0',
    openOrders: coins
      .slice(0, 20)
      .map((coin) => ({coin, side: 'B', limitPx: '1.0', sz: '"}]{', children: []})),
    agentAddress: null,
    agentValidUntil: null,
    cumLedger: '1.0',
    meta: MAINNET,
    assetCtxs: coins.map(() => context('1.2345')),
    serverTime: 1,
    isVault: false,
    user: USER,
    twapStates: [],
    spotState: {balances: [{coin: 'USDC', token: 0, total: '1.0', hold: '0.0', entryNtl: '0.0'}]},
    spotAssetCtxs: coins.map((coin) => ({coin, ...context('0.1')})),
  });
  const cut = rowOf(sockets[0]?.in, whole.body)?.cut;

  it('leaves the account, which the same schema reads to the same figures', () => {
    if (!cut) throw new Error('there is no cut');
    const short = {...whole, body: cutFrame(whole.body, cut)};
    expect(short.body.length).toBeLessThan(whole.body.length / 5);
    expect(play([short]).outcomes).toEqual(['used']);
    expect(play([short]).accounts).toEqual(play([whole]).accounts);
    expect(play([short]).accounts[0]?.pools).toHaveLength(3);
  });

  it('leaves a frame whole that has no spot state', () => {
    if (!cut) throw new Error('there is no cut');
    const {body} = message('webData2', {clearinghouseState: state, user: USER});
    expect(cutFrame(body, cut)).toBe(body);
  });
});
