import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/aster/account.ts';
import {reduce} from '../../../src/venues/aster/reduce.ts';
import {initial} from '../../../src/venues/binance/state.ts';
import {
  AT,
  balance,
  brackets,
  event,
  frame,
  mark,
  modelOf,
  multiAssets,
  PAGE,
  play,
  poolOf,
  REST,
  rest,
  risk,
  STREAM,
  shown,
  update,
  WEB,
  web,
} from './wire.ts';

/** 2 BTC bought at 50,000, mark 51,000. */
const BTC = risk('BTCUSDT', {
  positionAmt: '2',
  entryPrice: '50000',
  markPrice: '51000',
  unRealizedProfit: '2000',
});
const NOTHING = risk('ETHUSDT', {});
const START = [
  multiAssets(false),
  brackets('BTCUSDT'),
  balance({USDT: '10000'}),
  rest('positionRisk', [BTC, NOTHING]),
];

describe('REST answers', () => {
  it('cross: 10,000 + 2,000; 102,000 × 0.5 % − 50; (100,000 − 10,000 − 50) ÷ (2 × 0.995)', () => {
    const pool = poolOf(START);
    expect(shown(pool.equity)).toBe('exact 12000');
    expect(shown(pool.maintenanceMargin)).toBe('exact 460');
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 45201.005025');
    expect(accounts(play(START)).map(({venue, account}) => [venue, account])).toEqual([['aster', 'main']]);
  });

  it('positionRisk of one symbol replaces that symbol only', () => {
    const eth = risk('ETHUSDT', {positionAmt: '1', entryPrice: '2000', markPrice: '2000'});
    expect(modelOf([...START, rest('positionRisk', [eth], AT + 1)]).positions).toHaveLength(2);
    const gone = risk('BTCUSDT', {});
    expect(modelOf([...START, rest('positionRisk', [gone], AT + 1)]).positions).toEqual([]);
  });

  it('positionRisk of one symbol makes no whole account', () => {
    const frames = [...START.slice(0, 3), rest('positionRisk', [BTC])];
    expect(shown(poolOf(frames).equity)).toBe('missing all positions of the account');
  });

  it('account makes it whole; an isolated position’s margin is not in it', () => {
    const position = {
      symbol: 'BTCUSDT',
      initialMargin: '1020',
      maintMargin: '460',
      unrealizedProfit: '2000',
      leverage: '100',
      isolated: false,
      entryPrice: '50000',
      positionSide: 'BOTH',
      positionAmt: '2',
      updateTime: 0,
    };
    const answer = (isolated: boolean) =>
      rest('accountWithJoinMargin', {
        assets: [{asset: 'USDT', crossWalletBalance: '10000', crossUnPnl: '2000', maintMargin: '460'}],
        positions: [{...position, isolated}],
      });
    const known = [multiAssets(false), brackets('BTCUSDT'), mark('BTCUSDT', '51100', AT + 1)];
    expect(shown(poolOf([answer(false), ...known]).equity)).toBe('exact 12200');
    expect(shown(poolOf([answer(true), ...known], 'iso:BTCUSDT').equity)).toBe(
      'missing isolated wallet of BTCUSDT',
    );
  });

  it('a refusal is malformed and no empty account', () => {
    const start = play(START);
    const {outcome, state, defects} = reduce(start, rest('account', {code: -2015, msg: 'Invalid API-key'}));
    expect([outcome, state === start]).toEqual(['malformed', true]);
    expect(defects[0]?.what).toMatch(/-2015/);
  });
});

describe('the web’s calls', () => {
  const rows = [{...BTC, positionAmt: undefined, positionAmount: '2', unrealizedProfit: '2000'}];

  it('are read by their address as at Binance', () => {
    const frames = [
      web('get-join-margin', {joinMargin: false}),
      brackets('BTCUSDT'),
      web('user-balance', [{asset: 'USDT', crossWalletBalance: '10000'}]),
      web('user-position', rows),
    ];
    expect(shown(poolOf(frames).equity)).toBe('exact 12000');
  });

  it('under another name are known by what they hold', () => {
    const frames = [
      web('join-margin-mode', {joinMargin: false}),
      brackets('BTCUSDT'),
      web('balances', [{asset: 'USDT', crossWalletBalance: '10000'}]),
      web('positions', rows),
    ];
    expect(shown(poolOf(frames).equity)).toBe('exact 12000');
  });

  it('with a portfolioId are somebody else’s', () => {
    const ask = frame({url: `${WEB}/user-position`, direction: 'out', body: {portfolioId: '7'}});
    expect(accounts(play([ask, web('user-position', rows)]))).toEqual([]);
  });
});

describe('events', () => {
  it('change what they name; a closed position is gone', () => {
    const closed = update(
      [{s: 'BTCUSDT', pa: '0', ep: '0', mt: 'cross', iw: '0', ps: 'BOTH'}],
      [{a: 'USDT', wb: '11900', cw: '11900'}],
      AT + 1,
    );
    const pool = poolOf([...START, closed]);
    expect(pool.positions).toEqual([]);
    expect(shown(pool.equity)).toBe('exact 11900');
  });

  it('a mark moves the figures: 10,000 + 2 × 500', () => {
    expect(shown(poolOf([...START, mark('BTCUSDT', '50500', AT + 1)]).equity)).toBe('exact 11000');
  });

  it('combined streams are unwrapped', () => {
    const inner = JSON.parse(mark('BTCUSDT', '50500', AT + 1).body);
    const combined = event({stream: 'btcusdt@markPrice', data: inner}, AT + 1);
    expect(shown(poolOf([...START, combined]).equity)).toBe('exact 11000');
  });
});

describe('multi-assets mode', () => {
  it('without indices the equity is missing, with the asset’s name, not guessed', () => {
    const frames = [...START, multiAssets(true, AT + 1), balance({USDT: '10000', ASBNB: '3'}, AT + 1)];
    expect(shown(poolOf(frames, 'cross:multi').equity)).toMatch(/^missing .*ASBNB/);
  });
});

describe('frames of another host', () => {
  it('are ignored: Binance’s too, and addresses that are none', () => {
    const body = JSON.stringify([BTC]);
    const urls = [
      'https://fapi.binance.com/fapi/v3/positionRisk',
      'https://www.asterdex.com.evil.example/fapi/v3/positionRisk',
      'https://notasterdex.com/fapi/v3/positionRisk',
      '/fapi/v3/positionRisk',
    ];
    for (const url of urls) expect(reduce(initial, frame({url, body})).outcome).toBe('ignored');
    expect(reduce(initial, frame({url: `${REST}/positionRisk`, page: PAGE, body})).outcome).toBe('used');
    expect(reduce(initial, frame({via: 'websocket', url: STREAM, body: '{"e":"depthUpdate"}'})).outcome).toBe(
      'ignored',
    );
  });
});
