import {describe, expect, it} from 'vitest';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/kucoin/account.ts';
import {reduce} from '../../../src/venues/kucoin/reduce.ts';
import {initial} from '../../../src/venues/kucoin/state.ts';
import {
  ASSETS,
  AT,
  accountOf,
  answer,
  assets,
  CONTRACTS,
  change,
  crossRow,
  ETHUSDTM,
  frame,
  isolatedRow,
  mark,
  message,
  modelOf,
  noOrders,
  ORDERS,
  POSITIONS,
  play,
  poolOf,
  post,
  shown,
  usdt,
  WEB,
  wallet,
  XBTUSDTM,
} from './wire.ts';

const BTC = {currentQty: 100, avgEntryPrice: 60000, markPrice: 60000, posCost: 6000};
const ISOLATED = isolatedRow('XBTUSDTM', {...BTC, posMargin: 600, posMaint: 30, posInit: 600});
const LISTED = answer(CONTRACTS, [XBTUSDTM, ETHUSDTM]);
/** 1,000 USDT with 0.1 BTC bought at 60,000, everything seen. */
const CROSS: readonly Frame[] = [
  LISTED,
  assets([usdt(1000)]),
  noOrders(),
  answer(POSITIONS, [crossRow('XBTUSDTM', BTC)]),
];

const outcome = (given: Frame, from = initial) => reduce(from, given).outcome;
const defect = (given: Frame, from = initial) => reduce(from, given).defects[0];

describe('what has not been seen is missing or doubted', () => {
  it('no account before a frame of it', () => {
    expect(accounts(play([LISTED]))).toEqual([]);
  });

  it('everything seen: exact', () => {
    const pool = poolOf(CROSS, 'cross:USDT');
    expect(shown(pool.equity)).toBe('exact 1000');
    // 6000 × ((1 + 0.1 ÷ 300) ÷ 250 + 0.0006)
    expect(shown(pool.maintenanceMargin)).toBe('exact 27.608');
    // 27.608 ÷ 6000 = 0.00460133…; (6000 − 1000) ÷ (0.1 × (1 − 0.00460133…))
    expect(shown(pool.positions[0]?.liquidationPrice, 4)).toBe('exact 50231.1302');
  });

  it('without the wallet there is no equity', () => {
    const frames = CROSS.filter(({url}) => url !== ASSETS);
    expect(shown(poolOf(frames, 'cross:USDT').equity)).toBe('missing wallet balance of USDT');
  });

  it('without the contract list the requirement is missing, not guessed', () => {
    const pool = poolOf(CROSS.slice(1), 'cross:USDT');
    expect(shown(pool.maintenanceMargin)).toBe('missing margin tiers of XBTUSDTM');
    expect(shown(pool.equity)).toBe('exact 1000');
  });

  it('without the contract list KuCoin’s own requirement stands in as an estimate', () => {
    const row = crossRow('XBTUSDTM', {...BTC, posMaint: 24.008});
    const pool = poolOf([...CROSS.slice(1, 3), answer(POSITIONS, [row])], 'cross:USDT');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 24.008');
  });

  it('without an answer about open orders the pool is doubted, and with one in it too', () => {
    const unseen = CROSS.filter(({url}) => url !== ORDERS);
    expect(modelOf(unseen, 'cross:USDT').doubts?.[0]).toMatch(/have not been seen/);
    const open = answer(ORDERS, {symbols: {ETHUSDTM: {askOrderSize: '5'}}, currencies: {}});
    expect(modelOf([...CROSS, open], 'cross:USDT').doubts?.[0]).toMatch(/not counted/);
    const gone = answer(ORDERS, {
      symbols: {ETHUSDTM: {askOrderSize: '0', bidOrderSize: '0'}},
      currencies: {},
    });
    expect(modelOf([...CROSS, open, gone], 'cross:USDT').doubts).toBeUndefined();
  });

  it('positions known from events only do not look whole', () => {
    const pool = poolOf(
      [LISTED, assets([usdt(1000)]), noOrders(), change('XBTUSDTM', crossRow('XBTUSDTM', BTC))],
      'cross:USDT',
    );
    expect(shown(pool.equity)).toBe('missing all positions of the account');
  });

  it('an isolated position without its margin has no equity and makes the cross margin unknown', () => {
    const row = {...ISOLATED, posMargin: undefined};
    const frames = [assets([usdt(1000)]), noOrders(), answer(POSITIONS, [row])];
    expect(shown(poolOf(frames, 'iso:XBTUSDTM').equity)).toBe('missing isolated margin of XBTUSDTM');
    expect(shown(poolOf(frames, 'cross:USDT').equity)).toBe('missing isolated margin of XBTUSDTM');
  });

  it('a contract size that nothing tells shows no value', () => {
    const row = {...ISOLATED, posCost: undefined};
    const pool = poolOf([answer(POSITIONS, [row])], 'iso:XBTUSDTM');
    expect(pool.positions[0]?.notional.kind).toBe('missing');
    expect(shown(pool.equity)).toMatch(/^missing contract size of XBTUSDTM/);
  });

  it('a contract size that is no short number is worked out and doubted', () => {
    const pool = poolOf([answer(POSITIONS, [{...ISOLATED, posCost: 7407}])], 'iso:XBTUSDTM');
    expect(pool.equity.kind).toBe('estimated');
  });
});

describe('pools', () => {
  it('each settlement currency has its own, XBT is BTC, and isolated positions stand apart', () => {
    const rows = [
      crossRow('XBTUSDTM', BTC),
      crossRow('XBTUSDM', {...BTC, settleCurrency: 'XBT', isInverse: true}),
      crossRow('ETHUSDCM', {...BTC, settleCurrency: 'USDC'}),
      {...ISOLATED, symbol: 'ETHUSDTM'},
    ];
    const frames = [answer(POSITIONS, rows), assets([usdt(1000), {...usdt('0.5'), currency: 'XBT'}])];
    expect(accountOf(play(frames)).pools.map(({id, unit}) => [id, unit])).toEqual([
      ['cross:USDT', 'USDT'],
      ['cross:BTC', 'BTC'],
      ['cross:USDC', 'USDC'],
      ['iso:ETHUSDTM', 'USDT'],
    ]);
  });

  it('hedge mode keeps a long and a short apart', () => {
    const rows = [
      {...ISOLATED, positionSide: 'LONG'},
      {...ISOLATED, positionSide: 'SHORT', currentQty: -100},
    ];
    const {pools} = accountOf(play([answer(POSITIONS, rows)]));
    expect(pools.map(({id, positions}) => [id, positions[0]?.side])).toEqual([
      ['iso:XBTUSDTM:LONG', 'long'],
      ['iso:XBTUSDTM:SHORT', 'short'],
    ]);
  });

  it('orders are cancelled at a risk rate of 95 %, so at an accuracy of 105.26 %', () => {
    const levels = modelOf(CROSS, 'cross:USDT').levels ?? [];
    expect(levels.map(({name, at}) => [name, at.toDecimalPlaces(6).toFixed()])).toEqual([
      ['orders cancelled', '1.052632'],
      ['liquidation', '1'],
    ]);
  });

  it('the initial margin is the larger of 1 ÷ leverage and 1.3 × the maintenance rate', () => {
    // 6000 ÷ 10; at 200x 1.3 × 0.00400133… × 6000
    expect(shown(poolOf(CROSS, 'cross:USDT').initialMargin)).toBe('exact 600');
    const high = [...CROSS.slice(0, 3), answer(POSITIONS, [crossRow('XBTUSDTM', {...BTC, leverage: 200})])];
    expect(shown(poolOf(high, 'cross:USDT').initialMargin)).toBe('exact 31.2104');
  });

  it('trial funds are nobody’s collateral and no position of the account', () => {
    const frames = [
      answer(POSITIONS, [{...ISOLATED, isTrialFunds: true}]),
      assets([usdt(50, {isTrialFunds: true}), usdt(1000)]),
    ];
    const {pools} = accountOf(play(frames));
    expect(pools.map(({id}) => id)).toEqual(['cross:USDT']);
    expect(shown(poolOf(frames, 'cross:USDT').equity)).toBe('exact 1000');
  });

  it('the lowest tick and the highest price are KuCoin’s way to say that there is no liquidation price', () => {
    const none = (liquidationPrice: number) =>
      modelOf(
        [...CROSS.slice(0, 3), answer(POSITIONS, [crossRow('XBTUSDTM', {...BTC, liquidationPrice})])],
        'cross:USDT',
      ).positions[0]?.reported?.liquidationPrice;
    expect([none(0), none(0.01), none(1000000)]).toEqual(['none', 'none', 'none']);
    expect(none(50000)?.toString()).toBe('50000');
  });
});

describe('events', () => {
  it('markPriceChange has a few fields only: the others stay', () => {
    const event = change('XBTUSDTM', {
      markPrice: 61000,
      markValue: 6100,
      maintMargin: 700,
      unrealisedPnl: 100,
      changeReason: 'markPriceChange',
      currentTimestamp: AT + 1000,
      settleCurrency: 'USDT',
    });
    const pool = poolOf([answer(POSITIONS, [{...ISOLATED, liquidationPrice: 54300}]), event], 'iso:XBTUSDTM');
    expect(shown(pool.equity)).toBe('exact 700');
    expect(shown(pool.maintenanceMargin)).toBe('exact 30');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
    ]);
  });

  it('the symbol may stand in the topic alone', () => {
    const event = message('/contract/position:XBTUSDTM', 'position.change', {
      markPrice: 61000,
      currentTimestamp: AT + 1,
    });
    expect(shown(poolOf([answer(POSITIONS, [ISOLATED]), event], 'iso:XBTUSDTM').equity)).toBe('exact 700');
  });

  it('a rate of the mark value follows the mark; KuCoin’s own figure of the former mark is not held against it', () => {
    const row = {...ISOLATED, aggRate: 0.005, posMaint: 30};
    const pool = poolOf([answer(POSITIONS, [row]), mark('XBTUSDTM', 61000, {at: AT + 1000})], 'iso:XBTUSDTM');
    expect(shown(pool.maintenanceMargin)).toBe('exact 30.5');
    expect(pool.audit).toEqual([]);
  });

  it('a change of the position replaces what it names', () => {
    const event = change('XBTUSDTM', {
      ...ISOLATED,
      currentQty: 50,
      posCost: 3000,
      posMargin: 300,
      posMaint: 15,
      currentTimestamp: AT + 1,
    });
    const pool = poolOf([answer(POSITIONS, [ISOLATED]), event], 'iso:XBTUSDTM');
    expect(shown(pool.equity)).toBe('exact 300');
    expect(shown(pool.positions[0]?.notional)).toBe('exact 3000');
  });

  it('closing takes the position away, and an older answer under way does not bring it back', () => {
    const closed = change(
      'XBTUSDTM',
      {currentQty: 0, isOpen: false, currentTimestamp: AT + 5000},
      {at: AT + 5100},
    );
    const late = answer(POSITIONS, [ISOLATED], {at: AT + 5200});
    const later = answer(POSITIONS, [ISOLATED], {at: AT + 60_000});
    const pools = (frames: readonly Frame[]) =>
      accountOf(play([answer(POSITIONS, [ISOLATED]), ...frames])).pools.length;
    expect(pools([])).toBe(1);
    expect(pools([closed])).toBe(0);
    expect(pools([closed, late])).toBe(0);
    expect(pools([closed, later])).toBe(1);
  });

  it('an event older than what is known changes nothing', () => {
    const old = change('XBTUSDTM', {...ISOLATED, currentQty: 1, currentTimestamp: AT - 5000});
    expect(shown(poolOf([answer(POSITIONS, [ISOLATED]), old], 'iso:XBTUSDTM').positions[0]?.notional)).toBe(
      'exact 6000',
    );
  });

  it('an answer about everything drops what is not in it; one about a contract only that', () => {
    const both = answer(POSITIONS, [ISOLATED, {...ISOLATED, symbol: 'ETHUSDTM'}]);
    const one = answer(`${WEB}/kumex-position/position`, {...ISOLATED, currentQty: 0, isOpen: false});
    const pools = (last: Frame) => accountOf(play([both, last])).pools.map(({id}) => id);
    expect(pools(one)).toEqual(['iso:ETHUSDTM']);
    expect(pools(answer(POSITIONS, [ISOLATED]))).toEqual(['iso:XBTUSDTM']);
    expect(pools(answer(POSITIONS, []))).toEqual([]);
  });

  it('a mark of a contract that is not held is not kept', () => {
    const state = play([answer(POSITIONS, [ISOLATED]), mark('XBTUSDTM', 61000)]);
    expect(outcome(mark('ETHUSDTM', 2000), state)).toBe('ignored');
    expect(Object.keys(state.marks)).toEqual(['XBTUSDTM']);
    expect(Object.keys(play([answer(POSITIONS, [])], state).marks)).toEqual([]);
  });

  it('a mark older than the known one changes nothing', () => {
    const state = play([answer(POSITIONS, [ISOLATED]), mark('XBTUSDTM', 61000, {timestamp: AT})]);
    expect(outcome(mark('XBTUSDTM', 50000, {timestamp: AT - 1000}), state)).toBe('ignored');
  });

  it('funding of the instrument event and of the contract list', () => {
    const rate = message('/contract/instrument:XBTUSDTM', 'funding.rate', {
      granularity: 60000,
      fundingRate: -0.002966,
      timestamp: AT,
    });
    const [position] = modelOf(
      [...CROSS, mark('XBTUSDTM', 60000, {at: AT + 1}), rate],
      'cross:USDT',
    ).positions;
    expect(position?.fundingRate?.toFixed()).toBe('-0.002966');
    expect(position?.fundingIntervalHours?.toFixed()).toBe('8');
    expect(modelOf(CROSS, 'cross:USDT').positions[0]?.fundingRate?.toFixed()).toBe('0.000052');
  });
});

describe('wallet events', () => {
  const split = {
    walletBalance: '1000',
    totalCrossMargin: '850',
    crossUnPnl: '50',
    crossOrderMargin: '0',
    version: '7',
  };

  it('KuCoin’s own split: total cross margin without its profit', () => {
    const frames = [...CROSS, wallet(split), mark('XBTUSDTM', 60500, {at: AT + 1})];
    // 850 − 50 + 0.1 × 500
    expect(shown(poolOf(frames, 'cross:USDT').equity)).toBe('exact 850');
  });

  it('stays when an answer says the same balance without it, and goes when another', () => {
    expect(shown(poolOf([...CROSS, wallet(split), assets([usdt(1000)])], 'cross:USDT').equity)).toBe(
      'exact 800',
    );
    expect(shown(poolOf([...CROSS, wallet(split), assets([usdt(990)])], 'cross:USDT').equity)).toBe(
      'exact 990',
    );
  });

  it('goes when a position has changed since, as when margin was moved to an isolated one', () => {
    const moved = change('ETHUSDTM', {...ISOLATED, posMargin: 300, currentTimestamp: AT + 5}, {at: AT + 5});
    const frames = [...CROSS, wallet(split), moved, assets([usdt(1000)], {at: AT + 6})];
    expect(shown(poolOf(frames, 'cross:USDT').equity)).toBe('exact 700');
  });

  it('an older version changes nothing', () => {
    const state = play([...CROSS, wallet(split)]);
    expect(outcome(wallet({...split, totalCrossMargin: '1', version: '6'}), state)).toBe('ignored');
  });

  it('subjects of before cross margin hold nothing for us', () => {
    const old = message('/contractAccount/wallet', 'availableBalance.change', {
      availableBalance: 5923,
      currency: 'USDT',
    });
    expect(outcome(old)).toBe('ignored');
  });
});

describe('posts of the worker that holds the web’s socket', () => {
  it('a list of position events, a list of marks, wallets ready made', () => {
    const topic = '/contract/positionAll';
    const frames = [
      ...CROSS.slice(0, 1),
      noOrders(),
      answer(POSITIONS, []),
      post('futures_position', [
        {topic, subject: 'position.change', data: crossRow('XBTUSDTM', {...BTC, currentTimestamp: AT + 1})},
        {
          topic,
          subject: 'position.change',
          data: {symbol: 'XBTUSDTM', markPrice: 60100, currentTimestamp: AT + 2},
        },
      ]),
      post('futures_wallet', {
        walletList: [usdt('1000', {margin: '1010', version: '3'})],
        needPullCost: true,
      }),
      post('futures_markIndexPrice', [
        {
          topic: '/contract/instrument:ETHUSDTM',
          subject: 'mark.index.price',
          data: {markPrice: 2000, timestamp: AT + 3},
        },
        {
          topic: '/contract/instrument:XBTUSDTM',
          subject: 'mark.index.price',
          data: {markPrice: 60200, timestamp: AT + 3},
        },
      ]),
    ];
    // 1000 + 0.1 × 200
    expect(shown(poolOf(frames, 'cross:USDT').equity)).toBe('exact 1020');
  });

  it('names where in the list something is wrong, and other posts are not ours', () => {
    const wrong = post('futures_position', [
      {
        topic: '/contract/positionAll',
        subject: 'position.change',
        data: {symbol: 'XBTUSDTM', currentQty: 'many'},
      },
    ]);
    expect(defect(wrong)).toMatchObject({
      where: 'data.0.data.currentQty',
      what: 'expected a decimal string, got "many"',
    });
    expect(outcome(post('futures_level2', [{topic: 7}]))).toBe('ignored');
    expect(outcome(post('', null))).toBe('ignored');
  });
});

describe('frames that cannot be read', () => {
  it('an error is not an empty account', () => {
    const state = play([answer(POSITIONS, [ISOLATED])]);
    for (const body of [
      {success: false, code: '401', msg: 'not login', data: []},
      {code: '400100', msg: 'token is empty'},
      {success: false, code: '200', data: []},
    ]) {
      const reduction = reduce(state, frame({body}));
      expect(reduction.outcome).toBe('malformed');
      expect(reduction.state).toBe(state);
      expect(reduction.defects[0]?.where).toBe('code');
    }
    expect(outcome(frame({url: `${WEB}/ucenter/is-open`, body: {code: '401', success: false}}))).toBe(
      'ignored',
    );
  });

  it('a wrong value, a missing one, a cut-off answer and no list are named', () => {
    const without = {...ISOLATED, currentQty: undefined};
    expect(defect(answer(POSITIONS, [ISOLATED, without]))?.where).toBe('data.1.currentQty');
    expect(defect(answer(POSITIONS, [{...ISOLATED, markPrice: -1}]))).toMatchObject({
      where: 'data.0.markPrice',
      what: 'expected an amount above zero, got "-1"',
    });
    expect(defect(answer(POSITIONS, null))?.where).toBe('data');
    expect(defect(frame({body: '{"success":true,"code":"200","data":[{"symb'}))?.what).toBe(
      'this is not whole JSON',
    );
    expect(defect(wallet({walletBalance: '1'}))?.where).toBe('data.totalCrossMargin');
    expect(defect(mark('XBTUSDTM', 0))?.where).toBe('data.markPrice');
  });

  it('a new kind of contract in the list does not take the others along', () => {
    const state = play([answer(CONTRACTS, [{symbol: 'ODD'}, XBTUSDTM])]);
    expect(Object.keys(state.contracts)).toEqual(['XBTUSDTM']);
    expect(defect(answer(CONTRACTS, [{symbol: 'ODD'}]))?.where).toBe('data.multiplier');
  });

  it('what the page sends, other hosts, pages and topics are not read', () => {
    expect(outcome(frame({direction: 'out', body: '{}'}))).toBe('ignored');
    expect(outcome(frame({url: 'https://kucoin.com.evil.example/web-front/positions', body: []}))).toBe(
      'ignored',
    );
    expect(outcome(frame({body: '<html>'}))).toBe('ignored');
    expect(outcome(message('/contractMarket/level2:XBTUSDTM', 'level2', {}))).toBe('ignored');
    expect(outcome(message('/trialContract/positionAll', 'position.change', ISOLATED))).toBe('ignored');
    expect(outcome(frame({via: 'websocket', body: {id: '1', type: 'ack'}}))).toBe('ignored');
  });

  it('another address is read when the answer looks like one of ours', () => {
    const moved = (data: unknown) =>
      frame({url: 'https://www.kucoin.com/_api/v9/anything', body: {code: '200', data}});
    const frames = [
      moved([XBTUSDTM]),
      moved([usdt(1000)]),
      moved({symbols: {}, currencies: {}}),
      moved([crossRow('XBTUSDTM', BTC)]),
    ];
    expect(shown(poolOf(frames, 'cross:USDT').equity)).toBe('exact 1000');
    expect(outcome(moved([]))).toBe('ignored');
  });

  it('names that are members of every object are no symbols', () => {
    const rows = `[{"symbol":"__proto__","currentQty":1}]`;
    expect(outcome(frame({body: `{"code":"200","data":${rows}}`}))).toBe('malformed');
    const wallets =
      '{"code":"200","data":[{"currency":"constructor","walletBalance":"5","availableBalance":"5"}]}';
    const state = play([frame({url: ASSETS, body: wallets})]);
    expect(Object.getPrototypeOf(state.wallets)).toBe(Object.prototype);
    expect(accountOf(state).pools.map(({id}) => id)).toEqual(['cross:constructor']);
  });
});

it('a page that invents contracts and currencies without end does not grow the state without end', () => {
  let state = initial;
  for (let round = 0; round < 60; round += 1) {
    const names = Array.from({length: 60}, (_, index) => `C${round}X${index}`);
    const frames = names.flatMap((name) => [
      change(`${name}USDTM`, ISOLATED),
      wallet({currency: name, walletBalance: '1', totalCrossMargin: '1', crossUnPnl: '0'}),
    ]);
    state = play(
      [
        ...frames,
        answer(
          CONTRACTS,
          names.map((name) => ({...XBTUSDTM, symbol: `${name}USDTM`})),
        ),
      ],
      state,
    );
  }
  expect(Object.keys(state.rows).length).toBeLessThanOrEqual(1000);
  expect(Object.keys(state.wallets).length).toBeLessThanOrEqual(1000);
  expect(Object.keys(state.contracts).length).toBeLessThanOrEqual(3000);
});
