import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/lighter/account.ts';
import {reduce} from '../../../src/venues/lighter/reduce.ts';
import {initial} from '../../../src/venues/lighter/state.ts';
import {
  AT,
  account,
  accountOf,
  closed,
  frame,
  ME,
  mark,
  markets,
  modelOf,
  play,
  poolOf,
  position,
  positions,
  push,
  SOCKET,
  shown,
  stats,
} from './wire.ts';

/** 2 ETH bought at 2,000, mark 2,100; 1.2 % of it. */
const ETH = position(0, 'ETH', [1, '2', '4200', '200'], {
  avg_entry_price: '2000',
  initial_margin_fraction: '10.00',
});
/** 1 BTC sold at 60,000, mark 61,000. */
const BTC = position(1, 'BTC', [-1, '1', '61000', '-1000'], {avg_entry_price: '60000'});
/** 100 bought at 1, mark 0.9, on a margin of 50. */
const MEGA = position(30, 'MEGA', [1, '100', '90', '-10'], {
  avg_entry_price: '1',
  margin_mode: 1,
  allocated_margin: '50',
  liquidation_price: '0.568181818',
});
const FRACTIONS = markets([0, 120, 80], [1, 120, 80], [30, 1200, 800]);
const TOLD = {collateral: '10000', cross_asset_value: '9200'};
const START = [FRACTIONS, account(TOLD, [ETH, BTC])];

const outcomeOf = (given: Parameters<typeof frame>[0], from = initial) => reduce(from, frame(given));

describe('positions', () => {
  it('an update changes its own markets only; a size of 0 closes', () => {
    expect(poolOf(START).positions.map(({symbol}) => symbol)).toEqual(['ETH', 'BTC']);
    const after = poolOf([...START, positions([closed(1, 'BTC')], AT + 1), stats('9000', AT + 2)]);
    expect(after.positions.map(({symbol}) => symbol)).toEqual(['ETH']);
    // 9,000 + 200; 4,200 × 1.2 %
    expect(shown(after.equity)).toBe('exact 9200');
    expect(shown(after.maintenanceMargin)).toBe('exact 50.4');
  });

  it('a snapshot replaces them all; rows of size 0 are none', () => {
    const after = poolOf([...START, positions([ETH, closed(1, 'BTC')], AT + 1, 'subscribed')]);
    expect(after.positions.map(({symbol}) => symbol)).toEqual(['ETH']);
  });

  it('a reconnection without positions closes them all', () => {
    const empty = push(`account_all_positions:${ME}`, {positions: null}, AT + 1, 'subscribed');
    expect(poolOf([...START, empty]).positions).toEqual([]);
  });

  it('account_all has the same positions', () => {
    const state = play([
      FRACTIONS,
      push(`account_all:${ME}`, {positions: {'0': ETH}}, AT, 'subscribed'),
      stats('1000', AT),
    ]);
    expect(accountOf(state).pools[0]?.positions.map(({symbol}) => symbol)).toEqual(['ETH']);
  });

  it('changes alone are no whole account: the equity is missing', () => {
    const pool = poolOf([FRACTIONS, stats('1000'), positions([ETH])]);
    expect(shown(pool.equity)).toBe('missing all positions of the account');
    expect(shown(pool.positions[0]?.liquidationPrice)).toMatch(/^missing/);
  });

  it('without the collateral the equity is missing', () => {
    expect(shown(poolOf([FRACTIONS, positions([ETH], AT, 'subscribed')]).equity)).toBe(
      'missing the collateral',
    );
  });

  it('a position that changed after the collateral makes an estimate, until it is told again', () => {
    const more = positions([{...ETH, position: '3', position_value: '6300'}], AT + 1);
    expect(shown(poolOf([...START, more]).equity)).toMatch(/^estimated/);
    expect(shown(poolOf([...START, more, stats('10000', AT + 2)]).equity)).toMatch(/^exact/);
  });

  it('a new mark of the same position changes no doubt', () => {
    const same = positions([{...ETH, position_value: '4000', unrealized_pnl: '0'}], AT + 1);
    expect(shown(poolOf([...START, same]).equity)).toBe('exact 9000');
  });
});

describe('marks', () => {
  it('the newer of the push and the position’s own is used', () => {
    expect(shown(poolOf([...START, mark(0, '2200', AT + 1)]).equity)).toBe('exact 9400');
    const late = positions([{...ETH, position_value: '4000', unrealized_pnl: '0'}], AT + 2);
    expect(shown(poolOf([...START, mark(0, '2200', AT + 1), late]).equity)).toBe('exact 9000');
  });

  it('of all markets what an update does not name stays', () => {
    const all = (rows: Readonly<Record<string, unknown>>, at: number) =>
      push('market_stats:all', {market_stats: rows}, at);
    const frames = [
      ...START,
      all({'0': {market_id: 0, mark_price: '2200'}, '1': {market_id: 1, mark_price: '60500'}}, AT + 1),
      all({'1': {market_id: 1, mark_price: '60000'}}, AT + 2),
    ];
    // 10,000 + 2 × 200 + 0
    expect(shown(poolOf(frames).equity)).toBe('exact 10400');
  });

  it('with newer marks Lighter’s totals of before are not compared', () => {
    expect(poolOf(START).audit.map(({figure}) => figure)).toContain('equity');
    expect(poolOf([...START, mark(0, '2200', AT + 1)]).audit).toEqual([]);
  });
});

describe('fractions', () => {
  it('not seen: the requirement is missing, not guessed', () => {
    const pool = poolOf([account(TOLD, [ETH])]);
    expect(shown(pool.maintenanceMargin)).toMatch(/^missing/);
    expect(shown(pool.equity)).toBe('exact 10200');
  });

  it('of 0 are not taken: they would call every position safe', () => {
    expect(shown(poolOf([markets([0, 0, 0]), account(TOLD, [ETH])]).maintenanceMargin)).toMatch(/^missing/);
  });

  it('the chosen initial fraction is percent in answers and a fraction in a push', () => {
    expect(modelOf(START).positions[0]?.leverage?.toFixed()).toBe('10');
    const told = positions([{...ETH, initial_margin_fraction: '0.0500'}], AT + 1);
    expect(modelOf([...START, told]).positions[0]?.leverage?.toFixed()).toBe('20');
  });

  it('what the initial requirement has beyond the positions is held by orders', () => {
    // 10 % of 4,200 = 420; Lighter says 500.
    const told = {...TOLD, cross_initial_margin_requirement: '500'};
    const pool = poolOf([FRACTIONS, account(told, [ETH])]);
    expect(shown(pool.initialMargin)).toBe('exact 500');
  });
});

describe('isolated', () => {
  it('its margin alone secures it: 50 − 10; liquidation at (100 − 50) ÷ (100 × 0.88)', () => {
    const pool = poolOf([FRACTIONS, account(TOLD, [ETH, MEGA])], 'isolated:MEGA');
    expect(shown(pool.equity)).toBe('exact 40');
    expect(shown(pool.maintenanceMargin)).toBe('exact 10.8');
    expect(shown(pool.positions[0]?.liquidationPrice, 9)).toBe('exact 0.568181818');
    expect(pool.audit.map(({agrees}) => agrees)).toEqual([true]);
  });

  it('the cross cash is then Lighter’s cross value without its profit, whatever the collateral holds', () => {
    const told = {collateral: '10050', cross_asset_value: '10200'};
    expect(shown(poolOf([FRACTIONS, account(told, [ETH, MEGA])]).equity)).toBe('exact 10200');
  });

  it('beside it a pushed collateral makes an estimate', () => {
    const pool = poolOf([FRACTIONS, account(TOLD, [ETH, MEGA]), stats('10000', AT + 1)]);
    expect(shown(pool.equity)).toBe('estimated 10200');
  });

  it('unless the total has just their margin more: then it is certain', () => {
    const pushed = (total: string) =>
      stats(total, AT + 1, {cross_stats: {collateral: '10000'}, total_stats: {collateral: total}});
    const start = [FRACTIONS, account(TOLD, [ETH, MEGA])];
    expect(shown(poolOf([...start, pushed('10050')]).equity)).toBe('exact 10200');
    expect(shown(poolOf([...start, pushed('10000')]).equity)).toBe('estimated 10200');
  });

  it('of the pushed figures the cross part’s collateral counts', () => {
    const part = {cross_stats: {collateral: '9950'}};
    expect(shown(poolOf([...START, stats('10000', AT + 1, part)]).equity)).toBe('exact 9150');
  });

  it('without its margin its equity is missing', () => {
    const row = {...MEGA, allocated_margin: null};
    expect(shown(poolOf([FRACTIONS, account(TOLD, [row])], 'isolated:MEGA').equity)).toBe(
      'missing the allocated margin',
    );
  });
});

describe('accounts', () => {
  it('sub-accounts have indices beyond 48 bits and are accounts of their own', () => {
    const sub = account({account_index: 281474976710656, account_type: 1, collateral: '5'}, []);
    expect(accounts(play([...START, sub])).map((one) => one.account)).toEqual([`${ME}`, '281474976710656']);
  });

  it('a public pool is not the reader’s account', () => {
    expect(accounts(play([account({account_type: 2, collateral: '5'}, [ETH])]))).toEqual([]);
  });

  it('an account without anything in it is not shown', () => {
    expect(accounts(play([account({collateral: '0.000000'}, [closed(0, 'ETH')])]))).toEqual([]);
  });

  it('unified: missing while spot assets may count, an estimate while they do not', () => {
    const told = {account_trading_mode: 1, collateral: '100'};
    const needs = 'missing what spot assets of this unified account count as collateral';
    expect(shown(poolOf([FRACTIONS, account({...told, cross_asset_value: '900'}, [ETH])]).equity)).toBe(
      needs,
    );
    expect(shown(poolOf([FRACTIONS, account(told, [ETH])]).equity)).toBe(needs);
    expect(shown(poolOf([FRACTIONS, account({...told, cross_asset_value: '300'}, [ETH])]).equity)).toBe(
      'estimated 300',
    );
  });

  it('stay bounded: of many only those heard last are kept', () => {
    const many = Array.from({length: 40}, (_, index) =>
      account({account_index: index, collateral: '1'}, [], AT + index),
    );
    const {accounts: kept} = play(many);
    expect(Object.keys(kept)).toHaveLength(16);
    expect(Object.keys(kept)).toContain('39');
  });
});

describe('what cannot be read', () => {
  it.each([
    ['an error', {code: 21100, message: 'account not found'}, 'code', /error 21100/],
    ['accounts that are no list', {code: 200, accounts: null}, 'accounts', /expected a list/],
    [
      'a size of another type',
      {code: 200, accounts: [{account_index: 1, collateral: '1', positions: [{...ETH, position: null}]}]},
      'accounts.0.positions.0.position',
      /expected an amount of zero or more/,
    ],
    [
      'a side that is not told',
      {code: 200, accounts: [{account_index: 1, collateral: '1', positions: [{...ETH, sign: 0}]}]},
      'accounts.0.positions.0',
      /expected a sign/,
    ],
  ])('%s is malformed and changes nothing', (_, body, where, what) => {
    const before = play(START);
    const {state, outcome, defects} = outcomeOf({body}, before);
    expect(outcome).toBe('malformed');
    expect(state).toBe(before);
    expect(defects[0]?.where).toBe(where);
    expect(defects[0]?.what).toMatch(what);
  });

  it('a frame cut off is malformed', () => {
    const {body} = account(TOLD, [ETH]);
    expect(outcomeOf({body: body.slice(0, 80)}).outcome).toBe('malformed');
  });

  it.each([
    ['another host', {url: 'https://testnet.zklighter.elliot.ai/api/v1/account', body: {code: 5}}],
    ['what the page sends', {direction: 'out' as const, body: {auth: 'x'}}],
    ['a greeting', {via: 'websocket' as const, url: SOCKET, body: {type: 'connected'}}],
    [
      'an order book',
      {via: 'websocket' as const, url: SOCKET, body: {type: 'update/order_book', channel: 'order_book:0'}},
    ],
    ['another answer', {url: 'https://mainnet.zklighter.elliot.ai/api/v1/account', body: {code: 200}}],
  ])('%s is ignored', (_, given) => {
    expect(outcomeOf(given).outcome).toBe('ignored');
  });
});
