import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/derive/account.ts';
import {reduce} from '../../../src/venues/derive/reduce.ts';
import {initial} from '../../../src/venues/derive/state.ts';
import {LIVE_ROW, MIXED} from './samples.ts';
import {
  API,
  AT,
  accountOf,
  answer,
  balances,
  dollars,
  frame,
  ME,
  play,
  poolOf,
  position,
  push,
  shown,
  subaccount,
  ticker,
  told,
} from './wire.ts';

const http = (body: unknown, path = 'get_subaccount') => frame({via: 'fetch', url: `${API}/${path}`, body});

describe('what a page of Derive says', () => {
  it('by request is read as on the socket, on both hosts', () => {
    const result = told(MIXED);
    for (const url of [`${API}/get_subaccount`, 'https://api.derive.xyz/v3/private/get_subaccount']) {
      const reduction = reduce(initial, frame({via: 'xhr', url, body: {result, id: 'a'}}));
      expect(reduction.outcome).toBe('used');
      expect(accountOf(reduction.state).pools.map(({id}) => id)).toEqual([`cross:${ME}`]);
    }
    expect(reduce(initial, frame({url: 'wss://other.example/ws', body: {result}})).outcome).toBe('ignored');
  });

  it('positions alone replace positions, collateral alone replaces collateral', () => {
    const state = play([
      subaccount(MIXED),
      answer({subaccount_id: ME, positions: []}, AT + 1),
      answer({subaccount_id: ME, collaterals: [dollars('500')]}, AT + 2),
    ]);
    const [pool] = accountOf(state).pools;
    expect(pool?.positions).toEqual([]);
    expect(pool?.collateral.map(({asset, amount}) => [asset, amount.toFixed()])).toEqual([['USDC', '500']]);
  });

  it('all portfolios are all there are; those that could not be fetched are passed over', () => {
    const one = (id: number, fields: object = {}) =>
      told({
        coins: [dollars('10')],
        rows: [],
        totals: ['10', '10', '10'],
        fields: {subaccount_id: id, ...fields},
      });
    const state = play([
      subaccount(MIXED),
      answer([one(7), one(8), one(9, {failed_to_fetch: true, collaterals: []})], AT + 1),
    ]);
    expect(accountOf(state).pools.map(({id}) => id)).toEqual(['cross:7', 'cross:8']);
  });

  it('the former ticker is read with its long names', () => {
    const data = {
      instrument_ticker: {mark_price: '99000', index_price: '99010', perp_details: {funding_rate: '0.00001'}},
    };
    const [pool] = accountOf(play([subaccount(MIXED), push('ticker.BTC-PERP.1000', data, AT + 1)])).pools;
    expect(pool?.positions[0]?.markPrice?.toFixed()).toBe('99000');
    expect(pool?.positions[0]?.fundingRate?.toFixed()).toBe('0.00001');
  });

  it('the ticker of 28 May 2026, one-letter names', () => {
    const row = position('ETH-PERP', ['1', '2000', '1990'], ['-10', '-109.5', '-139.35']);
    const data = {
      instrument_ticker: {
        I: '1991.79',
        M: '1992.49',
        f: '0.000012500',
        option_pricing: null,
        t: 1779953796714,
      },
      timestamp: 1779953796714,
    };
    const state = play([
      subaccount({coins: [dollars('300')], rows: [row], totals: ['290', '190.5', '160.65']}),
      push('ticker_slim.ETH-PERP.1000', data, AT + 1),
    ]);
    const [pool] = accountOf(state).pools;
    expect(pool?.positions[0]?.markPrice?.toFixed()).toBe('1992.49');
    expect(pool?.positions[0]?.indexPrice?.toFixed()).toBe('1991.79');
  });

  it('of contracts that are not held no mark is kept, of closed ones neither', () => {
    const state = play([
      subaccount(MIXED),
      ticker('DOGE-PERP', '1', AT + 1),
      ticker('BTC-PERP', '99000', AT + 1),
      balances({'BTC-PERP': '0', USDC: '16000'}, AT + 2),
    ]);
    expect(state.marks).toEqual({});
  });

  it('a push before any answer shows no account', () => {
    expect(accounts(play([balances({USDC: '5'})]))).toEqual([]);
  });

  it('a subaccount that is empty and told whole has no pool', () => {
    const state = play([subaccount({coins: [], rows: [], totals: ['0', '0', '0']})]);
    expect(accountOf(state).pools).toEqual([]);
  });
});

describe('what is not an account', () => {
  it.each([
    ['a login', {id: 'x', result: [ME]}],
    ['session keys', {id: 'x', result: {public_session_keys: [{public_session_key: '0x1'}]}}],
    ['orders', {id: 'x', result: {orders: [], subaccount_id: ME}}],
    ['an order refused', {id: 'x', error: {code: 11000, message: 'Insufficient funds'}}],
    ['an order book', {method: 'subscription', params: {channel: 'orderbook.BTC-PERP.1.10', data: {}}}],
    ['a heartbeat', {method: 'heartbeat'}],
  ])('%s is ignored', (_, body) => {
    const state = play([subaccount(MIXED)]);
    const reduction = reduce(state, frame({body}));
    expect(reduction.outcome).toBe('ignored');
    expect(reduction.state).toBe(state);
  });

  it('an error by request is no empty account', () => {
    const state = play([subaccount(MIXED)]);
    const reduction = reduce(state, http({id: 'x', error: {code: -32000, message: 'Rate limit exceeded'}}));
    expect(reduction.outcome).toBe('malformed');
    expect(reduction.state).toBe(state);
    expect(reduction.defects[0]?.where).toBe('error');
  });

  it.each([
    ['an amount', {...LIVE_ROW, amount: 'NaN'}, 'result.positions.0.amount'],
    ['a price', {...LIVE_ROW, mark_price: '-1'}, 'result.positions.0.mark_price'],
    ['a name', {...LIVE_ROW, instrument_name: '__proto__'}, 'result.positions.0.instrument_name'],
  ])('%s that is none is named by its place', (_, row, where) => {
    const reduction = reduce(initial, answer({subaccount_id: ME, positions: [row]}));
    expect(reduction.outcome).toBe('malformed');
    expect(reduction.defects[0]?.where).toBe(where);
  });

  it('a frame that was cut off is malformed', () => {
    const {body} = subaccount(MIXED);
    expect(reduce(initial, frame({body: body.slice(0, -9)})).outcome).toBe('malformed');
  });

  it('a margin that would be less than nothing, or more than the value, is not believed', () => {
    // A made-up row of a public test collection: worth −7,008, "margins" of 120 and 200.
    const row = position('ETH-PERP', ['-2', '3500', '3504'], ['-7008', '120', '200'], {index_price: '3505'});
    const pool = poolOf([
      subaccount({coins: [dollars('9000')], rows: [row], totals: ['8992', '8700', '8600']}),
    ]);
    expect(shown(pool.equity)).toBe('estimated 8992');
    expect(pool.positions[0]?.maintenanceMargin.kind).toBe('missing');
  });
});
