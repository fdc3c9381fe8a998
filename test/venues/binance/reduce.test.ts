import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/binance/account.ts';
import {reduce} from '../../../src/venues/binance/reduce.ts';
import {initial} from '../../../src/venues/binance/state.ts';
import {
  AT,
  ask,
  assetIndex,
  balances,
  brackets,
  envelope,
  event,
  frame,
  last,
  mark,
  mode,
  poolOf,
  positions,
  reduceAll,
  row,
  update,
  WEB,
} from './wire.ts';

const POSITIONS = `${WEB}/user-position`;
const btc = row('BTCUSDT', {
  positionAmount: '2',
  entryPrice: '60000',
  markPrice: '61000',
  notionalValue: '122000',
});
const eth = row('ETHUSDT', {
  positionAmount: '-5',
  entryPrice: '3000',
  markPrice: '3100',
  notionalValue: '-15500',
});
const wallet = balances({USDT: '50000'});
const sizes = (frames: Parameters<typeof reduceAll>[0]) =>
  poolOf(frames, 'cross:USDT').positions.map(({symbol, side, size}) => `${symbol} ${side} ${size}`);

describe('answers', () => {
  it('a snapshot replaces: what is no longer in it is gone', () => {
    expect(sizes([wallet, positions([btc, eth]), positions([eth], {at: AT + 1})])).toEqual([
      'ETHUSDT short 5',
    ]);
  });

  it('rows with size 0 are no positions', () => {
    expect(
      sizes([wallet, positions([btc, row('XRPUSDT', {}), row('SOLUSDT', {positionAmount: '0.000'})])]),
    ).toEqual(['BTCUSDT long 2']);
  });

  it('an error envelope is an error, not an empty account', () => {
    const error = {code: '100001005', message: 'please log in', data: null, success: false};
    const before = [wallet, positions([btc])];
    const {state, outcome, defects} = last([...before, frame({url: POSITIONS, body: error})]);
    expect(outcome).toBe('malformed');
    expect(defects).toMatchObject([{where: 'code', what: 'the exchange answered with error 100001005'}]);
    expect(state).toEqual(reduceAll(before));
  });

  it('success false is an error whatever the code', () => {
    const {outcome} = last([frame({url: POSITIONS, body: {...envelope([]), success: false}})]);
    expect(outcome).toBe('malformed');
  });

  it('a refusal of REST is an error too', () => {
    const url = 'https://fapi.binance.com/fapi/v3/positionRisk';
    const {outcome, defects} = last([frame({url, body: {code: -2015, msg: 'Invalid API-key'}})]);
    expect(outcome).toBe('malformed');
    expect(defects[0]?.what).toContain('-2015');
  });

  it('a copy-trading portfolio is another account: its answer is dropped', () => {
    const before = [ask(POSITIONS, {}), positions([btc]), wallet];
    const asked = ask(POSITIONS, {portfolioId: '3907328493', copyTradeType: 'COPY'});
    const {state, outcome} = last([...before, asked, positions([eth])]);
    expect(outcome).toBe('ignored');
    expect(accounts(state)).toEqual(accounts(reduceAll(before)));
  });

  it('the request after it is the account’s own again', () => {
    const dropped = [ask(POSITIONS, {portfolioId: '39'}), positions([eth])];
    expect(sizes([wallet, ...dropped, ask(POSITIONS, {}), positions([btc])])).toEqual(['BTCUSDT long 2']);
  });

  it.each([
    ['a null id', '{"portfolioId":null}', ['BTCUSDT long 2']],
    ['an empty id', '{"portfolioId":""}', ['BTCUSDT long 2']],
    ['an id as a number', '{"portfolioId":7}', []],
    ['a body that is a form', 'portfolioId=7&x=1', []],
    ['copyTradeType alone', '{"copyTradeType":"LEAD"}', []],
    ['no body', '', ['BTCUSDT long 2']],
  ])('a request with %s', (_, body, expected) => {
    expect(sizes([wallet, ask(POSITIONS, body), positions([btc])].filter(Boolean))).toEqual(expected);
  });

  it('an answer about one symbol leaves the other positions', () => {
    const moved = {...eth, positionAmount: '-7'};
    const frames = [wallet, positions([btc, eth]), ask(POSITIONS, {symbol: 'ETHUSDT'}), positions([moved])];
    expect(sizes(frames)).toEqual(['BTCUSDT long 2', 'ETHUSDT short 7']);
  });

  it('balances of a portfolio are dropped as its positions are', () => {
    const frames = [
      wallet,
      positions([btc]),
      ask(`${WEB}/user-balance`, {portfolioId: '1'}),
      balances({USDT: '1'}),
    ];
    expect(poolOf(frames, 'cross:USDT').collateral[0]?.amount.toFixed()).toBe('50000');
  });
});

describe('the account stream', () => {
  const closed = {s: 'BTCUSDT', pa: '0', ep: '0', up: '0', mt: 'cross', iw: '0', ps: 'BOTH'};
  const grown = {...closed, pa: '3', ep: '60500'};
  const start = [wallet, positions([btc, eth])];

  it('has changed rows only: the others stay', () => {
    const frames = [
      ...start,
      update({P: [grown], B: [{a: 'USDT', wb: '1', cw: '49000', bc: '0'}]}, {at: AT + 1}),
    ];
    expect(sizes(frames)).toEqual(['BTCUSDT long 3', 'ETHUSDT short 5']);
    expect(poolOf(frames, 'cross:USDT').collateral[0]?.amount.toFixed()).toBe('49000');
  });

  it('keeps what an event does not say: mark and margin asset', () => {
    const [position] = poolOf([...start, update({P: [grown]})], 'cross:USDT').positions;
    expect(position?.markPrice?.toFixed()).toBe('61000');
    expect(position?.entryPrice?.toFixed()).toBe('60500');
    expect(position?.settle).toBe('USDT');
  });

  it('lets go of what the venue reported of the position before', () => {
    const first = poolOf([wallet, positions([{...btc, liquidationPrice: '35000'}])], 'cross:USDT')
      .positions[0];
    expect(first?.reported?.liquidationPrice).toBeDefined();
    const after = [
      wallet,
      positions([{...btc, liquidationPrice: '35000'}]),
      update({P: [grown]}, {at: AT + 1}),
    ];
    expect(poolOf(after, 'cross:USDT').positions[0]?.reported).toBeUndefined();
  });

  it('a closed position is gone', () => {
    expect(sizes([...start, update({P: [closed]}, {at: AT + 1})])).toEqual(['ETHUSDT short 5']);
  });

  it('an event older than the answer does not undo it', () => {
    const answered = {...btc, updateTime: AT + 100};
    const frames = [wallet, positions([answered]), update({P: [grown]}, {at: AT + 200, T: AT + 50})];
    expect(sizes(frames)).toEqual(['BTCUSDT long 2']);
  });

  it('an answer made before an event and arriving after it does not bring the position back', () => {
    const late = {...btc, updateTime: AT - 60_000};
    const frames = [...start, update({P: [closed]}, {at: AT + 10}), positions([late, eth], {at: AT + 60})];
    expect(sizes(frames)).toEqual(['ETHUSDT short 5']);
  });

  it('but an answer long after the event is right: a lost event mends itself', () => {
    const late = {...btc, updateTime: AT - 60_000};
    const frames = [
      ...start,
      update({P: [closed]}, {at: AT + 10}),
      positions([late, eth], {at: AT + 60_000}),
    ];
    expect(sizes(frames)).toEqual(['BTCUSDT long 2', 'ETHUSDT short 5']);
  });

  it('order and trade events are not for us', () => {
    expect(last([event({e: 'ORDER_TRADE_UPDATE', E: AT, T: AT, o: {s: 'BTCUSDT'}})]).outcome).toBe('ignored');
  });

  it('takes a combined stream out of its wrapping', () => {
    const {outcome, state} = last([
      ...start,
      event({stream: 'ACCOUNT_UPDATE', data: {e: 'ACCOUNT_UPDATE', E: AT, T: AT, a: {B: [], P: [grown]}}}),
    ]);
    expect(outcome).toBe('used');
    expect(state.main.usdm.positions['BTCUSDT:BOTH']?.size).toBe('3');
  });

  it('a changed leverage changes the initial margin, a changed mode the pools', () => {
    const leverage = event({e: 'ACCOUNT_CONFIG_UPDATE', E: AT, T: AT, ac: {s: 'BTCUSDT', l: 25}});
    const multi = event({e: 'ACCOUNT_CONFIG_UPDATE', E: AT, T: AT, ai: {j: true}});
    expect(poolOf([...start, leverage], 'cross:USDT').positions[0]?.leverage?.toFixed()).toBe('25');
    expect(poolOf([...start, multi], 'cross:multi').positions).toHaveLength(2);
  });

  it('a margin call brings the venue’s own mark and maintenance margin', () => {
    const call = event({
      e: 'MARGIN_CALL',
      E: AT,
      cw: '3.16812045',
      p: [
        {s: 'ETHUSDT', ps: 'BOTH', pa: '-5', mt: 'CROSSED', iw: '0', mp: '3187.17127', up: '-1', mm: '79.7'},
      ],
    });
    const position = poolOf([...start, call], 'cross:USDT').positions[1];
    expect(position?.markPrice?.toFixed()).toBe('3187.17127');
    expect(position?.reported?.maintenanceMargin?.toFixed()).toBe('79.7');
  });

  it('an ended stream makes every figure doubtful, until the next answer', () => {
    const ended = event({e: 'listenKeyExpired', E: AT, listenKey: 'x'});
    const doubts = (frames: Parameters<typeof poolOf>[0]) => poolOf(frames, 'cross:USDT').doubts ?? [];
    expect(doubts([mode(false), ...start, ended])).toHaveLength(1);
    expect(doubts([mode(false), ...start, ended, positions([btc], {at: AT + 1})])).toEqual([]);
  });
});

describe('prices', () => {
  const start = [wallet, positions([btc, eth])];
  const price = (frames: Parameters<typeof poolOf>[0]) =>
    poolOf(frames, 'cross:USDT').positions[0]?.markPrice?.toFixed();

  it('the newer of answer and stream counts', () => {
    expect(price([...start, mark('BTCUSDT', '61500', {at: AT + 1})])).toBe('61500');
    expect(price([...start, mark('BTCUSDT', '61500', {at: AT + 1}), positions([btc], {at: AT + 2})])).toBe(
      '61000',
    );
  });

  it('a mark older than the one known is let pass', () => {
    const late = event({
      e: 'markPriceUpdate',
      E: AT - 5000,
      s: 'BTCUSDT',
      p: '1',
      i: '1',
      P: '1',
      r: '0',
      T: 0,
    });
    const {outcome, state} = last([...start, mark('BTCUSDT', '61500'), late]);
    expect(outcome).toBe('ignored');
    expect(state.main.marks.BTCUSDT?.price).toBe('61500');
  });

  it('of the marks of all contracts only those of positions are kept', () => {
    const all = ['BTCUSDT', 'ETHUSDT', 'XRPUSDT'].map((s) => ({
      e: 'markPriceUpdate',
      E: AT + 1,
      s,
      p: '61500',
      P: '1',
      i: '61480',
      r: '0.0001',
      T: AT + 5,
    }));
    const {state} = last([...start, event({stream: '!markPrice@arr@1s', data: all}, {at: AT + 1})]);
    expect(Object.keys(state.main.marks)).toEqual(['BTCUSDT', 'ETHUSDT']);
    expect(state.main.marks.BTCUSDT).toMatchObject({
      price: '61500',
      index: '61480',
      fundingRate: '0.0001',
    });
  });

  it('marks of contracts without a position do not pile up', () => {
    const many = Array.from({length: 200}, (_, index) => mark(`A${index}USDT`, '1', {at: AT + index}));
    expect(Object.keys(reduceAll(many).main.marks)).toHaveLength(40);
  });

  it('a silent socket is seen by the age of its marks', () => {
    const sources = poolOf([...start, mark('BTCUSDT', '61500', {at: AT + 1000})], 'cross:USDT').sources;
    expect(sources).toContainEqual({name: 'mark price of BTCUSDT', at: AT + 1000, limitMs: 5000});
    expect(sources).toContainEqual({name: 'mark price of ETHUSDT', at: AT, limitMs: 5000});
  });
});

describe('bad frames', () => {
  const before = [wallet, positions([btc])];
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['a truncated answer', '{"code":"000000","data":[{"symbol":"BTCUSDT"', ''],
    ['no list', envelope({rows: []}), 'data'],
    ['an amount that is no number', envelope([{...btc, positionAmount: 'two'}]), 'data.0.positionAmount'],
    ['an amount that is an object', envelope([{...btc, markPrice: {v: 1}}]), 'data.0.markPrice'],
    ['an amount of absurd length', envelope([{...btc, entryPrice: '9'.repeat(70)}]), 'data.0.entryPrice'],
    ['NaN in words', envelope([{...btc, notionalValue: 'NaN'}]), 'data.0.notionalValue'],
    ['no symbol', envelope([{...btc, symbol: undefined}]), 'data.0.symbol'],
    ['a symbol that is a trap', envelope([{...btc, symbol: '__proto__'}]), 'data.0.symbol'],
    ['a side that is none', envelope([{...btc, positionSide: 'UP'}]), 'data.0.positionSide'],
    ['no size', envelope([{symbol: 'BTCUSDT'}]), 'data.0'],
  ];
  it.each(cases)('%s changes nothing and is named', (_, body, where) => {
    const {state, outcome, defects} = last([...before, frame({url: POSITIONS, body})]);
    expect(outcome).toBe('malformed');
    expect(defects).toHaveLength(1);
    expect(defects[0]?.where).toBe(where);
    expect(defects[0]?.what).not.toBe('');
    expect(state).toEqual(reduceAll(before));
  });

  it('names of built-ins are names like others', () => {
    const trap = row('constructor', {
      positionAmount: '1',
      entryPrice: '1',
      markPrice: '1',
      collateral: 'USDT',
    });
    const [position] = poolOf([wallet, positions([trap])], 'cross:USDT').positions;
    expect(position?.schedule).toBeUndefined();
    expect(position?.leverage).toBeUndefined();
  });

  it.each([
    ['a subscription’s receipt', {result: null, id: 1}],
    ['a pong', 'pong'],
    ['a number', '12'],
    ['another exchange’s frame', {channel: 'webData2', data: {user: '0x'}}],
    ['a foreign answer', {code: '200000', data: {x: 1}}],
  ])('%s is none of ours', (_, body) => {
    const {state, outcome, defects} = reduce(initial, event(body));
    expect([state, outcome, defects]).toEqual([initial, 'ignored', []]);
  });
});

describe('demo trading', () => {
  it('is another account', () => {
    const url = 'https://www.binance.com/bapi/demotrading/v6/private/future/user-data/user-balance';
    const demo = frame({url, body: envelope([{asset: 'USDT', crossWalletBalance: '5000'}])});
    const told = accounts(reduceAll([wallet, positions([btc]), demo])).map(({account, pools}) => [
      account,
      pools[0]?.collateral[0]?.amount.toFixed(),
    ]);
    expect(told).toEqual([
      ['main', '50000'],
      ['demo', '5000'],
    ]);
  });
});

describe('the state', () => {
  it('is plain JSON: it survives being stored', () => {
    const state = reduceAll([
      mode(true),
      wallet,
      positions([btc, eth]),
      brackets({BTCUSDT: [[0, 0.004, 0]]}),
      assetIndex('BTCUSD', '60000', '57000', '63000'),
      mark('BTCUSDT', '61000'),
    ]);
    expect(JSON.parse(JSON.stringify(state))).toEqual(state);
    expect(accounts(JSON.parse(JSON.stringify(state)))).toEqual(accounts(state));
  });
});
