import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {accountToJson, parseAccount} from '../../../src/engine/account-json.ts';
import {assess} from '../../../src/engine/assess.ts';
import {healthToJson} from '../../../src/engine/health-json.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {hyperliquid} from '../../../src/venues/hyperliquid/venue.ts';
import {STANDARD_16, UNIFIED_19} from './real-accounts.ts';
import {
  asks,
  clearinghouse,
  context,
  deflated,
  MAINNET,
  message,
  mode,
  OTHER,
  request,
  USER,
} from './wire.ts';

/** Whatever a page sends: never a throw, never a figure that is no number, and the last good state is kept. */

const standard = clearinghouse(STANDARD_16, {crossRawUsd: '8047485.4', crossMaintenance: '356978.709123'});
const unified = clearinghouse(UNIFIED_19, {crossRawUsd: '25410.6', crossMaintenance: '40292.8995205398'});
const spot = {
  balances: [
    {coin: 'USDC', token: 0, total: '679372.9411761649', hold: '0.0', entryNtl: '0.0', ltv: '0.0'},
    {coin: 'HYPE', token: 150, total: '2809.26', hold: '0.0', entryNtl: '0.0', ltv: '0.65'},
  ],
  portfolioMarginRatio: '0.05',
  tokenToAvailableAfterMaintenance: [[0, '639080.041655625']],
};

/** One good frame of each kind. */
const SEEDS: readonly Frame[] = [
  ...request({type: 'meta'}, MAINNET),
  ...request({type: 'metaAndAssetCtxs'}, [MAINNET, [context('1.0'), context('2.0')]]),
  ...request({type: 'allPerpMetas'}, [MAINNET]),
  ...request({type: 'perpDexs'}, [null, {name: 'xyz', fullName: 'XYZ'}]),
  ...request({type: 'clearinghouseState', user: OTHER}, unified),
  ...request({type: 'spotClearinghouseState', user: OTHER}, spot),
  ...request({type: 'subAccounts2', user: USER}, [
    {subAccountUser: OTHER, dexToClearinghouseState: [['', standard]], spotState: spot},
  ]),
  ...mode('unifiedAccount'),
  asks({type: 'clearinghouseState', user: USER}),
  message('clearinghouseState', {user: USER, dex: '', clearinghouseState: standard}, 2),
  message(
    'allDexsClearinghouseState',
    {
      user: USER,
      clearinghouseStates: [
        ['', unified],
        ['xyz', standard],
      ],
    },
    3,
  ),
  message('spotState', {user: USER, spotState: spot}, 4),
  message('webData2', {user: USER, clearinghouseState: standard, spotState: spot}, 5),
  message(
    'webData3',
    {userState: {user: USER, abstraction: 'portfolioMargin'}, perpDexStates: [{clearinghouseState: unified}]},
    6,
  ),
  message('allDexsAssetCtxs', {ctxs: [['', [context('1.0'), context('2.0')]]]}, 7),
  message('activeAssetCtx', {coin: 'ETH', ctx: context('3000.5')}, 8),
  message('fastAssetCtxs', deflated({ETH: {markPx: '3000.5'}}), 9),
  message('userFundings', {user: USER, fundings: [{time: 1}]}, 10),
  message('user', {fills: [{}]}, 11),
  message('subscriptionResponse', {subscription: {type: 'userEvents', user: USER}}, 12),
  message(
    'post',
    {id: 1, response: {type: 'info', payload: {type: 'clearinghouseState', data: standard}}},
    13,
  ),
];

/** Values that break careless readers. */
const ODD = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  1e308,
  '',
  'NaN',
  '-Infinity',
  '1e400',
  '-0.0',
  '0.0',
  '0',
  '-1',
  '0.0000000000000000000000001',
  '999999999999999999999999999999',
  '9'.repeat(5000),
  '__proto__',
  'constructor',
  'BTC',
  USER,
  'isolated',
  [],
  {},
  {__proto__: null, constructor: {prototype: 1}},
  [['', standard]],
);

type Path = readonly (string | number)[];

function paths(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[`${key}`] = replaced(copy[`${key}`], rest, by);
  return copy;
}

/** A value somewhere in the frame is another. */
const mistyped = fc.constantFrom(...SEEDS).chain((seed) => {
  const value: unknown = JSON.parse(seed.body);
  return fc
    .tuple(fc.constantFrom(...paths(value)), ODD)
    .map(([path, odd]): Frame => ({...seed, body: JSON.stringify(replaced(value, path, odd)) ?? ''}));
});

/** The text is cut, doubled or has letters of something else in it. */
const garbled = fc
  .tuple(fc.constantFrom(...SEEDS), fc.nat(), fc.nat(40), fc.string({maxLength: 12}))
  .map(([seed, place, length, letters]): Frame => {
    const at = place % (seed.body.length + 1);
    return {...seed, body: seed.body.slice(0, at) + letters + seed.body.slice(at + length)};
  });

const anything = fc
  .record({
    at: fc.nat(1e6),
    page: fc.constant('https://app.hyperliquid.xyz/trade'),
    via: fc.constantFrom('websocket', 'fetch', 'xhr', 'worker', 'dom'),
    url: fc.oneof(
      fc.constantFrom('wss://api.hyperliquid.xyz/ws', 'https://api-ui.hyperliquid.xyz/info'),
      fc.string(),
    ),
    direction: fc.constantFrom('in', 'out'),
    body: fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((data) => `{"channel":"spotState","data":${data}}`),
    ),
  })
  .map((frame): Frame => frame as Frame);

const frames = fc.array(fc.oneof(fc.constantFrom(...SEEDS), mistyped, garbled, anything), {maxLength: 25});

/** A page may name a coin `NaN`. */
const withoutNames = (json: string) =>
  json.replaceAll(/"(symbol|underlying|asset|unit|settle)":"[^"]*"/g, '');

/** Every number that leaves must be one. */
function expectSound(state: typeof hyperliquid.initial): void {
  for (const account of hyperliquid.accounts(state)) {
    const json = JSON.stringify(accountToJson(account));
    expect(withoutNames(json)).not.toMatch(/"-?(NaN|Infinity)"|:null/);
    parseAccount(JSON.parse(json), 'fuzz');
    const health = JSON.stringify(healthToJson(assess(account)));
    expect(withoutNames(health)).not.toMatch(/"-?(NaN|Infinity)"/);
  }
}

describe('mutated, truncated, reordered and repeated frames', () => {
  it('never throw, and what they leave is sound', () => {
    fc.assert(
      fc.property(frames, (list) => {
        let state = hyperliquid.initial;
        for (const frame of list) {
          const before = state;
          const reduction = hyperliquid.reduce(before, frame);
          ({state} = reduction);
          if (reduction.outcome === 'malformed') {
            expect(state).toBe(before);
            expect(reduction.defects).toHaveLength(1);
            expect(reduction.defects[0]?.what).not.toBe('');
          } else {
            expect(reduction.defects).toEqual([]);
          }
        }
        expectSound(state);
        expect(hyperliquid.accounts(JSON.parse(JSON.stringify(state)))).toEqual(hyperliquid.accounts(state));
      }),
      {numRuns: 150},
    );
  });

  it('pollute nothing', () => {
    const keys = Object.getOwnPropertyNames(Object.prototype).sort();
    const bad = '{"user":"0x00000000000000000000000000000000000000a1","dex":"","__proto__":{"polluted":1}}';
    const marks = '{"__proto__":{"markPx":"1.0"},"constructor":{"markPx":"2.0"},"BTC":{"markPx":"3.0"}}';
    hyperliquid.reduce(hyperliquid.initial, {
      ...message('clearinghouseState', {}),
      body: `{"channel":"clearinghouseState","data":${bad}}`,
    });
    const {state} = hyperliquid.reduce(hyperliquid.initial, message('fastAssetCtxs', deflated(marks)));
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(keys);
    expect(Object.getPrototypeOf(state.marks)).toBe(Object.prototype);
    expect(Object.keys(state.marks)).toEqual(['BTC']);
  });
});
