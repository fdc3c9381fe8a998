import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/bitget/account.ts';
import {reduce} from '../../../src/venues/bitget/reduce.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  answer,
  balances,
  coin,
  envelope,
  frame,
  positions,
  push,
  REST,
  reduceAll,
  row,
  ticker,
  tiers,
  UTA,
  unifiedAccount,
  unifiedPositions,
  unifiedPush,
  WEB,
} from './wire.ts';

const btc = row('BTCUSDT', {total: '0.5', openPriceAvg: '60000', markPrice: '61000', unrealizedPL: '500'});
const eth = row('ETHUSDT', {total: '5', holdSide: 'short', openPriceAvg: '3000', markPrice: '3100'});
const symbols = (frames: readonly Frame[]) =>
  Object.values(reduceAll(frames).main.positions).map(({symbol}) => symbol);
const outcomeOf = (each: Frame, before: readonly Frame[] = []) => {
  const state = reduceAll(before);
  const {state: after, outcome, defects} = reduce(state, each);
  return {outcome, defects, isUnchanged: after === state};
};

describe('an answer', () => {
  it('replaces the positions of its book, and no other’s', () => {
    const usdc = row('BTCPERP', {marginCoin: 'USDC', total: '1', openPriceAvg: '60000'});
    const frames = [
      positions([btc, eth]),
      positions([usdc], {}, 'productType=USDC-FUTURES'),
      positions([btc]),
    ];
    expect(symbols(frames)).toEqual(['BTCPERP', 'BTCUSDT']);
  });

  it('that is empty clears the book it was asked for', () => {
    expect(symbols([positions([btc]), positions([])])).toEqual([]);
  });

  it('that is empty and was asked for nothing says nothing', () => {
    const empty = answer('/v2/mix/position/all-position', []);
    expect(outcomeOf(empty, [positions([btc])]).outcome).toBe('ignored');
  });

  it('about one contract leaves the others', () => {
    const single = answer(
      '/v2/mix/position/single-position?productType=USDT-FUTURES&symbol=BTCUSDT&marginCoin=USDT',
      [],
    );
    expect(symbols([positions([btc, eth]), single])).toEqual(['ETHUSDT']);
  });

  it('of the page’s own calls is known by its rows, and covers what its request asked for', () => {
    const url = `${WEB}/anything/here`;
    const ask = frame({url, direction: 'out', body: {productType: 'USDT-FUTURES', languageType: 1}});
    const told = frame({url, body: envelope([btc])});
    expect(symbols([ask, told])).toEqual(['BTCUSDT']);
    expect(reduceAll([ask, told]).main.seen).toHaveProperty('USDT');
    expect(symbols([frame({url, body: envelope({list: [btc, eth]})})])).toEqual(['BTCUSDT', 'ETHUSDT']);
  });

  it('of closed or copied positions is nobody’s', () => {
    for (const more of [{closePriceAvg: '1'}, {trackingNo: '9'}])
      expect(outcomeOf(frame({body: envelope([{...btc, ...more}])})).outcome).toBe('ignored');
  });

  it('made before one that we have changes nothing, but only for a moment', () => {
    const newer = positions([btc], {at: AT, time: AT});
    expect(symbols([newer, positions([btc, eth], {at: AT + 50, time: AT - 1})])).toEqual(['BTCUSDT']);
    expect(symbols([newer, positions([btc, eth], {at: AT + 60_000, time: AT - 1})])).toHaveLength(2);
  });

  it('with an error code is a defect where it was asked for, and never an empty account', () => {
    const refused = {code: '40014', msg: 'Incorrect permissions', requestTime: AT, data: null};
    const url = `${REST}/v2/mix/position/all-position?productType=USDT-FUTURES`;
    const told = outcomeOf(frame({url, body: refused}), [positions([btc])]);
    expect(told).toMatchObject({outcome: 'malformed', isUnchanged: true, defects: [{where: 'code'}]});
    expect(told.defects[0]?.what).toBe('Bitget answered with error 40014');
    expect(outcomeOf(frame({body: refused}), [positions([btc])])).toMatchObject({
      outcome: 'ignored',
      isUnchanged: true,
    });
  });
});

describe('a push', () => {
  it('of classic positions is all of them: what is not in it is closed', () => {
    expect(
      symbols([positions([btc, eth]), push('positions', [{...btc, symbol: undefined, instId: 'BTCUSDT'}])]),
    ).toEqual(['BTCUSDT']);
    expect(symbols([positions([btc]), push('positions', [])])).toEqual([]);
  });

  it('that says update changes only its rows', () => {
    const more = {...btc, total: '2'};
    const frames = [positions([btc, eth]), push('positions', [more], {action: 'update'})];
    expect(symbols(frames)).toHaveLength(2);
    expect(reduceAll(frames).main.positions['BTCUSDT:long:USDT']?.size).toBe('2');
  });

  it('of an ended position of a unified account takes that one away, although it is called a snapshot', () => {
    const held = (symbol: string) => ({
      symbol,
      marginCoin: 'USDT',
      marginMode: 'crossed',
      posSide: 'long',
      holdMode: 'hedge_mode',
      size: '1',
      avgPrice: '3000',
      markPrice: '3100',
      mmr: '0.005',
    });
    const ended = {...held('BTCUSDT'), size: '0', avgPrice: '0', mmr: '', positionStatus: 'ended'};
    const frames = [
      unifiedPush('position', [held('BTCUSDT'), held('ETHUSDT')]),
      unifiedPush('position', [ended]),
    ];
    expect(symbols(frames)).toEqual(['ETHUSDT']);
  });

  it.each([
    ['spot', push('ticker', [{instId: 'BTCUSDT', markPrice: '1'}], {product: 'SPOT'})],
    ['books', push('books', [{asks: []}])],
    ['closed positions', push('positions-history', [btc])],
    [
      'a subscription',
      frame({
        via: 'websocket',
        url: UTA,
        body: {event: 'subscribe', arg: {instType: 'UTA', topic: 'position'}},
      }),
    ],
    ['a login', frame({via: 'websocket', url: UTA, body: {event: 'login', code: 0}})],
    ['pong', frame({via: 'websocket', url: UTA, body: 'pong'})],
    [
      'what the page sends',
      frame({via: 'websocket', url: UTA, direction: 'out', body: {op: 'login', args: [{sign: 'x'}]}}),
    ],
  ])('of %s is nothing for us', (_, each) => {
    expect(outcomeOf(each)).toMatchObject({outcome: 'ignored', isUnchanged: true});
  });

  it('of prices keeps what it does not repeat, and is not turned back by an older one', () => {
    const partial = push('ticker', [{instId: 'BTCUSDT', lastPr: '99'}], {action: 'update', at: AT + 100});
    const state = reduceAll([
      ticker('BTCUSDT', '100'),
      partial,
      ticker('BTCUSDT', '50', {at: AT + 200, time: AT - 5}),
    ]);
    expect(state.main.marks.BTCUSDT).toMatchObject({price: '100', last: '99', at: AT});
  });
});

describe('what is kept', () => {
  it('of a request only which contracts it asked for', () => {
    const ask = frame({
      url: `${WEB}/x?token=secret`,
      direction: 'out',
      body: {productType: 'usdt-futures', symbol: 'btcusdt', marginCoin: 'usdt', pass: 'hunter2'},
    });
    expect(reduceAll([ask]).asked).toEqual({
      url: `${WEB}/x`,
      product: 'USDT-FUTURES',
      symbol: 'BTCUSDT',
      coin: 'USDT',
    });
  });

  it('of demo trading apart from the real account', () => {
    const sum = row('SBTCSUSDT', {
      marginCoin: 'SUSDT',
      total: '1',
      openPriceAvg: '60000',
      markPrice: '61000',
    });
    const frames = [
      positions([btc]),
      positions([sum], {}, 'productType=SUSDT-FUTURES'),
      push('positions', [{...eth, instId: 'ETHUSDT'}], {url: 'wss://wspap.bitget.com/v2/ws/private'}),
    ];
    expect(symbols(frames)).toEqual(['BTCUSDT']);
    expect(accounts(reduceAll(frames)).map(({account}) => account)).toEqual(['main', 'demo']);
  });

  it('of names that mean something to JavaScript nothing but a name', () => {
    const odd = row('constructor', {total: '1', openPriceAvg: '1', markPrice: '1'});
    const state = reduceAll([positions([odd]), balances([coin('toString', {accountEquity: '5'})])]);
    expect(accounts(state)[0]?.pools.map(({id}) => id)).toEqual(['cross:toString', 'cross:USDT']);
    expect(outcomeOf(positions([row('__proto__', {total: '1'})])).outcome).toBe('malformed');
  });
});

describe('what cannot be read', () => {
  const whole = positions([btc]);
  it.each<[string, Frame, string]>([
    ['cut off', {...whole, body: whole.body.slice(0, -20)}, ''],
    ['a size that is no number', positions([{...btc, total: 'many'}]), 'data.0.total'],
    ['a negative size', positions([{...btc, total: '-1'}]), 'data.0'],
    ['no side', positions([{...btc, holdSide: undefined}]), 'data.0'],
    ['a mode that we do not know', positions([{...btc, marginMode: 'portfolio'}]), 'data.0.marginMode'],
    ['no list', answer('/v2/mix/position/all-position?productType=USDT-FUTURES', 'none'), 'data'],
    ['a unified account without equity', unifiedAccount({accountEquity: '1'}), 'data.effEquity'],
    [
      'a unified row in a list',
      unifiedPositions([{...btc, holdSide: undefined, posSide: 'up'}]),
      'data.list.0.posSide',
    ],
    ['a tier without a rate', tiers('BTCUSDT', [['0', '1', '']]), 'data.0.keepMarginRate'],
    ['a push with rows of another kind', push('positions', [{instId: 'BTCUSDT'}]), 'data.0.marginCoin'],
  ])('%s is named and changes nothing', (_, each, where) => {
    const {outcome, defects, isUnchanged} = outcomeOf(each, [positions([eth])]);
    expect(outcome).toBe('malformed');
    expect(isUnchanged).toBe(true);
    expect(defects[0]?.where).toBe(where);
    expect(defects[0]?.what).not.toBe('');
  });
});
