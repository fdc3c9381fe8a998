import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {healthToJson} from '../../../src/engine/health-json.ts';
import {accounts} from '../../../src/venues/binance/account.ts';
import {reduce} from '../../../src/venues/binance/reduce.ts';
import {type BinanceState, initial} from '../../../src/venues/binance/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  ask,
  assetIndex,
  balances,
  brackets,
  COIN_WEB,
  envelope,
  event,
  frame,
  mark,
  mode,
  positions,
  row,
  update,
  WEB,
} from './wire.ts';

/** A page's hour: every kind of frame, so that mutations of each are tried. */
const HOUR: readonly Frame[] = [
  mode(false),
  brackets({
    BTCUSDT: [
      [0, 0.004, 0],
      [50000, 0.005, 50],
    ],
    ETHUSDT: [[0, 0.005, 0]],
  }),
  balances({USDT: '50000', BTC: '0.5'}),
  ask(`${WEB}/user-position`, {}),
  positions([
    row('BTCUSDT', {
      positionAmount: '2',
      entryPrice: '60000',
      markPrice: '61000',
      liquidationPrice: '36180.9',
    }),
    row('ETHUSDT', {positionAmount: '-5', entryPrice: '3000', markPrice: '3100', isolatedWallet: '1500'}),
  ]),
  mark('BTCUSDT', '61500'),
  event([{e: 'markPriceUpdate', E: AT, s: 'ETHUSDT', p: '3050', P: '1', i: '3049', r: '0.0001', T: AT}]),
  assetIndex('USDTUSD', '1', '0.9999', '1.0001'),
  assetIndex('BTCUSD', '61000', '57950', '64050'),
  update({
    B: [{a: 'USDT', wb: '51500', cw: '49990', bc: '0'}],
    P: [{s: 'BTCUSDT', pa: '1', ep: '60000', up: '1000', mt: 'cross', iw: '0', ps: 'BOTH'}],
  }),
  event({e: 'ACCOUNT_CONFIG_UPDATE', E: AT, T: AT, ai: {j: true}}),
  event({
    e: 'MARGIN_CALL',
    E: AT,
    p: [{s: 'BTCUSDT', ps: 'BOTH', pa: '1', mp: '40000', mm: '200', up: '-1'}],
  }),
  frame({
    url: `${COIN_WEB}/user-position`,
    body: envelope([
      {
        symbol: 'BTCUSD_PERP',
        positionAmt: '2',
        entryPrice: '37643.1',
        markPrice: '38103.1',
        isolatedWallet: '0.0026',
      },
    ]),
  }),
  event({e: 'riskLevelChange', E: AT, u: '1.9', s: 'NORMAL', eq: '30.2', m: '15.1'}),
];

const POISON = [
  'null',
  '""',
  '"NaN"',
  '"-1"',
  '0',
  '1e308',
  '-0',
  '[]',
  '{}',
  '"__proto__"',
  '"constructor"',
  '"0"',
  '"999999999999999999999999999999999999999"',
  'true',
];

const mutation = fc.oneof(
  fc.record({kind: fc.constant('cut' as const), at: fc.nat(4000)}),
  fc.record({
    kind: fc.constant('letter' as const),
    at: fc.nat(4000),
    letter: fc.constantFrom(...'0-"{}[],:.eE'),
  }),
  fc.record({kind: fc.constant('value' as const), at: fc.nat(60), value: fc.constantFrom(...POISON)}),
  fc.record({kind: fc.constant('none' as const)}),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer Made> ? Made : never;

/** Strings and numbers that stand as values, the places where a wrong one can be put. */
const VALUE = /(?<=:)("[^"]*"|-?[\d.]+|true|false|null)/g;

function mutated(body: string, change: Mutation): string {
  if (change.kind === 'cut') return body.slice(0, change.at % (body.length + 1));
  if (change.kind === 'letter') {
    const at = change.at % body.length;
    return body.slice(0, at) + change.letter + body.slice(at + 1);
  }
  if (change.kind === 'none') return body;
  const places = [...body.matchAll(VALUE)];
  const place = places[change.at % Math.max(1, places.length)];
  return place === undefined
    ? body
    : body.slice(0, place.index) + change.value + body.slice(place.index + place[0].length);
}

const step = fc.record({frame: fc.constantFrom(...HOUR), change: mutation, later: fc.nat(20_000)});

function isSound(state: BinanceState): void {
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  for (const account of accounts(state)) {
    expect(JSON.stringify(healthToJson(assess(account)))).not.toMatch(
      /"(value|assessed|reported|target)":"-?(NaN|Infinity)/,
    );
  }
}

describe('frames that were mutated, cut, repeated and put out of order', () => {
  it('never throw, never make a figure that is no number, and change nothing when they are malformed', () => {
    fc.assert(
      fc.property(fc.array(step, {minLength: 1, maxLength: 12}), (steps) => {
        let state: BinanceState = initial;
        let at = AT;
        for (const {frame: whole, change, later} of steps) {
          at += later;
          const reduction = reduce(state, {...whole, at, body: mutated(whole.body, change)});
          if (reduction.outcome === 'malformed') {
            expect(reduction.state).toBe(state);
            expect(reduction.defects).toHaveLength(1);
            expect(reduction.defects[0]?.what).not.toBe('');
            expect(reduction.defects[0]?.head.length).toBeLessThanOrEqual(200);
          }
          if (reduction.outcome === 'used') expect(reduction.defects).toEqual([]);
          state = reduction.state;
        }
        isSound(state);
      }),
      {numRuns: 400},
    );
  });

  it('any text at any address is taken calmly', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        fc.constantFrom(`${WEB}/user-position`, `${WEB}/user-balance`, 'wss://fstream.binance.com', 'x'),
        fc.constantFrom('in' as const, 'out' as const),
        (body, url, direction) => {
          const {state} = reduce(initial, frame({url, direction, body, via: 'xhr'}));
          expect(accounts(state).every((account) => account.pools.length === 0)).toBe(true);
        },
      ),
      {numRuns: 400},
    );
  });

  it('a page that invents contracts without end does not grow the state without end', () => {
    let state: BinanceState = initial;
    for (let round = 0; round < 40; round += 1) {
      const P = Array.from({length: 60}, (_, index) => ({
        s: `C${round}X${index}USDT`,
        pa: '1',
        ep: '1',
        mt: 'cross',
        iw: '0',
        ps: 'BOTH',
      }));
      const B = P.map(({s}) => ({a: s, wb: '1', cw: '1', bc: '0'}));
      state = reduce(state, update({P, B})).state;
    }
    expect(Object.keys(state.main.usdm.positions).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(state.main.usdm.wallets).length).toBeLessThanOrEqual(1000);
  });
});
