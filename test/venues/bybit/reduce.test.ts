import {describe, expect, it} from 'vitest';
import {contractOf} from '../../../src/venues/bybit/contract.ts';
import {reduce} from '../../../src/venues/bybit/reduce.ts';
import {initial} from '../../../src/venues/bybit/state.ts';
import {
  AT,
  answer,
  ask,
  asked,
  frame,
  last,
  mode,
  PAGE,
  positions,
  QUERY,
  reduceAll,
  row,
  SOCKET,
  ticker,
  tiers,
  topic,
  V5,
  wallet,
  walletRow,
} from './wire.ts';

const btc = row('BTCUSDT', {size: '0.5', avgPrice: '60000', markPrice: '61000', leverage: '10', seq: 100});
const eth = row('ETHUSDT', {side: 'Sell', size: '2', avgPrice: '3000', markPrice: '3050', leverage: '5'});
const perp = row('BTCPERP', {size: '0.1', avgPrice: '60000', markPrice: '61000'});
const coin = row('BTCUSD', {size: '100', avgPrice: '60000', markPrice: '61000'});

const keys = (frames: Parameters<typeof reduceAll>[0]) =>
  Object.keys(reduceAll(frames).main.positions).sort();

describe('position lists', () => {
  it('replace what was asked for, and nothing else', () => {
    const before = [
      ...asked({...ask, settleCoin: 'USDT'}, [btc, eth]),
      ...asked({...ask, settleCoin: 'USDC'}, [perp]),
      ...asked({...ask, category: 'inverse'}, [coin]),
    ];
    expect(keys(before)).toEqual(['BTCPERP:0', 'BTCUSD:0', 'BTCUSDT:0', 'ETHUSDT:0']);
    expect(keys([...before, ...asked({...ask, settleCoin: 'USDT'}, [btc])])).toEqual([
      'BTCPERP:0',
      'BTCUSD:0',
      'BTCUSDT:0',
    ]);
    expect(keys([...before, ...asked(ask, [])])).toEqual(['BTCUSD:0']);
  });

  it('of one symbol or coin leave the others', () => {
    const one = asked({...ask, symbol: 'BTCUSDT'}, [btc]);
    expect(keys([...positions([btc, eth]), ...one])).toEqual(['BTCUSDT:0', 'ETHUSDT:0']);
    expect(reduceAll(one).main.seen).toEqual({});
  });

  it('in pages are whole with the last of them', () => {
    const first = asked({...ask, limit: 1}, [btc], {nextPageCursor: 'two'});
    expect(reduceAll(first).main.seen).toEqual({});
    const both = [...first, ...asked({...ask, limit: 20, cursor: 'two'}, [eth])];
    expect(keys(both)).toEqual(['BTCUSDT:0', 'ETHUSDT:0']);
    expect(reduceAll(both).main.seen).toEqual({linear: AT});
  });

  it('as long as the page asked for may go on, even without a cursor', () => {
    expect(reduceAll(asked({...ask, limit: 2}, [btc, eth])).main.seen).toEqual({});
  });

  it('are told apart by the query of v5 calls', () => {
    const url = `${V5}/position/list?category=linear&settleCoin=USDC`;
    expect(keys([...positions([btc, perp]), answer(url, {list: []})])).toEqual(['BTCUSDT:0']);
  });

  it('name a row of size 0 to close it', () => {
    const closed = row('BTCUSDT', {side: '', size: '0', avgPrice: '0', markPrice: '61000', liqPrice: '0'});
    expect(keys([...positions([btc, eth]), ...asked({...ask, symbol: 'BTCUSDT'}, [closed])])).toEqual([
      'ETHUSDT:0',
    ]);
  });

  it('are known in any envelope: `ret_code`, rows in `result.result`', () => {
    const old = frame({url: QUERY, body: {ret_code: 0, result: {result: [btc]}}});
    expect(keys([old])).toEqual(['BTCUSDT:0']);
  });
});

describe('position events', () => {
  it('merge by symbol and leg, and close with size 0 (documented sample)', () => {
    const long = row('BTCUSDT', {positionIdx: 1, size: '0.5', seq: 5});
    const short = row('BTCUSDT', {positionIdx: 2, side: 'Sell', size: '0.2', seq: 5});
    const closed = row('BTCUSDT', {
      positionIdx: 2,
      side: '',
      size: '0',
      entryPrice: '0',
      leverage: '10',
      markPrice: '28184.5',
      liqPrice: '0',
      seq: 8327597863,
    });
    expect(keys([topic('position', [long, short])])).toEqual(['BTCUSDT:1', 'BTCUSDT:2']);
    expect(keys([topic('position', [long, short]), topic('position', [closed])])).toEqual(['BTCUSDT:1']);
  });

  it('do not make a whole account', () => {
    expect(reduceAll([topic('position.linear', [btc])]).main.seen).toEqual({});
  });

  it('of an earlier sequence change nothing', () => {
    const state = reduceAll([...positions([btc]), topic('position', [row('BTCUSDT', {size: '9', seq: 99})])]);
    expect(state.main.positions['BTCUSDT:0']?.size).toBe('0.5');
  });

  it('stand against an answer that was made before them, for 10 s', () => {
    const event = topic('position', [row('BTCUSDT', {size: '9', seq: 200})], {at: AT + 1_000});
    const size = (at: number) =>
      reduceAll([...positions([btc]), event, ...positions([btc], {at})]).main.positions['BTCUSDT:0']?.size;
    expect(size(AT + 2_000)).toBe('9');
    expect(size(AT + 12_000)).toBe('0.5');
  });
});

describe('wallets', () => {
  const usdt = {coin: 'USDT', walletBalance: '100', equity: '100', usdValue: '100'};
  const bit = {coin: 'BTC', walletBalance: '1', equity: '1', usdValue: '60000'};

  it('answers replace, events merge the coins and always set the totals', () => {
    const frames = [
      wallet({totalMarginBalance: '60100'}, [usdt, bit]),
      topic('wallet', [walletRow({totalMarginBalance: '60050'}, [{...usdt, walletBalance: '50'}])]),
    ];
    const {coins, totals} = reduceAll(frames).main.wallet ?? {};
    expect([coins?.USDT?.balance, coins?.BTC?.balance, totals?.base]).toEqual(['50', '1', '60050']);
    const after = reduceAll([...frames, wallet({}, [usdt])]).main.wallet;
    expect(Object.keys(after?.coins ?? {})).toEqual(['USDT']);
  });

  it('an event that was made before the answer changes nothing', () => {
    const event = topic('wallet', [walletRow({}, [{...usdt, walletBalance: '50'}])], {at: AT - 1});
    expect(last([wallet({}, [usdt]), event]).outcome).toBe('ignored');
  });

  it('of another account type are not the unified account', () => {
    const spot = answer(`${V5}/account/wallet-balance`, {
      list: [{...walletRow({}, [usdt]), accountType: 'FUND'}],
    });
    expect(reduce(initial, spot).outcome).toBe('ignored');
  });

  it('the web’s list has `wb` of each coin, and rows of other wallets beside them', () => {
    const coinList = [
      {coin: 'USDT', wb: '1000.5'},
      {tokenId: 'USDT', spotAvailableBalance: '7'},
    ];
    const web = answer('https://api2.bybit.com/siteapi/unified/private/account-walletbalance', {coinList});
    expect(reduceAll([web]).main.wallet?.coins).toEqual({USDT: {balance: '1000.5', at: AT}});
    // What v5 told of an unchanged coin is not forgotten.
    const both = [wallet({}, [{...usdt, walletBalance: '1000.5'}]), web];
    expect(reduceAll(both).main.wallet?.coins.USDT?.worth).toBe('100');
  });
});

describe('tiers', () => {
  it('in percent and in fractions are the same table (documented sample: 0.5 is 0.5 %)', () => {
    const percent = {
      symbol: 'BTCUSD',
      riskLimitValue: '150',
      maintenanceMargin: '0.5',
      initialMargin: '1',
      maxLeverage: '100.00',
      mmDeduction: '',
    };
    const told = answer(`${V5}/market/risk-limit`, {category: 'inverse', list: [percent]});
    const fractions = tiers('BTCUSD', [['150', '0.005', '', '100']]);
    expect(reduceAll([told]).main.tiers.BTCUSD).toBe('0 0.005 0 100.00');
    expect(reduceAll([fractions]).main.tiers.BTCUSD).toBe('0 0.005 0 100');
  });

  it('begin where the one below ends; without a deduction they are marginal', () => {
    // 2 % to 1000, 2.5 % to 2000, 3 %: 1000 × 0.5 % = 5, then 2000 × 0.5 % more.
    const table = tiers('XUSDT', [
      ['2000', '0.025', '', '20'],
      ['1000', '0.02', '', '25'],
      ['3000', '0.03', '', '16'],
    ]);
    expect(reduceAll([table]).main.tiers.XUSDT).toBe('0 0.02 0 25;1000 0.025 5 20;2000 0.03 15 16');
  });

  it('of rates that are neither are a defect', () => {
    const odd = {
      symbol: 'X',
      riskLimitValue: '1',
      maintenanceMargin: '0.5',
      initialMargin: '7',
      maxLeverage: '100',
    };
    expect(reduce(initial, answer(`${V5}/market/risk-limit`, {list: [odd]})).outcome).toBe('malformed');
  });
});

describe('tickers', () => {
  it('of a delta keep what was not named', () => {
    const frames = [
      ticker('BTCUSDT', {
        markPrice: '61000',
        indexPrice: '60990',
        fundingRate: '0.0001',
        nextFundingTime: String(AT),
      }),
      ticker('BTCUSDT', {fundingRate: '0.0002'}, {at: AT + 100}),
    ];
    expect(reduceAll(frames).main.marks.BTCUSDT).toEqual({
      price: '61000',
      index: '60990',
      fundingRate: '0.0002',
      nextFundingAt: AT,
      at: AT + 100,
    });
  });

  it('of all contracts are read for held ones and the wallet’s coins only', () => {
    const list = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT'].map((symbol) => ({
      symbol,
      markPrice: '1',
      indexPrice: '1',
    }));
    const coins = [{coin: 'SOL', walletBalance: '3'}];
    const frames = [...positions([btc]), wallet({}, coins), answer(`${V5}/market/tickers`, {list})];
    expect(Object.keys(reduceAll(frames).main.marks)).toEqual(['BTCUSDT', 'SOLUSDT']);
  });

  it('stay bounded: 40 others beside the held', () => {
    const many = Array.from({length: 60}, (_, index) =>
      ticker(`C${index}USDT`, {markPrice: '1'}, {at: AT + index}),
    );
    const {marks} = reduceAll([...positions([btc]), ticker('BTCUSDT', {markPrice: '1'}), ...many]).main;
    expect(Object.keys(marks)).toHaveLength(41);
    expect(marks.BTCUSDT).toBeDefined();
    expect(marks.C19USDT).toBeUndefined();
  });
});

describe('what is not the account', () => {
  it.each([
    [
      'an order',
      topic('order', [{symbol: 'BTCUSDT', orderId: '1', side: 'Buy', positionIdx: 0, size: '1', qty: '1'}]),
    ],
    [
      'an execution',
      topic('execution', [{symbol: 'BTCUSDT', execId: '1', side: 'Buy', size: '1', positionIdx: 0}]),
    ],
    ['a login', frame({via: 'websocket', url: SOCKET, body: {success: true, op: 'login', conn_id: 'x'}})],
    [
      'an instrument',
      answer(`${V5}/market/instruments-info`, {list: [{symbol: 'BTCUSDT', settleCoin: 'USDT'}]}),
    ],
    ['a pong', frame({via: 'websocket', url: SOCKET, body: 'pong'})],
  ])('%s', (_, body) => {
    const {state, outcome} = reduce(initial, body);
    expect(outcome).toBe('ignored');
    expect(state).toBe(initial);
  });
});

describe('unreadable frames leave the state and name the place', () => {
  const before = reduceAll(positions([btc]));
  it.each([
    [
      'an error of v5',
      frame({body: {retCode: 10001, retMsg: 'params error', result: {list: []}}}),
      'retCode',
      '10001',
    ],
    ['an error of the older calls', frame({body: {ret_code: '10002', result: null}}), 'retCode', '10002'],
    [
      'a size that is no number',
      answer(QUERY, {list: [{...btc, size: 'NaN'}]}),
      'result.list.0.size',
      'decimal',
    ],
    ['a negative size', answer(QUERY, {list: [{...btc, size: '-1'}]}), 'result.list.0', 'not negative'],
    [
      'a size without a side',
      answer(QUERY, {list: [btc, {...eth, side: ''}]}),
      'result.list.1',
      'Buy or Sell',
    ],
    ['a third leg', topic('position', [{...btc, positionIdx: 3}]), 'data.0.positionIdx', 'position index'],
    [
      'a wallet without a number',
      topic('wallet', [walletRow({}, [{coin: 'USDT', walletBalance: {}}])]),
      'data.0.coin.0.walletBalance',
      'decimal',
    ],
    ['a mode that is none', mode('SOMETHING'), 'result.marginMode', 'margin mode'],
    ['half a frame', frame({body: '{"retCode":0,"result":{"list":[{"symbol":"BTC'}), '', 'whole JSON'],
  ])('%s', (_, body, where, what) => {
    const {state, outcome, defects} = reduce(before, body);
    expect(outcome).toBe('malformed');
    expect(state).toBe(before);
    expect(defects[0]?.where).toBe(where);
    expect(defects[0]?.what).toContain(what);
  });
});

describe('state', () => {
  it('keeps no name that the page could use against it', () => {
    const body = `{"retCode":0,"result":{"list":[${JSON.stringify({...btc, symbol: '__proto__'})}]}}`;
    expect(reduce(initial, frame({body})).outcome).toBe('malformed');
    const named = reduceAll(positions([{...btc, symbol: 'constructor'}]));
    expect(Object.keys(named.main.positions)).toEqual(['constructor:0']);
  });

  it('keeps of a request what it asks for, and nothing after its answer', () => {
    const [question, reply] = asked({...ask, secret: 'token'}, [btc]);
    if (!question || !reply) throw new Error('no frames');
    const waiting = reduceAll([question]);
    expect(waiting.main.request).toEqual({url: QUERY, scope: {category: 'linear', limit: 200}});
    expect(reduceAll([reply], waiting).main.request).toBeUndefined();
  });

  it('keeps play money apart', () => {
    const page = 'https://testnet.bybit.com/trade/usdt/BTCUSDT';
    const state = reduceAll(positions([btc]).map((each) => ({...each, page})));
    expect(Object.keys(state.demo.positions)).toEqual(['BTCUSDT:0']);
    expect(state.main).toBe(initial.main);
    expect(PAGE).toContain('www.');
  });
});

describe('symbols', () => {
  it.each([
    ['BTCUSDT', 'linear', 'BTC', 'USDT'],
    ['1000PEPEUSDT', 'linear', 'PEPE', 'USDT'],
    ['SHIB1000USDT', 'linear', 'SHIB', 'USDT'],
    ['BTCUSDT-27JUN26', 'linear', 'BTC', 'USDT'],
    ['BTCPERP', 'linear', 'BTC', 'USDC'],
    ['BTC-27JUN26', 'linear', 'BTC', 'USDC'],
    ['BTCUSD', 'inverse', 'BTC', 'BTC'],
    ['ETHUSDZ26', 'inverse', 'ETH', 'ETH'],
    ['BTC-27JUN26-100000-C', 'option', 'BTC', 'USDC'],
    ['SOL-27JUN26-180.5-P-USDT', 'option', 'SOL', 'USDT'],
    ['1INCHUSDT', 'linear', '1INCH', 'USDT'],
  ])('%s is %s, moves with %s, pays in %s', (symbol, category, underlying, settle) => {
    expect(contractOf(symbol)).toEqual({category, underlying, settle});
  });
});
