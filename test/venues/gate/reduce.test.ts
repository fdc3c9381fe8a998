import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/gate/reduce.ts';
import {
  AT,
  account,
  envelope,
  frame,
  last,
  positions,
  reduceAll,
  row,
  SOCKET,
  ticker,
  tiers,
  update,
  WEB,
} from './wire.ts';

const btc = row('BTC_USDT', {size: 10, value: '60', entry_price: '59000', mark_price: '60000', update_id: 5});
const rowsOf = (frames: Parameters<typeof reduceAll>[0], settle = 'USDT') =>
  Object.values(reduceAll(frames).books[settle]?.rows ?? {}).map(
    ({contract, mode, size}) => `${contract} ${mode} ${size}`,
  );

/** As documented for `futures.positions`: numbers, no mark, no value. */
const changed = (given: object) => ({
  contract: 'BTC_USDT',
  cross_leverage_limit: 10,
  entry_price: 59100.123456789,
  leverage: 0,
  liq_price: 1000.5,
  maintenance_rate: 0.004,
  margin: 0,
  mode: 'single',
  risk_limit: 1000000,
  size: 12,
  time: AT / 1000,
  time_ms: AT + 500,
  user: '1',
  update_id: 6,
  ...given,
});

describe('positions answered', () => {
  it('replace all of their settle asset; rows of size 0 go', () => {
    const eth = row('ETH_USDT', {size: 1, value: '30', mark_price: '3000'});
    const inverse = row('BTC_USD', {size: 100, value: '0.0016', mark_price: '60000'});
    const frames = [
      positions([btc, row('ADA_USDT', {})]),
      positions([inverse], {settle: 'btc'}),
      positions([eth], {at: AT + 60_000}),
    ];
    expect(rowsOf(frames)).toEqual(['ETH_USDT single 1']);
    expect(rowsOf(frames, 'BTC')).toEqual(['BTC_USD single 100']);
  });

  it.each(['?contract=ETH_USDT', '?offset=100', '?page=2', '?limit=1'])('%s are some only', (query) => {
    const eth = row('ETH_USDT', {size: 1});
    const frames = [positions([btc]), positions([eth], {at: AT + 60_000, query})];
    expect(rowsOf(frames)).toEqual(['BTC_USDT single 10', 'ETH_USDT single 1']);
    expect(reduceAll(frames).books.USDT?.positionsAt).toBe(AT);
  });

  it.each(['?contract=', '?holding=true', '?limit=100', '?page=1'])('%s are all', (query) => {
    expect(rowsOf([positions([btc]), positions([], {at: AT + 60_000, query})])).toEqual([]);
  });

  it('null is an account without positions', () => {
    const frames = [positions([btc]), positions(null, {at: AT + 60_000})];
    expect(rowsOf(frames)).toEqual([]);
    expect(last(frames).outcome).toBe('used');
  });

  it('both legs of a contract are kept, whatever sign the size has', () => {
    const legs = [
      row('BTC_USDT', {mode: 'dual_long', size: 10}),
      row('BTC_USDT', {mode: 'dual_short', size: 4}),
    ];
    expect(rowsOf([positions(legs)])).toEqual(['BTC_USDT dual_long 10', 'BTC_USDT dual_short -4']);
  });

  it('the answer to a change of one position’s leverage is that position', () => {
    const answer = frame({
      url: `${WEB}/futures/usdt/positions/BTC_USDT/leverage`,
      body: envelope(row('BTC_USDT', {size: 7})),
    });
    const eth = row('ETH_USDT', {size: 1});
    expect(rowsOf([positions([btc, eth]), answer])).toEqual(['ETH_USDT single 1', 'BTC_USDT single 7']);
  });
});

describe('updates', () => {
  it('merge by contract: a number is as good as a string, what is left out stays', () => {
    const state = reduceAll([positions([btc]), update('futures.positions', [changed({})], {at: AT + 1000})]);
    expect(state.books.USDT?.rows['BTC_USDT:single']).toMatchObject({
      size: '12',
      entry: '59100.123456789',
      leverage: '10',
      answer: {mark: '60000', value: '60'},
    });
  });

  it('an older one is passed over', () => {
    const late = update('futures.positions', [changed({update_id: 4, size: 99})], {at: AT + 1000});
    expect(rowsOf([positions([btc]), late])).toEqual(['BTC_USDT single 10']);
  });

  it('a closed position goes, and does not come back with an answer that was under way', () => {
    const closed = update('futures.positions', [changed({size: 0})], {at: AT + 1000});
    const under = positions([btc], {at: AT + 2000});
    expect(rowsOf([positions([btc]), closed, under])).toEqual(['BTC_USDT single 0']);
    const later = positions([btc], {at: AT + 20_000});
    expect(rowsOf([positions([btc]), closed, later])).toEqual(['BTC_USDT single 10']);
  });

  it('of another user are not ours', () => {
    const foreign = update('futures.positions', [changed({user: 2})], {at: AT + 1000});
    expect(rowsOf([positions([btc]), foreign])).toEqual(['BTC_USDT single 10']);
    const paid = update('futures.balances', [{balance: 1, user: '2', currency: 'usdt'}], {at: AT + 1000});
    expect(reduceAll([account({total: '5'}), paid]).books.USDT?.wallet?.total).toBe('5');
  });

  it('a balance is of its settle asset, by name or by the socket’s address', () => {
    const named = update('futures.balances', [{balance: 2, currency: 'usdt', time_ms: AT}]);
    const unnamed = update('futures.balances', [{balance: 0.5, change: 1, time_ms: AT}], {settle: 'btc'});
    const {books} = reduceAll([named, unnamed]);
    expect([books.USDT?.wallet?.total, books.BTC?.wallet?.total]).toEqual(['2', '0.5']);
  });

  it('an account answer that was under way does not take a newer balance back', () => {
    const frames = [
      account({total: '10', update_time: AT / 1000 - 5}),
      update('futures.balances', [{balance: 12, currency: 'usdt', time_ms: AT + 5000}], {at: AT + 5000}),
    ];
    const under = account({total: '10', update_time: AT / 1000 - 5}, {at: AT + 6000});
    expect(reduceAll([...frames, under]).books.USDT?.wallet?.total).toBe('12');
    const later = account({total: '11', update_time: AT / 1000 + 30}, {at: AT + 40_000});
    expect(reduceAll([...frames, later]).books.USDT?.wallet?.total).toBe('11');
  });

  it('a ticker is the mark; of contracts without a position forty are kept', () => {
    const many = Array.from({length: 60}, (_, index) => ticker(`C${index}_USDT`, '1', {at: AT + index}));
    const {marks} = reduceAll([positions([btc]), ticker('BTC_USDT', '60100', {at: AT - 1}), ...many]);
    expect(marks.BTC_USDT?.price).toBe('60100');
    expect(Object.keys(marks)).toHaveLength(41);
  });
});

describe('another account', () => {
  it('begins anew, with what is not of an account', () => {
    const table = tiers('BTC_USDT', [['1000000', '0.004', '0']]);
    const state = reduceAll([table, account({total: '5'}), positions([btc]), account({user: 2, total: '7'})]);
    expect(Object.keys(state.books.USDT?.rows ?? {})).toEqual([]);
    expect(state.books.USDT?.wallet?.total).toBe('7');
    expect(state.tables.BTC_USDT).toBe('0 0.004 0 -');
  });
});

describe('what is wrong', () => {
  const before = reduceAll([account({total: '5'}), positions([btc])]);
  const heard = (body: unknown, given = {}) => reduce(before, frame({body, ...given}));

  it.each([
    [
      'an envelope that is no success',
      {code: 401, message: 'please log in', data: []},
      {},
      'code',
      'Gate answered with error 401',
    ],
    ['a refusal', {label: 'INVALID_KEY', message: 'no'}, {}, 'label', 'Gate refused: INVALID_KEY'],
    ['no JSON', '{"code":200,"data":[{"contract":"BTC', {}, '', 'this is not whole JSON'],
    [
      'a size that is none',
      envelope([{...btc, size: 'x'}]),
      {},
      'data.0.size',
      'expected a decimal string, got "x"',
    ],
    [
      'a contract that is none',
      envelope([{...btc, contract: '__proto__'}]),
      {},
      'data.0.contract',
      'expected a symbol, got "__proto__"',
    ],
    [
      'an account that is no list',
      envelope('none'),
      {url: `${WEB}/futures/usdt/accounts`},
      'data.0',
      'Invalid type: Expected Object but received "none"',
    ],
    [
      'an account without content',
      envelope(null),
      {url: `${WEB}/futures/usdt/accounts`},
      'data',
      'expected an answer, got nothing',
    ],
    [
      'tiers of nobody',
      envelope([{tier: 1, risk_limit: '1', maintenance_rate: '0.1'}]),
      {url: `${WEB}/futures/usdt/risk_limit_tiers`},
      'data',
      'expected the contract of these tiers',
    ],
    [
      'an update with an error',
      {
        time: 1,
        channel: 'futures.positions',
        event: 'subscribe',
        error: {code: 4, message: 'no'},
        result: null,
      },
      {url: SOCKET, via: 'websocket'},
      'error',
      'Gate refused futures.positions',
    ],
    [
      'an update that is cut',
      {channel: 'futures.positions', event: 'update', result: [{contract: 'BTC_USDT'}]},
      {url: SOCKET, via: 'websocket'},
      'result.0.size',
      undefined,
    ],
  ])('%s is named, and changes nothing', (_, body, given, where, what) => {
    const {state, outcome, defects} = heard(body, given);
    expect(outcome).toBe('malformed');
    expect(state).toBe(before);
    expect(defects[0]?.where).toBe(where);
    if (what !== undefined) expect(defects[0]?.what).toBe(what);
  });

  it.each([
    [
      'what the page sends',
      {auth: {method: 'uc', ck: {jwt: 'Bearer x'}}, channel: 'futures.positions', event: 'subscribe'},
      {direction: 'out' as const},
    ],
    [
      'a subscription’s echo',
      {channel: 'futures.positions', event: 'subscribe', error: null, result: {status: 'success'}},
      {url: SOCKET},
    ],
    ['another channel', {channel: 'futures.order_book', event: 'update', result: {}}, {url: SOCKET}],
    ['a pong', {channel: 'futures.pong', event: '', result: null}, {url: SOCKET}],
    [
      'positions of the past',
      [{...btc, realised_pnl: '1'}],
      {url: `${WEB}/futures/usdt/positions_timerange`},
    ],
    ['closed positions', envelope([btc]), {url: `${WEB}/futures/usdt/position_close`}],
    ['an error of a call that is not ours', {code: 500, message: 'no'}, {url: `${WEB}/spot/orders`}],
    ['text', 'hello', {}],
  ])('%s is not for us', (_, body, given) => {
    const {state, outcome} = heard(body, given);
    expect(outcome).toBe('ignored');
    expect(state).toBe(before);
  });
});

describe('answers of an address that is not known', () => {
  const url = 'https://www.gate.com/api/somewhere/else';

  it('are told by their fields; positions are then never taken for all', () => {
    const state = reduceAll([frame({url, body: envelope([btc])})]);
    expect(rowsOf([frame({url, body: envelope([btc])})])).toEqual(['BTC_USDT single 10']);
    expect(state.books.USDT?.positionsAt).toBeUndefined();
    expect(
      reduceAll([frame({url, body: {currency: 'BTC', total: '1', in_dual_mode: false}})]).books.BTC?.wallet
        ?.total,
    ).toBe('1');
    const table = {contract: 'X_USDT', tier: 1, risk_limit: '5', maintenance_rate: '0.01'};
    expect(reduceAll([frame({url, body: [table]})]).tables.X_USDT).toBe('0 0.01 - -');
    expect(
      reduceAll([frame({url, body: [{name: 'X_USDT', quanto_multiplier: '10'}]})]).contracts.X_USDT
        ?.multiplier,
    ).toBe('10');
    expect(
      reduceAll([
        frame({url, body: {balances: {}, total_margin_balance: '9', total_maintenance_margin: '1'}}),
      ]).unified?.balance,
    ).toBe('9');
  });
});
