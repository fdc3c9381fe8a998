import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/mexc/account.ts';
import {reduce} from '../../../src/venues/mexc/reduce.ts';
import {initial} from '../../../src/venues/mexc/state.ts';
import {
  API,
  AT,
  accountOf,
  answer,
  asset,
  assets,
  contract,
  contracts,
  fair,
  frame,
  modelOf,
  play,
  poolOf,
  position,
  positions,
  push,
  SOCKET,
  shown,
} from './wire.ts';

/** 0.1 BTC bought at 60,000, mark 61,000. */
const BTC = position('BTC_USDT', ['long', 1000, 60_000]);
/** 1 ETH sold at 2,500, mark 2,400. */
const ETH = position('ETH_USDT', ['short', 100, 2500]);
/** 10 SOL bought at 150 on 100, mark 149. */
const SOL = position('SOL_USDT', ['long', 100, 150], {openType: 1, im: 100, liquidatePrice: 140.62});
const CONTRACTS = contracts([
  contract('BTC_USDT', 0.0001),
  contract('ETH_USDT', 0.01),
  contract('SOL_USDT', 0.1),
]);
const MARKS = [fair('BTC_USDT', 61_000), fair('ETH_USDT', 2400), fair('SOL_USDT', 149)];
/** 1,100 without profit, of which 100 are SOL's. */
const WALLET = asset('USDT', 775, {positionMargin: 325, equity: 1290, unrealized: 190});
const START = [CONTRACTS, ...MARKS, positions([BTC, ETH, SOL]), assets([WALLET])];

const symbolsOf = (frames: Parameters<typeof poolOf>[0]) =>
  poolOf(frames).positions.map(({symbol}) => symbol);

describe('cross', () => {
  it('1,000 + 100 + 100; (6,000 + 2,500) × 0.4 % + (6,100 + 2,400) × 0.02 %', () => {
    const pool = poolOf(START);
    expect(shown(pool.equity)).toBe('exact 1200');
    expect(shown(pool.maintenanceMargin)).toBe('exact 35.7');
    // (34 + 0.48 − 1,100 + 6,000) ÷ (0.1 × 0.9998)
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 49354.670934');
    expect(shown(pool.initialMargin)).toBe('exact 425');
  });

  it('what orders hold does not secure', () => {
    const held = assets([{...WALLET, availableBalance: 675, frozenBalance: 100}], AT + 1);
    expect(shown(poolOf([...START, held]).equity)).toBe('exact 1100');
  });

  it('of another currency is a pool of its own', () => {
    const coins = assets([WALLET, asset('BTC', 0.5)], AT + 1);
    expect(accountOf(play([...START, coins])).pools.map(({id}) => id)).toEqual([
      'cross:USDT',
      'cross:BTC',
      'iso:SOL_USDT',
    ]);
  });

  it('MEXC’s equity is compared without isolated positions and while marks stand still', () => {
    const lone = [
      CONTRACTS,
      ...MARKS,
      positions([BTC]),
      assets([asset('USDT', 1000, {equity: 1100, unrealized: 100})], AT + 1),
    ];
    expect(poolOf([...lone, fair('BTC_USDT', 61_000, AT + 2)]).audit.map(({agrees}) => agrees)).toEqual([
      true,
    ]);
    expect(poolOf([...lone, fair('BTC_USDT', 61_001, AT + 2)]).audit).toEqual([]);
    expect(poolOf([...START, ...MARKS]).audit).toEqual([]);
  });
});

describe('isolated', () => {
  it('its margin alone: 100 − 10; 1,500 × 0.4 % + 1,490 × 0.02 %; falls at (1,500 − 100 + 6) ÷ (10 × 0.9998)', () => {
    const pool = poolOf(START, 'iso:SOL_USDT');
    expect(shown(pool.equity)).toBe('exact 90');
    expect(shown(pool.maintenanceMargin)).toBe('exact 6.298');
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 140.628126');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([['liquidationPrice', true]]);
  });

  it('long and short of one contract are pools of their own', () => {
    const short = position('SOL_USDT', ['short', 50, 151], {openType: 1, im: 40});
    const frames = [...START, positions([SOL, short], AT + 1)];
    expect(accountOf(play(frames)).pools.map(({id}) => id)).toEqual([
      'cross:USDT',
      'iso:SOL_USDT:long',
      'iso:SOL_USDT:short',
    ]);
  });

  it('without its margin its equity is missing', () => {
    const {im: _, ...row} = SOL;
    const frames = [...START, positions([row], AT + 1)];
    expect(shown(poolOf(frames, 'iso:SOL_USDT').equity)).toBe('missing isolated margin of SOL_USDT');
    expect(shown(poolOf(frames).equity)).toBe('missing isolated margin of SOL_USDT');
  });
});

describe('inverse', () => {
  it('100 USD a contract: 100 at 50,000 are 0.2 BTC; they fall where 0.05 BTC and the loss are the requirement', () => {
    const frames = [
      contracts([contract('BTC_USD', 100)]),
      fair('BTC_USD', 50_000),
      positions([position('BTC_USD', ['long', 100, 50_000])]),
      assets([asset('BTC', 0.05)]),
    ];
    const pool = poolOf(frames, 'cross:BTC');
    // 0.2 × 0.4 % + 0.2 × 0.02 %
    expect(shown(pool.maintenanceMargin)).toBe('exact 0.00084');
    // 10,000 × 1.0002 ÷ (0.2 + 0.05 − 0.0008)
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 40136.436597');
  });
});

describe('risk limits', () => {
  const heldAt = (size: number, fields: Readonly<Record<string, unknown>>) =>
    shown(
      poolOf([
        contracts([contract('BTC_USDT', 0.0001, {takerFeeRate: 0, ...fields})]),
        fair('BTC_USDT', 10_000),
        positions([position('BTC_USDT', ['long', size, 10_000])]),
        assets([asset('USDT', 1_000_000)]),
      ]).maintenanceMargin,
    );

  it('the whole size has the rate of the level it falls in', () => {
    // A contract is worth 1: 0.4 % up to a million, 0.8 % up to two, 1.2 % up to three and beyond.
    expect(heldAt(1_000_000, {})).toBe('exact 4000');
    expect(heldAt(1_000_001, {})).toBe('exact 8000.008');
    expect(heldAt(4_000_000, {})).toBe('exact 48000');
  });

  it('a list of levels of its own, in either spelling', () => {
    const custom = [
      {level: 1, maxVol: 100, mmr: 0.01, imr: 0.02, maxLeverage: 50},
      {level: 2, maxVol: 300, mmr: 0.02, imr: 0.04, maxLeverage: 25},
    ];
    const short = custom.map(({level, maxVol, mmr, imr}) => ({lv: level, vol: maxVol, mmr, imr}));
    expect(heldAt(100, {riskLimitMode: 'CUSTOM', riskLimitCustom: custom})).toBe('exact 1');
    expect(heldAt(200, {riskLimitMode: 'CUSTOM', riskLimitCustom: short})).toBe('exact 4');
  });

  it('by value: the level is that of the entry’s value', () => {
    const fields = {riskLimitType: 'BY_VALUE', contractSize: 0.001, riskBaseVol: 5000, riskIncrVol: 5000};
    // 600 contracts of 10 are 6,000: the second level
    expect(heldAt(600, fields)).toBe('exact 48');
  });

  it('the fee of a liquidation is its own where it is told', () => {
    expect(heldAt(1000, {liquidationFeeRate: 0.001})).toBe('exact 5');
  });

  it('the web’s short list says the same', () => {
    const row = {
      symbol: 'BTC_USDT',
      bc: 'BTC',
      qc: 'USDT',
      sc: 'USDT',
      cs: 0.0001,
      tfr: 0.0002,
      mmr: 0.004,
      imr: 0.005,
      rbv: 1_000_000,
      riv: 1_000_000,
      rim: 0.004,
      rll: 3,
      rlt: 'BY_VOLUME',
      rlm: 'INCREASE',
    };
    const short = play([answer('/contract/detailV2', [row])]);
    expect(short.contracts).toEqual(play([contracts([contract('BTC_USDT', 0.0001)])]).contracts);
  });

  it('a contract without a rate is not taken: it would call every position safe', () => {
    const bare = contracts([contract('BTC_USDT', 0.0001, {maintenanceMarginRate: 0})]);
    const frames = [bare, ...MARKS, positions([BTC]), assets([WALLET])];
    expect(shown(poolOf(frames).maintenanceMargin)).toMatch(/^missing/);
  });

  it('not seen: nothing of it is guessed', () => {
    const pool = poolOf([...MARKS, positions([SOL]), assets([WALLET])], 'iso:SOL_USDT');
    expect(shown(pool.equity)).toMatch(/^missing contract size of SOL_USDT/);
    expect(shown(pool.maintenanceMargin)).toMatch(/^missing/);
    expect(shown(pool.positions[0]?.liquidationPrice)).toMatch(/^missing/);
  });
});

describe('positions', () => {
  it('a push changes the one it names; 3 closes it', () => {
    const more = {...BTC, holdVol: 2000};
    expect(
      modelOf([...START, push('push.personal.position', more, AT + 1)]).positions[0]?.size.toFixed(),
    ).toBe('2000');
    const closed = {...BTC, state: 3, holdVol: 0};
    expect(symbolsOf([...START, push('push.personal.position', closed, AT + 1)])).toEqual(['ETH_USDT']);
    const seized = {...BTC, state: 2};
    expect(symbolsOf([...START, push('push.personal.position', seized, AT + 1)])).toEqual(['ETH_USDT']);
  });

  it('an answer replaces them all; one about a contract that contract’s', () => {
    expect(symbolsOf([...START, positions([ETH], AT + 1)])).toEqual(['ETH_USDT']);
    expect(symbolsOf([...START, positions([], AT + 1, '?symbol=BTC_USDT')])).toEqual(['ETH_USDT']);
    expect(symbolsOf([...START, positions([], AT + 1)])).toEqual([]);
  });

  it('pushes alone are no whole account', () => {
    const frames = [CONTRACTS, ...MARKS, assets([WALLET]), push('push.personal.position', BTC)];
    expect(shown(poolOf(frames).equity)).toBe('missing all positions of the account');
  });

  it('an earlier version that comes late is dropped', () => {
    const now = push('push.personal.position', {...BTC, holdVol: 2000, version: 7}, AT + 1);
    const sizeOf = (frames: Parameters<typeof modelOf>[0]) =>
      modelOf(frames)
        .positions.find(({symbol}) => symbol === 'BTC_USDT')
        ?.size.toFixed();
    const before = {...BTC, version: 6};
    expect(sizeOf([...START, now, push('push.personal.position', before, AT + 2)])).toBe('2000');
    expect(sizeOf([...START, now, positions([before], AT + 2)])).toBe('2000');
    expect(sizeOf([...START, now, positions([before], AT + 60_000)])).toBe('1000');
  });
});

describe('wallet', () => {
  const pushed = (fields: Readonly<Record<string, unknown>>, at = AT + 1) =>
    push(
      'push.personal.asset',
      {currency: 'USDT', positionMargin: 325, frozenBalance: 0, availableBalance: 775, bonus: 0, ...fields},
      at,
    );

  it('a push is the sum of its parts, as MEXC’s equity bore out', () => {
    expect(shown(poolOf([...START, pushed({availableBalance: 765})]).equity)).toBe('exact 1190');
  });

  it('an estimate when that was never borne out', () => {
    const fresh = [CONTRACTS, ...MARKS, positions([BTC]), pushed({})];
    expect(shown(poolOf(fresh).equity)).toBe('estimated 1200');
    const apart = assets([asset('USDT', 865, {positionMargin: 325, equity: 1290, unrealized: 190})]);
    expect(shown(poolOf([...START, apart, pushed({})]).equity)).toMatch(/^estimated/);
  });

  it('a position that changed after it was told makes an estimate, until it is told again', () => {
    const more = push('push.personal.position', {...BTC, holdVol: 2000}, AT + 1);
    expect(shown(poolOf([...START, more]).equity)).toMatch(/^estimated/);
    expect(shown(poolOf([...START, more, pushed({}, AT + 2)]).equity)).toMatch(/^exact/);
  });

  it('may come before the position when it knows what that sets aside', () => {
    const more = push('push.personal.position', {...BTC, holdVol: 2000, im: 2}, AT + 2);
    // 2 of BTC, 1 of ETH, 100 of SOL
    const knows = pushed({positionMargin: 103, availableBalance: 997});
    expect(shown(poolOf([...START, knows, more]).equity)).toBe('exact 1300');
    expect(
      shown(poolOf([...START, pushed({positionMargin: 102, availableBalance: 998}), more]).equity),
    ).toMatch(/^estimated/);
  });

  it('a trial bonus makes an estimate', () => {
    expect(shown(poolOf([...START, assets([{...WALLET, bonus: 5}], AT + 1)]).equity)).toMatch(/^estimated/);
  });

  it('several currencies together, or none told: the equity is missing', () => {
    const shared = assets([{...WALLET, debtAmount: 0, contributeMarginAmount: 250}], AT + 1);
    expect(shown(poolOf([...START, shared]).equity)).toBe(
      'missing how several currencies secure these positions',
    );
    expect(shown(poolOf([CONTRACTS, ...MARKS, positions([BTC])]).equity)).toBe('missing balance of USDT');
  });
});

describe('marks', () => {
  it('fair prices count, from either push or an answer; last prices do not', () => {
    const rows = [{symbol: 'BTC_USDT', fairPrice: 62_000, lastPrice: 1, indexPrice: 62_001}];
    for (const told of [
      push('push.ticker', rows[0], AT + 1),
      push('push.tickers', rows, AT + 1),
      answer('/contract/ticker', rows, AT + 1),
      answer('/contract/ticker', rows[0], AT + 1),
    ])
      expect(shown(poolOf([...START, told]).equity)).toBe('exact 1300');
  });
});

describe('prices of all contracts', () => {
  const all = (at: number) =>
    push(
      'push.tickers',
      [
        {symbol: 'DOGE_USDT', fairPrice: 0.2},
        {symbol: 'BTC_USDT', fairPrice: 62_000},
        {symbol: 'XRP_USDT', fairPrice: null},
      ],
      at,
    );

  it('are kept of what is held; of all while the positions are not known', () => {
    const marksOf = (frames: Parameters<typeof play>[0]) => Object.keys(play(frames).marks).sort();
    expect(marksOf([all(AT)])).toEqual(['BTC_USDT', 'DOGE_USDT']);
    expect(marksOf([positions([BTC]), all(AT)])).toEqual(['BTC_USDT']);
    expect(marksOf([positions([]), all(AT)])).toEqual([]);
  });

  it('answered once are all kept', () => {
    const told = answer('/contract/ticker', [{symbol: 'DOGE_USDT', fairPrice: 0.2}]);
    expect(Object.keys(play([positions([BTC]), told]).marks)).toEqual(['DOGE_USDT']);
  });
});

const outcomeOf = (given: Parameters<typeof frame>[0], from = initial) => reduce(from, frame(given));

describe('frames that are not as they should be', () => {
  it.each([
    ['an error', {success: false, code: 401, message: 'Not logged in'}, 'success', /error 401/],
    [
      'a size of another type',
      {success: true, code: 0, data: [{...BTC, holdVol: null}]},
      'data.0.holdVol',
      /an amount of zero or more/,
    ],
    [
      'a side of another kind',
      {success: true, code: 0, data: [{...BTC, positionType: 3}]},
      'data.0.positionType',
      /1 or 2/,
    ],
    [
      'a symbol that is no name',
      {success: true, code: 0, data: [{...BTC, symbol: '__proto__'}]},
      'data.0.symbol',
      /symbol/,
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
    expect(outcomeOf({body: positions([BTC]).body.slice(0, 80)}).outcome).toBe('malformed');
  });

  it.each([
    [
      'another host',
      {url: 'https://futures.ourbit.com/api/v1/private/account/assets', body: {success: false}},
    ],
    ['a look-alike', {url: 'https://mexc.com.evil.example/api/v1', body: {success: false}}],
    ['what the page sends', {direction: 'out' as const, body: {success: false}}],
    [
      'closed positions',
      {url: `${API}/private/position/list/history_positions`, body: {success: true, code: 0, data: [BTC]}},
    ],
    ['no orders', {url: `${API}/private/order/list/open_orders`, body: {success: true, code: 0, data: []}}],
    ['a book', {via: 'websocket' as const, url: SOCKET, body: {channel: 'push.depth', data: {}}}],
    ['a login', {via: 'websocket' as const, url: SOCKET, body: {channel: 'rs.login', data: 'success'}}],
    ['an order', {via: 'websocket' as const, url: SOCKET, body: {channel: 'push.personal.order', data: BTC}}],
  ])('%s is ignored', (_, given) => {
    expect(outcomeOf(given).outcome).toBe('ignored');
  });

  it('before the account was heard there is none', () => {
    expect(accounts(play([CONTRACTS, ...MARKS]))).toEqual([]);
  });
});
