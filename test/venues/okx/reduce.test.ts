import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/okx/account.ts';
import {reduce} from '../../../src/venues/okx/reduce.ts';
import {initial} from '../../../src/venues/okx/state.ts';
import {BTC_LONG, ETH_SHORT, LTC_LOAN, XRP_LONG} from './rows.ts';
import {
  AT,
  account,
  accountOf,
  answer,
  changed,
  config,
  currency,
  DEMO,
  frame,
  healthOf,
  instruments,
  mark,
  number,
  PRIVATE,
  positions,
  reduceAll,
  WEB,
} from './wire.ts';

const held = (frames: Parameters<typeof reduceAll>[0]) =>
  Object.values(reduceAll(frames).positions).map(({instId, pos}) => [instId, pos]);

describe('position pushes', () => {
  it('a whole list lets go of what it does not hold, a change does not', () => {
    const both = positions([XRP_LONG, BTC_LONG]);
    expect(held([both, changed([XRP_LONG])])).toHaveLength(2);
    expect(held([both, positions([XRP_LONG])])).toEqual([['XRP-USDT-SWAP', '1']]);
  });

  it('a list of one type leaves the others', () => {
    expect(held([positions([XRP_LONG, LTC_LOAN]), positions([], {instType: 'SWAP'})])).toEqual([
      ['LTC-USDT', '12.00358728382'],
    ]);
  });

  it('a list in two pages is whole with the last one', () => {
    const first = positions([BTC_LONG], {curPage: 1, lastPage: false});
    const second = positions([ETH_SHORT], {curPage: 2, lastPage: true});
    const before = positions([XRP_LONG]);
    expect(held([before, first])).toHaveLength(2);
    expect(held([before, first, second]).map(([instId]) => instId)).toEqual([
      'BTC-USDT-SWAP',
      'ETH-USD-SWAP',
    ]);
  });

  it('a last page whose first was missed takes nothing away', () => {
    expect(held([positions([XRP_LONG]), positions([BTC_LONG], {curPage: 2, lastPage: true})])).toHaveLength(
      2,
    );
  });

  it('a row of size 0 closes, and only its own side', () => {
    const long = {...BTC_LONG, posSide: 'long'};
    const short = {...BTC_LONG, posSide: 'short', pos: '2'};
    expect(held([positions([long, short]), changed([{...long, pos: '0'}])])).toEqual([
      ['BTC-USDT-SWAP', '2'],
    ]);
  });

  it('a row that OKX changed earlier does not undo a later one', () => {
    const later = {...XRP_LONG, pos: '3', uTime: '1693151444500'};
    expect(held([positions([later]), answer('account/positions', [XRP_LONG], {at: AT + 1})])).toEqual([
      ['XRP-USDT-SWAP', '3'],
    ]);
  });

  it('without an event type the push after the acknowledgement is the whole list, the next ones are changes', () => {
    const push = (rows: readonly object[]) =>
      frame({body: {arg: {channel: 'positions', instType: 'ANY'}, data: rows}});
    const acknowledged = frame({
      body: {event: 'subscribe', arg: {channel: 'positions', instType: 'ANY'}, connId: 'a4d3ae55'},
    });
    expect(held([push([XRP_LONG]), push([BTC_LONG])])).toHaveLength(2);
    expect(held([push([XRP_LONG]), acknowledged, push([BTC_LONG])])).toHaveLength(1);
    expect(held([acknowledged, push([XRP_LONG]), push([BTC_LONG])])).toHaveLength(2);
  });

  it('an answer about one type is a list of that type', () => {
    const url = 'account/positions?instType=MARGIN&t=1';
    expect(held([positions([XRP_LONG, LTC_LOAN]), answer(url, [])])).toEqual([['XRP-USDT-SWAP', '1']]);
  });
});

describe('account pushes', () => {
  const known = (frames: Parameters<typeof reduceAll>[0]) => Object.keys(reduceAll(frames).currencies);
  const both = account([currency('USDT', '100'), currency('BTC', '1')]);

  it('a whole list lets a spent currency go, a change keeps it', () => {
    expect(known([both, account([currency('USDT', '90')])])).toEqual(['USDT']);
    expect(known([both, account([currency('USDT', '90')], {}, {eventType: 'event_update'})])).toEqual([
      'USDT',
      'BTC',
    ]);
  });

  it('the web’s own answer at its own address is the same record', () => {
    const balance = answer('account/balance', [
      {details: [currency('USDT', '70')], adjEq: '', totalEq: '70'},
    ]);
    expect(reduceAll([balance]).currencies.USDT?.cashBal).toBe('70');
  });
});

describe('whose account', () => {
  it('another user id begins anew, tables stay', () => {
    const state = reduceAll([
      instruments({'XRP-USDT-SWAP': {size: '100', tick: '0.0001'}}),
      positions([XRP_LONG], {uid: '1'}),
      account([currency('USDT', '5')], {}, {uid: '2'}),
    ]);
    expect(Object.keys(state.positions)).toEqual([]);
    expect(Object.keys(state.instruments)).toEqual(['XRP-USDT-SWAP']);
  });

  it('demo trading is an account of its own', () => {
    const frames = [positions([XRP_LONG]), account([currency('USDT', '5000')], {}, {url: DEMO})];
    expect(accountOf(frames).account).toBe('demo');
    expect(held(frames)).toEqual([]);
  });
});

describe('answers by their shape, at addresses that the reference only infers', () => {
  it.each([
    ['positions', [{...XRP_LONG}], 'positions'],
    ['account', [{details: [currency('USDT', '1')], totalEq: '1', adjEq: ''}], 'currencies'],
    [
      'instruments',
      [{instId: 'BTC-USDT-SWAP', ctVal: '0.01', tickSz: '0.1', ctType: 'linear'}],
      'instruments',
    ],
    ['tiers', [{instFamily: 'BTC-USDT', minSz: '0', mmr: '0.004', maxLever: '100', tier: '1'}], 'tiers'],
  ] as const)('%s', (_, data, member) => {
    const unknown = frame({via: 'fetch', url: `${WEB}/some/other-call`, body: {code: '0', data}});
    expect(Object.keys(reduceAll([unknown])[member])).toHaveLength(1);
  });
});

describe('frames that are not ours, or not readable', () => {
  const before = reduceAll([account([currency('USDT', '100')]), positions([XRP_LONG])]);
  const outcome = (body: unknown, more: object = {}) => {
    const {state, outcome: said, defects} = reduce(before, frame({body, ...more}));
    expect(state).toBe(before);
    return [said, defects[0]?.where, defects[0]?.what];
  };

  it.each([
    ['pong'],
    ['ping'],
    [{event: 'login', code: '0', connId: 'a'}],
    [{event: 'channel-conn-count', channel: 'positions', connCount: '1'}],
    [{arg: {channel: 'books', instId: 'BTC-USDT'}, data: [{asks: []}]}],
    [{arg: {channel: 'orders', instType: 'SWAP'}, data: [{category: 'full_liquidation'}]}],
    [[1, 2]],
    [{}],
  ])('%j is ignored', (body) => {
    expect(outcome(body)[0]).toBe('ignored');
  });

  it('what the page sends is never read', () => {
    expect(outcome({op: 'login', args: [{token: 'x'}]}, {direction: 'out'})[0]).toBe('ignored');
  });

  it('an error is no empty account', () => {
    const url = `${WEB}/account/positions`;
    const refused = {code: '50011', msg: 'Too Many Requests', data: []};
    expect(outcome(refused, {via: 'fetch', url})).toEqual([
      'malformed',
      'code',
      'OKX answered with error 50011',
    ]);
  });

  it('names what is wrong and where', () => {
    const arg = {channel: 'positions', instType: 'ANY'};
    const bad = {...XRP_LONG, pos: null};
    expect(outcome({arg, eventType: 'snapshot', data: [XRP_LONG, bad]})).toEqual([
      'malformed',
      'data.1.pos',
      'expected a decimal string, got null',
    ]);
    expect(outcome('{"arg":{"channel":"positions"},"data":[{')[0]).toBe('malformed');
    expect(outcome({arg: {channel: 'account'}, data: {}})).toEqual([
      'malformed',
      'data',
      'expected a list, got Object',
    ]);
  });
});

describe('what is not whole does not look so', () => {
  const usdt = account([currency('USDT', '19.973666', {eq: '19.997666', upl: '0.024'})]);

  it('nothing heard: no account', () => {
    expect(accounts(initial)).toEqual([]);
    expect(accounts(reduceAll([mark('BTC-USDT-SWAP', '1'), config('2')]))).toHaveLength(1);
  });

  it('without a balance there is no equity', () => {
    const pool = healthOf([positions([XRP_LONG])], 'cross:USDT');
    expect(pool.equity).toEqual({kind: 'missing', needs: ['balance of USDT']});
    expect(pool.accuracy.kind).toBe('missing');
    expect(pool.positions[0]?.liquidationPrice.kind).toBe('missing');
  });

  it('changes alone are not all positions', () => {
    const pool = healthOf([usdt, changed([XRP_LONG])], 'cross:USDT');
    expect(pool.equity).toEqual({kind: 'missing', needs: ['all positions of the account']});
  });

  it('a list of one type is an estimate', () => {
    const pool = healthOf([usdt, positions([XRP_LONG], {instType: 'SWAP'})], 'cross:USDT');
    expect(pool.equity).toMatchObject({
      kind: 'estimated',
      because: ['only positions of type SWAP have been seen'],
    });
  });

  it('four lists are all types', () => {
    const frames = ['SWAP', 'FUTURES', 'OPTION', 'MARGIN'].map((instType) =>
      positions(instType === 'SWAP' ? [XRP_LONG] : [], {instType}),
    );
    expect(healthOf([usdt, ...frames], 'cross:USDT').equity.kind).toBe('exact');
  });

  it('a requirement of OKX’s that the positions do not explain: some are not shown', () => {
    const more = account([currency('USDT', '19.973666', {eq: '19.997666', upl: '0.024', mmr: '0.5'})]);
    const pool = healthOf([more, positions([XRP_LONG], {instType: 'SWAP'})], 'cross:USDT');
    expect(pool.equity).toEqual({
      kind: 'missing',
      needs: ['positions that OKX counts but has not shown'],
    });
  });

  it('a contract of unknown size is not guessed', () => {
    const row = {...XRP_LONG, imr: '', notionalUsd: ''};
    const pool = healthOf([usdt, positions([row])], 'cross:USDT');
    expect(pool.equity).toMatchObject({
      kind: 'missing',
      needs: expect.arrayContaining(['contract size of XRP-USDT-SWAP']),
    });
  });

  it('a size that only the dollar value tells is doubted', () => {
    const row = {...XRP_LONG, imr: '', upl: '0', avgPx: '0.52692'};
    const pool = healthOf([usdt, positions([row])], 'cross:USDT');
    expect(pool.positions[0]?.notional).toMatchObject({
      kind: 'estimated',
      because: expect.arrayContaining([
        'the contract size of XRP-USDT-SWAP is worked out from its value in dollars',
      ]),
    });
    expect(number(pool.positions[0]?.notional)).toBe('52.692');
  });

  it('silence is stale: neither account nor mark for more than 20 s', () => {
    const [pool] = accountOf([usdt, positions([XRP_LONG])]).pools;
    expect(pool?.sources?.map(({name, limitMs}) => [name, limitMs])).toEqual([
      ['account', 20_000],
      ['mark price of XRP-USDT-SWAP', 20_000],
    ]);
  });
});

describe('marks', () => {
  it('the newer of the row and the stream counts; an older one of the stream does not come back', () => {
    const frames = [
      account([currency('USDT', '19.973666')]),
      positions([XRP_LONG]),
      mark('XRP-USDT-SWAP', '0.5', {at: AT + 1000}),
      mark('XRP-USDT-SWAP', '0.6', {at: AT + 500}),
    ];
    // 19.973666 + 100 × (0.5 − 0.52668)
    expect(number(healthOf(frames, 'cross:USDT').equity)).toBe('17.305666');
    const again = positions([XRP_LONG], {at: AT + 2000});
    expect(number(healthOf([...frames, again], 'cross:USDT').equity)).toBe('19.997666');
  });

  it('those of contracts that are not held are let go, all but a few', () => {
    const frames = Array.from({length: 120}, (_, index) =>
      mark(`C${index}-USDT-SWAP`, '1', {at: AT + index}),
    );
    expect(Object.keys(reduceAll(frames).marks)).toHaveLength(40);
  });
});

describe('cross margin positions of futures mode', () => {
  const cross = {...LTC_LOAN, mgnMode: 'cross', mgnRatio: '10', upl: '0.1', liqPx: ''};

  it('a short: profit by its average price, the requirement goes with the debt, all estimated', () => {
    const pool = healthOf([account([currency('USDT', '10')]), positions([cross])], 'cross:USDT');
    // 10 + 0.113791 × (87.98 − 87.81)
    expect(number(pool.equity)).toBe('10.01934447');
    expect(number(pool.maintenanceMargin)).toBe('0.4995993855');
    expect(pool.equity.kind).toBe('estimated');
  });
});

it('reads sockets of any region', () => {
  const url = PRIVATE.replace('wspri', 'wseea');
  expect(reduce(initial, {...positions([XRP_LONG]), url}).outcome).toBe('used');
});
