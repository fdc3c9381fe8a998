import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/aevo/account.ts';
import {reduce} from '../../../src/venues/aevo/reduce.ts';
import {initial} from '../../../src/venues/aevo/state.ts';
import {LONG} from './samples.ts';
import {
  API,
  AT,
  account,
  accountOf,
  answer,
  dollars,
  frame,
  index,
  ME,
  perpetual,
  play,
  poolOf,
  positions,
  push,
  shown,
  ticker,
} from './wire.ts';

const ETH = LONG.rows[0] ?? {};
const http = (path: string, body: unknown, at = AT) => frame({url: `${API}/${path}`, body, at});

describe('what a page of Aevo says', () => {
  it('on the socket is an account too, when it looks like one', () => {
    const state = play([push('account', account(LONG))]);
    expect(accountOf(state).pools.map(({id}) => id)).toEqual(['cross']);
    expect(accountOf(state).account).toBe('0x5e1f…7e6f');
  });

  it('positions asked for are all there are; account and positions together are one moment', () => {
    const bare = frame({body: account({...LONG, fields: {positions: undefined}})});
    const state = play([bare, http('positions', {account: ME, positions: [ETH]}, AT + 400)]);
    expect(accountOf(state).pools[0]?.positions).toHaveLength(1);
    const after = play([http('positions', {account: ME, positions: []}, AT + 60_000)], state);
    expect(accountOf(after).pools[0]?.positions).toEqual([]);
  });

  it('without the positions, equity is missing', () => {
    const bare = frame({body: account({...LONG, fields: {positions: undefined}})});
    expect(shown(poolOf([bare]).equity)).toBe('missing all positions of the account');
  });

  it('positions alone, or pushed alone, are no whole account', () => {
    expect(shown(poolOf([http('positions', {account: ME, positions: [ETH]})]).equity)).toBe(
      'missing the collateral',
    );
    expect(shown(poolOf([positions([ETH])]).equity)).toBe(
      'missing the collateral, all positions of the account',
    );
  });

  it('a balance without a list of collateral is USDC', () => {
    const told = {...LONG, fields: {collateral: undefined, balance: '5000'}};
    expect(shown(poolOf([answer(told)]).equity)).toBe('exact 6000');
  });

  it('another account begins anew', () => {
    const other = frame({
      at: AT + 1,
      body: account({
        coins: [dollars('7')],
        rows: [],
        totals: ['7', '0', '0'],
        fields: {account: '0x0000000000000000000000000000000000000001'},
      }),
    });
    const state = play([answer(LONG), other]);
    expect(accountOf(state).account).toBe('0x0000…0001');
    expect(accountOf(state).pools[0]?.positions).toEqual([]);
  });

  it('marks and indices come from tickers, markets and instruments', () => {
    const market = {
      instrument_name: 'ETH-PERP',
      mark_price: '2050',
      index_price: '2049',
      funding_rate: '0.00001',
    };
    for (const frames of [
      [http('markets', [market, {...market, instrument_name: 'XYZ-PERP'}], AT + 1)],
      [http('instrument/ETH-PERP', market, AT + 1)],
      [ticker('ETH-PERP', '2050', AT + 1, {index_price: '2049', funding_rate: '0.00001'})],
      [ticker('ETH-PERP', '2050', AT + 1, {funding_rate: '0.00001'}), index('ETH', '2049', AT + 1)],
    ]) {
      const state = play([answer(LONG), ...frames]);
      const position = accountOf(state).pools[0]?.positions[0];
      expect(position?.markPrice?.toFixed()).toBe('2050');
      expect(position?.indexPrice?.toFixed()).toBe('2049');
      expect(position?.fundingRate?.toFixed()).toBe('0.00001');
      expect(Object.keys(state.marks)).toEqual(['ETH-PERP']);
    }
  });

  it('of closed positions no mark is kept', () => {
    const closed = perpetual('ETH-PERP', ['0', '2000', '2100'], ['0', '0']);
    expect(
      play([answer(LONG), ticker('ETH-PERP', '2050', AT + 1), positions([closed], AT + 2)]).marks,
    ).toEqual({});
  });
});

describe('what is not an account', () => {
  it.each([
    ['an order book', push('orderbook:ETH-PERP', {type: 'snapshot', bids: [], asks: []})],
    [
      'a subscription',
      frame({via: 'websocket', url: 'wss://ws.aevo.xyz', body: {id: 1, data: ['positions']}}),
    ],
    ['orders', push('orders', {orders: []})],
    ['trades', push('trades:ETH-PERP', {trade_id: '1', price: '1'})],
    ['the greeks', http('portfolio', {balance: '1', pnl: '0', greeks: []})],
    ['what the page sends', frame({direction: 'out', body: account(LONG)})],
    ['another host', frame({url: 'https://aevo.example/account', body: account(LONG)})],
  ])('%s is ignored', (_, given) => {
    const state = play([answer(LONG)]);
    const reduction = reduce(state, given);
    expect(reduction.outcome).toBe('ignored');
    expect(reduction.state).toBe(state);
  });

  it('an error is no empty account', () => {
    const state = play([answer(LONG)]);
    const reduction = reduce(state, http('account', {error: 'UNAUTHORIZED'}));
    expect(reduction.outcome).toBe('malformed');
    expect(reduction.state).toBe(state);
  });

  it.each([
    ['an amount', {...ETH, amount: 'NaN'}, 'positions.0.amount'],
    ['a side', {...ETH, side: 'both'}, 'positions.0.side'],
    ['a name', {...ETH, instrument_name: '__proto__'}, 'positions.0.instrument_name'],
    ['a margin below zero', {...ETH, maintenance_margin: '-1'}, 'positions.0.maintenance_margin'],
  ])('%s that is none is named by its place', (_, row, where) => {
    const reduction = reduce(initial, answer({...LONG, rows: [row]}));
    expect(reduction.outcome).toBe('malformed');
    expect(reduction.defects[0]?.where).toBe(where);
  });

  it('a frame that was cut off is malformed, and shows no account', () => {
    const {body} = answer(LONG);
    const reduction = reduce(initial, frame({body: body.slice(0, -9)}));
    expect(reduction.outcome).toBe('malformed');
    expect(accounts(reduction.state)).toEqual([]);
  });
});
