import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/deribit/account.ts';
import {reduce} from '../../../src/venues/deribit/reduce.ts';
import {initial} from '../../../src/venues/deribit/state.ts';
import {
  AT,
  answer,
  frame,
  future,
  option,
  poolOf,
  portfolio,
  positions,
  push,
  question,
  reduceAll,
  SOCKET,
  summary,
  ticker,
} from './wire.ts';

const BTC = future('BTC-PERPETUAL', 1000, {average_price: 60_000, mark_price: 61_000});
const ETH = future('ETH-PERPETUAL', -500, {average_price: 3000, mark_price: 2900});
const CALL = option('BTC-25DEC26-80000-C', 1, {average_price: 0.1, mark_price: 0.12, index_price: 61_000});
const USDC = future('BTC_USDC-PERPETUAL', 2, {average_price: 60_000, mark_price: 61_000});

const held = (frames: Parameters<typeof reduceAll>[0]) => Object.keys(reduceAll(frames).positions).sort();

describe('answers and their questions', () => {
  it('a list replaces what was asked for, and nothing else', () => {
    const all = positions([BTC, ETH, CALL, USDC]);
    expect(held([...all, ...positions([BTC])])).toEqual(['BTC-PERPETUAL']);
    expect(held([...all, ...positions([], {id: 9}, {currency: 'BTC', kind: 'future'})])).toEqual([
      'BTC-25DEC26-80000-C',
      'BTC_USDC-PERPETUAL',
      'ETH-PERPETUAL',
    ]);
    expect(held([...all, ...positions([], {id: 9}, {currency: 'BTC', kind: 'option_combo'})])).toHaveLength(
      4,
    );
    expect(held([...all, ...positions([], {id: 9}, {})])).toEqual([]);
  });

  it('numbers are used again: the newest question of a socket counts, another socket’s does not', () => {
    const streams = 'wss://streams.deribit.com/ws/api/v2';
    const frames = [
      question('get_positions', {currency: 'BTC'}, {id: 3}),
      question('get_positions', {currency: 'ETH'}, {id: 3}),
      question('get_positions', {currency: 'USDC'}, {id: 3, url: streams}),
      answer([], {id: 3}),
    ];
    expect(reduceAll(frames).listed).toEqual(['ETH any']);
    expect(reduceAll(frames).asked.map(({currency}) => currency)).toEqual(['USDC']);
  });

  it('an answer without its question adds by shape, and an empty one says nothing', () => {
    const state = reduceAll([answer([BTC, ETH], {id: 1}), answer([], {id: 2})]);
    expect(Object.keys(state.positions)).toEqual(['BTC-PERPETUAL', 'ETH-PERPETUAL']);
    expect(state.listed).toEqual([]);
  });

  it('another account’s positions are not ours', () => {
    const asked = {currency: 'any', subaccount_id: 12};
    expect(held(positions([BTC], {}, asked))).toEqual([]);
  });

  it('a question is understood as the tap’s cut leaves it, and its token is not kept', () => {
    const cut = {
      ...question('get_positions', {}),
      body: '{"jsonrpc":"2.0","method":"private/get_positions","id":7,"currency":"ETH"}',
    };
    expect(reduceAll([cut, answer([])]).listed).toEqual(['ETH any']);
    const whole = question('get_positions', {access_token: '1600.s3cret', currency: 'BTC'});
    expect(JSON.stringify(reduceAll([whole]))).not.toContain('s3cret');
  });

  it('an error is a defect when it answers us, and leaves everything as it was', () => {
    const before = reduceAll([...positions([BTC]), question('get_positions', {currency: 'any'}, {id: 8})]);
    const error = frame({jsonrpc: '2.0', id: 8, error: {code: 13009, message: 'unauthorized'}});
    const {state, outcome, defects} = reduce(before, error);
    expect([outcome, defects[0]?.where, defects[0]?.what]).toEqual([
      'malformed',
      'error',
      'Deribit answered with error 13009',
    ]);
    expect(state).toBe(before);
    expect(reduce(initial, error).outcome).toBe('ignored');
  });
});

describe('changes', () => {
  const change = (...rows: readonly object[]) =>
    push('user.changes.any.any.raw', {
      instrument_name: 'BTC-PERPETUAL',
      trades: [],
      orders: [],
      positions: rows,
    });

  it('merge by contract; size 0, or direction zero, closes', () => {
    const base = positions([BTC, ETH]);
    expect(reduceAll([...base, change({...BTC, size: 1500})]).positions['BTC-PERPETUAL']?.size).toBe('1500');
    expect(held([...base, change({...BTC, size: 0, direction: 'zero', average_price: 0})])).toEqual([
      'ETH-PERPETUAL',
    ]);
  });

  it('without positions in them say nothing; legs of combinations are not held twice', () => {
    const combo = {...BTC, instrument_name: 'BTC-FS-25DEC26_PERP', kind: 'future_combo'};
    expect(held([change(), change(combo)])).toEqual([]);
  });

  it('alone are no whole account: the totals are shown, as an estimate', () => {
    const pool = poolOf([portfolio(summary('BTC', 1, {maintenance_margin: 0.3})), change(BTC)], 'cross:BTC');
    expect(pool.doubts?.[0]).toContain('not been seen');
    expect(pool.positions.map(({symbol}) => symbol)).toEqual(['orders and others']);
  });
});

describe('the account', () => {
  const summaries = (rows: readonly object[], id = 10) =>
    answer({id, email: 'someone@example.com', username: 'someone', type: 'main', summaries: rows});

  it('answers replace all currencies, pushes one', () => {
    const first = [summaries([summary('BTC', 1), summary('ETH', 2)]), portfolio(summary('ETH', 3))];
    expect(reduceAll(first).summaries.ETH?.margin_balance).toBe('3');
    expect(Object.keys(reduceAll([...first, summaries([summary('BTC', 1)])]).summaries)).toEqual(['BTC']);
  });

  it('nobody’s address or name is kept', () => {
    expect(JSON.stringify(reduceAll([summaries([summary('BTC', 1)])]))).not.toMatch(/someone/);
  });

  it('of another user, another margin model or the test site begins anew', () => {
    const known = [summaries([summary('BTC', 1)]), ...positions([BTC])];
    expect(held([...known, summaries([summary('BTC', 1)], 11)])).toEqual([]);
    const cross = summary('USDC', 1, {margin_model: 'cross_sm'});
    expect(Object.keys(reduceAll([...known, portfolio(cross)]).summaries)).toEqual(['USDC']);
    const test = {url: 'wss://test.deribit.com/ws/api/v2'};
    const [account] = accounts(reduceAll([...known, portfolio(summary('BTC', 9), test)]));
    expect([account?.account, account?.pools.map(({collateral}) => collateral[0]?.amount.toFixed())]).toEqual(
      ['testnet', ['9']],
    );
  });

  it('rows from before margin models tell theirs by two flags', () => {
    const {margin_model: _, ...old} = summary('BTC', 1, {portfolio_margining_enabled: true});
    expect(reduceAll([portfolio(old)]).summaries.BTC?.model).toBe('segregated_pm');
  });

  it('numbers with an exponent keep their digits', () => {
    const text = JSON.stringify(summary('BTC', 1)).replace('"balance":1', '"balance":2.288e-08');
    const body = `{"jsonrpc":"2.0","method":"subscription","params":{"channel":"user.portfolio.btc","data":${text}}}`;
    expect(reduceAll([frame(body)]).summaries.BTC?.balance).toBe('0.00000002288');
  });
});

describe('marks', () => {
  it('of held contracts are kept, the newest; an incremental one changes what it names', () => {
    const frames = [
      ...positions([BTC]),
      ticker('BTC-PERPETUAL', {mark_price: 61_500, index_price: 61_400, funding_8h: 0.0001}, {at: AT + 100}),
      ticker('ETH-PERPETUAL', {mark_price: 3000}, {at: AT + 100}),
      push(
        'incremental_ticker.BTC-PERPETUAL',
        {type: 'change', instrument_name: 'BTC-PERPETUAL', index_price: 61_450},
        {at: AT + 200},
      ),
    ];
    expect(reduceAll(frames).marks).toEqual({
      'BTC-PERPETUAL': {price: '61500', index: '61450', funding: '0.0001', at: AT + 200},
    });
  });

  it('a coin’s mark has more digits in the row than it shows: 30 ÷ 0.603420186 = 49.7165999680…', () => {
    const row = future('SOL-PERPETUAL', 30, {size_currency: 0.603420186, mark_price: 49.72});
    expect(reduceAll(positions([row])).marks['SOL-PERPETUAL']?.price).toBe('49.716599968');
  });

  it('volatility comes in percent from tickers and as a fraction from the list', () => {
    const name = 'BTC-25DEC26-80000-C';
    const of = (each: Parameters<typeof reduceAll>[0][number]) =>
      reduceAll([...positions([CALL]), each]).marks[name]?.volatility;
    expect(of(ticker(name, {mark_price: 0.12, mark_iv: 55.5}))).toBe('0.555');
    expect(of(push('markprice.options.btc_usd', [{instrument_name: name, mark_price: 0.12, iv: 0.6}]))).toBe(
      '0.6',
    );
  });
});

describe('what cannot be read', () => {
  it.each([
    ['a cut off frame', '{"jsonrpc":"2.0","method":"subscription","par', '', 'whole JSON'],
    [
      'no balance',
      portfolio({...summary('BTC', 1), balance: null}).body,
      'params.data.balance',
      'decimal string',
    ],
    [
      'an unknown model',
      portfolio(summary('BTC', 1, {margin_model: 'new'})).body,
      'params.data.margin_model',
      'margin model',
    ],
    ['a size that is none', answer([{...BTC, size: 'many'}]).body, 'result.0.size', 'decimal string'],
  ])('%s is named', (_, body, where, what) => {
    const {state, outcome, defects} = reduce(initial, frame(body));
    expect([outcome, defects[0]?.where]).toEqual(['malformed', where]);
    expect(defects[0]?.what).toContain(what);
    expect(state).toBe(initial);
  });

  it.each([
    ['other channels', push('book.BTC-PERPETUAL.100ms', {bids: [], asks: []})],
    ['orders', answer([{order_id: '1', instrument_name: 'BTC-PERPETUAL', amount: 10}])],
    ['a login', answer({access_token: 'x', token_type: 'bearer'})],
    ['an order on its way', {...question('buy', {amount: 10}), url: SOCKET}],
    ['another server', {...portfolio(summary('BTC', 1)), url: 'wss://deribit.com.evil.example/ws/api/v2'}],
  ])('%s are none of ours', (_, each) => {
    const {state, outcome} = reduce(initial, each);
    expect([outcome, state]).toEqual(['ignored', initial]);
  });
});
