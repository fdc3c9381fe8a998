import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/dydx/account.ts';
import {reduce} from '../../../src/venues/dydx/reduce.ts';
import {initial} from '../../../src/venues/dydx/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  accountOf,
  answer,
  changes,
  child,
  frame,
  healthOf,
  held,
  market,
  markets,
  message,
  number,
  oracle,
  parent,
  reduceAll,
  usdc,
  WHO,
} from './wire.ts';

const ETH = held('ETH-USD', '1', {entryPrice: '1000'});
const OPENING = [
  markets({'ETH-USD': market('1000'), 'BTC-USD': market('60000')}),
  parent([child(0, '-900', [ETH])]),
];
const withChange = (contents: object, options = {}) => [...OPENING, changes([contents], options)];
const sizes = (frames: readonly Frame[]) =>
  accountOf(frames).pools.map(({id, positions}) => [
    id,
    positions.map(({symbol, side, size}) => `${symbol} ${side} ${size.toFixed()}`),
  ]);
const outcomeOf = (each: Frame, before: readonly Frame[] = []) => {
  const state = reduceAll(before);
  const {state: next, outcome, defects} = reduce(state, each);
  return {outcome, where: defects[0]?.where, isUnchanged: next === state};
};

describe('changes', () => {
  it('leave what they do not name, and merge by market', () => {
    const btc = held('BTC-USD', '-0.5');
    expect(sizes(withChange({perpetualPositions: [btc], assetPositions: [usdc('29100')]}))).toEqual([
      ['cross', ['ETH-USD long 1', 'BTC-USD short 0.5']],
    ]);
  });

  it('of a size alone keep the side', () => {
    const short = [OPENING[0] as Frame, parent([child(0, '1100', [held('ETH-USD', '-1')])])];
    const change = changes([{perpetualPositions: [{market: 'ETH-USD', size: '3'}]}]);
    expect(sizes([...short, change])).toEqual([['cross', ['ETH-USD short 3']]]);
  });

  it('with a sign and a side mean the side: SHORT "3" and SHORT "-0.44"', () => {
    for (const size of ['3', '-3'])
      expect(sizes(withChange({perpetualPositions: [{...held('ETH-USD', '-1'), size}]}))).toEqual([
        ['cross', ['ETH-USD short 3']],
      ]);
  });

  it.each(['CLOSED', 'LIQUIDATED'])('%s takes the position out; cash stays', (status) => {
    const frames = withChange({
      perpetualPositions: [{market: 'ETH-USD', side: 'LONG', status, size: '0'}],
      assetPositions: [usdc('99.5')],
    });
    expect(sizes(frames)).toEqual([['cross', []]]);
    expect(number(healthOf(frames).equity)).toBe('99.5');
  });

  it('of a child that was not there begin with nothing in it, since the parent was told whole', () => {
    const frames = withChange({
      perpetualPositions: [{...held('BTC-USD', '0.01', {entryPrice: '60000'}), subaccountNumber: 128}],
      assetPositions: [{...usdc('-500'), subaccountNumber: 128}],
    });
    expect(number(healthOf(frames, 'isolated:128').equity)).toBe('100');
    expect(number(healthOf(frames).equity)).toBe('100');
  });

  it('name their child in the envelope when their items do not', () => {
    const change = message(
      'channel_data',
      {
        channel: 'v4_parent_subaccounts',
        id: `${WHO}/0`,
        contents: {assetPositions: [usdc('40')]},
        ...{subaccountNumber: 256},
      },
      {id: 3},
    );
    expect(number(healthOf([...OPENING, change], 'isolated:256').equity)).toBe('40');
  });

  it('without the account that they change give no figure', () => {
    const pool = healthOf([OPENING[0] as Frame, changes([{perpetualPositions: [ETH]}])]);
    expect(pool.equity.kind).toBe('missing');
    expect(pool.accuracy.kind).toBe('missing');
  });

  it('of a position that nobody knows need a size and a side', () => {
    const change = changes([{perpetualPositions: [{market: 'SOL-USD', size: '3'}]}]);
    expect(outcomeOf(change, OPENING)).toMatchObject({
      outcome: 'malformed',
      where: 'contents.perpetualPositions',
      isUnchanged: true,
    });
  });

  it('end the comparison with sums that the indexer told before', () => {
    const told = parent([child(0, '100', [], {equity: '100', freeCollateral: '100'})]);
    expect(healthOf([told]).audit).toHaveLength(1);
    expect(healthOf([told, changes([{assetPositions: [usdc('90')]}])]).audit).toEqual([]);
  });
});

describe('prices', () => {
  it('merge: an oracle price leaves the fractions, trading leaves the price', () => {
    const trading = message(
      'channel_data',
      {channel: 'v4_markets', contents: {trading: {'ETH-USD': {openInterest: '5', volume24H: '1'}}}},
      {id: 4},
    );
    const pool = healthOf([...OPENING, oracle({'ETH-USD': '950'}, {id: 3}), trading]);
    expect(number(pool.equity)).toBe('50');
    expect(number(pool.maintenanceMargin)).toBe('28.5');
  });

  it('without the market there is neither equity nor requirement', () => {
    const pool = healthOf([OPENING[1] as Frame]);
    expect([pool.equity.kind, pool.maintenanceMargin.kind]).toEqual(['missing', 'missing']);
  });

  it('with an oracle price alone the requirement is missing', () => {
    const pool = healthOf([OPENING[1] as Frame, oracle({'ETH-USD': '1000'}, {id: 3})]);
    expect([pool.equity.kind, pool.maintenanceMargin.kind]).toEqual(['exact', 'missing']);
  });
});

describe('messages of a connection', () => {
  const book = (id: number) =>
    message('channel_batch_data', {id: 'BTC-USD', channel: 'v4_orderbook', contents: []}, {id});

  it('that come twice change nothing the second time', () => {
    const once = changes([{assetPositions: [usdc('500')]}]);
    const later = changes([{assetPositions: [usdc('400')]}], {id: 4});
    const {outcome, isUnchanged} = outcomeOf(once, [...OPENING, once, later]);
    expect({outcome, isUnchanged}).toEqual({outcome: 'ignored', isUnchanged: true});
  });

  it('of any channel count: with all of them seen the figures are exact', () => {
    expect(healthOf([...OPENING, book(3), book(4)]).equity.kind).toBe('exact');
  });

  it('that are missing make an estimate, until the account is told whole again', () => {
    const torn = [...OPENING, book(3), book(5)];
    expect(healthOf(torn).equity).toMatchObject({kind: 'estimated'});
    const again = [markets({'ETH-USD': market('1000')}, {id: 6}), parent([child(0, '-900', [ETH])], {id: 7})];
    expect(healthOf([...torn, ...again]).equity.kind).toBe('exact');
  });

  it('of another connection than the whole account’s make an estimate', () => {
    const strange = changes([{assetPositions: [usdc('-890')]}], {link: 'other', id: 9});
    expect(healthOf([...OPENING, strange]).equity.kind).toBe('estimated');
    expect(number(healthOf([...OPENING, strange]).equity)).toBe('110');
  });

  it('keep an account fresh that says nothing, and its silence is told', () => {
    const {pools} = accountOf([
      ...OPENING,
      {...book(3), at: AT + 20_000},
      {...oracle({'BTC-USD': '1'}, {id: 4}), at: AT + 21_000},
    ]);
    expect(pools[0]?.sources?.map(({name, at}) => [name, at - AT])).toEqual([
      ['account', 21_000],
      ['oracle prices', 21_000],
    ]);
  });

  it('behind a full hour: funding is not in the balance', () => {
    const later = {...oracle({'ETH-USD': '1000'}, {id: 3}), at: AT + 1_800_000};
    expect(healthOf([...OPENING, later]).equity.kind).toBe('estimated');
    const paid = {...changes([{assetPositions: [usdc('-900.1')]}], {id: 4}), at: AT + 1_801_000};
    expect(healthOf([...OPENING, later, paid]).equity.kind).toBe('exact');
  });
});

describe('whole answers', () => {
  it('replace: a child that is not in it is gone', () => {
    const two = parent([child(0, '5'), child(128, '7')], {id: 3});
    const one = parent([child(0, '6')], {id: 4});
    expect(accountOf([...OPENING, two, one]).pools.map(({id}) => id)).toEqual(['cross']);
  });

  it('of an address without a deposit hold nothing, and are an account all the same', () => {
    const empty = message(
      'subscribed',
      {channel: 'v4_parent_subaccounts', id: `${WHO}/0`, contents: {}},
      {id: 1},
    );
    expect(accountOf([empty])).toMatchObject({account: WHO, pools: []});
  });

  it.each([
    ['parent', {subaccount: {address: WHO, parentSubaccountNumber: 0, childSubaccounts: [child(0, '5')]}}],
    ['single', {subaccount: child(0, '5')}],
    ['list', {subaccounts: [child(0, '5'), child(128, '0')]}],
  ])('by request, by their shape: %s', (_, body) => {
    const {pools} = accountOf([answer(`/addresses/${WHO}/x/0`, body)]);
    expect(pools.map(({id}) => id)).toEqual(['cross']);
    expect(pools[0]?.equityNeeds).toBeUndefined();
  });

  it('of a request go on with the changes of the connection', () => {
    const asked = answer(`/addresses/${WHO}`, {subaccounts: [child(0, '5')]});
    expect(healthOf([...OPENING, asked, changes([{assetPositions: [usdc('6')]}])]).equity.kind).toBe('exact');
  });

  it('another parent of the address is another account', () => {
    const second = answer(`/addresses/${WHO}`, {
      subaccounts: [child(0, '5'), child(1, '6'), child(129, '7')],
    });
    const found = accounts(reduceAll([second]));
    expect(found.map(({account, pools}) => [account, pools.map(({id}) => id)])).toEqual([
      [WHO, ['cross']],
      [`${WHO}/1`, ['cross', 'isolated:129']],
    ]);
  });
});

describe('a front end that asks for one subaccount', () => {
  const one = (cash: string, options: {readonly id: number; readonly link?: string}) =>
    message(
      'subscribed',
      {channel: 'v4_subaccounts', id: `${WHO}/128`, contents: {subaccount: child(128, cash)}},
      options,
    );
  const changed = (link: string) =>
    message(
      'channel_data',
      {channel: 'v4_subaccounts', id: `${WHO}/128`, contents: {assetPositions: [usdc('7')]}},
      {id: 2, link},
    );

  it('has its changes by the subscription’s own number, exact', () => {
    const pool = healthOf([one('5', {id: 1, link: 'a'}), changed('a')], 'isolated:128');
    expect([pool.equity.kind, number(pool.equity)]).toEqual(['exact', '7']);
  });

  it('asks anew over another connection: nothing of the old one is doubted', () => {
    const pool = healthOf(
      [one('5', {id: 1, link: 'a'}), changed('b'), one('6', {id: 3, link: 'b'})],
      'isolated:128',
    );
    expect([pool.equity.kind, number(pool.equity)]).toEqual(['exact', '6']);
  });
});

describe('what is not read', () => {
  it.each([
    ['an error is no empty account', message('error', {contents: undefined})],
    ['a greeting', message('connected', {})],
    ['another channel', message('subscribed', {channel: 'v4_candles', id: 'BTC-USD/1MIN', contents: {}})],
    ['an error answer', answer('/addresses/x', {errors: [{msg: 'No subaccounts found for address'}]})],
    ['what the page sends', {...OPENING[1], direction: 'out'} as Frame],
    ['another program’s JSON', frame({body: {jsonrpc: '2.0', id: 1, result: {}}})],
  ])('%s', (_, each) => {
    const {outcome} = outcomeOf(each, OPENING);
    expect(outcome).toBe('ignored');
    expect(healthOf([...OPENING, each]).equity).toMatchObject({kind: 'exact'});
  });

  it.each([
    ['cut off', frame({body: OPENING[1]?.body.slice(0, 400)}), ''],
    ['no contents', message('channel_batch_data', {channel: 'v4_markets'}), 'contents'],
    [
      'a size that is none',
      parent([child(0, '1', [{...ETH, size: 'NaN'} as typeof ETH])]),
      'contents.subaccount.childSubaccounts.0.openPerpetualPositions.ETH-USD.size',
    ],
    [
      'a side that is none',
      changes([{assetPositions: [{...usdc('1'), side: 'BOTH'}]}]),
      'contents.0.assetPositions.0.side',
    ],
    ['an oracle price below zero', oracle({'ETH-USD': '-1'}), 'contents.0.oraclePrices.ETH-USD.oraclePrice'],
    [
      'an address that is none',
      answer('/x', {subaccount: {...child(0, '1'), address: '__proto__'}}),
      'subaccount.address',
    ],
  ])('%s is malformed, with the place, and changes nothing', (_, each, where) => {
    expect(reduce(initial, each)).toMatchObject({
      outcome: 'malformed',
      state: initial,
      defects: [{where}],
    });
  });
});
