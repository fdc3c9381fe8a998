import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {healthToJson} from '../../../src/engine/health-json.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/okx/account.ts';
import {reduce} from '../../../src/venues/okx/reduce.ts';
import {initial, type OkxState} from '../../../src/venues/okx/state.ts';
import {BTC_LONG, ETH_LONG, ETH_SHORT, LTC_LOAN, XRP_LONG} from './rows.ts';
import {
  AT,
  account,
  answer,
  changed,
  config,
  currency,
  frame,
  instruments,
  mark,
  positions,
  tiers,
} from './wire.ts';

/** A page's hour: every kind of frame, so that mutations of each are tried. */
const HOUR: readonly Frame[] = [
  config('2'),
  config('3'),
  config('4'),
  instruments({'BTC-USDT-SWAP': {size: '0.01', tick: '0.1'}}),
  tiers('XRP-USDT', [
    ['0', '0.005'],
    ['1000', '0.01'],
  ]),
  answer('public/discount-rate-interest-free-quota', [
    {
      ccy: 'BTC',
      details: [
        {discountRate: '0.98', minAmt: '0'},
        {discountRate: '0.9', minAmt: '20'},
      ],
    },
  ]),
  account([
    currency('USDT', '235.7', {eq: '235.8', upl: '0.1', disEq: '235', coinUsdPrice: '1', mmr: '1.6'}),
    currency('BTC', '-0.5', {disEq: '-30000', coinUsdPrice: '60000', eqUsd: '-30000'}),
  ]),
  account([currency('USDT', '100', {disEq: '100'})], {adjEq: '100', mmr: '1.7', mgnRatio: '40'}),
  positions([XRP_LONG, BTC_LONG, ETH_SHORT, ETH_LONG, LTC_LOAN, {...LTC_LOAN, mgnMode: 'cross'}]),
  positions([XRP_LONG], {instType: 'SWAP', curPage: 1, lastPage: false}),
  positions(
    [
      {
        ...BTC_LONG,
        instType: 'OPTION',
        instId: 'BTC-USD-261225-80000-C',
        optVal: '0.01',
        ccy: 'BTC',
        markPx: '0.05',
        idxPx: '70000',
      },
    ],
    {instType: 'OPTION'},
  ),
  changed([{...XRP_LONG, pos: '0'}]),
  mark('XRP-USDT-SWAP', '0.51'),
  frame({
    body: {
      arg: {channel: 'funding-rate', instId: 'XRP-USDT-SWAP'},
      data: [
        {
          instId: 'XRP-USDT-SWAP',
          fundingRate: '0.0001',
          fundingTime: `${AT}`,
          nextFundingTime: `${AT + 28_800_000}`,
        },
      ],
    },
  }),
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
  '"1e-40"',
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
  fc.record({kind: fc.constant('value' as const), at: fc.nat(200), value: fc.constantFrom(...POISON)}),
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

function isSound(state: OkxState): void {
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  for (const each of accounts(state)) {
    expect(new Set(each.pools.map(({id}) => id)).size).toBe(each.pools.length);
    expect(JSON.stringify(healthToJson(assess(each)))).not.toMatch(
      /"(value|assessed|reported|target)":"-?(NaN|Infinity)/,
    );
  }
}

describe('frames that were mutated, cut, repeated and put out of order', () => {
  it('never throw, never make a figure that is no number, and change nothing when they are malformed', () => {
    fc.assert(
      fc.property(fc.array(step, {minLength: 1, maxLength: 12}), (steps) => {
        let state: OkxState = initial;
        let at = AT;
        for (const {frame: whole, change, later} of steps) {
          at += later;
          const reduction = reduce(state, {...whole, at, body: mutated(whole.body, change)});
          if (reduction.outcome === 'malformed') {
            expect(reduction.state).toBe(state);
            expect(reduction.defects).toHaveLength(1);
            expect(reduction.defects[0]?.what).not.toBe('');
          } else expect(reduction.defects).toEqual([]);
          state = reduction.state;
        }
        isSound(state);
      }),
      {numRuns: 400},
    );
  });

  it('any text is taken calmly', () => {
    const urls = ['https://www.okx.com/priapi/v5/account/positions', 'wss://wspri.okx.com:8443/ws/v5', 'x'];
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.constantFrom(...urls), (body, url) => {
        const {state} = reduce(initial, frame({url, body, via: 'xhr'}));
        expect(accounts(state).every(({pools}) => pools.length === 0)).toBe(true);
      }),
      {numRuns: 400},
    );
  });

  it('a page that invents contracts, currencies and lists without end does not grow the state without end', () => {
    let state: OkxState = initial;
    const names = (round: number) => Array.from({length: 60}, (_, index) => `C${round}X${index}`);
    for (let round = 0; round < 40; round += 1) {
      const rows = names(round).map((name) => ({...XRP_LONG, instId: `${name}-USDT-SWAP`}));
      state = reduce(state, changed(rows)).state;
      state = reduce(
        state,
        account(
          names(round).map((name) => currency(name, '1')),
          {},
          {eventType: 'event_update'},
        ),
      ).state;
      for (const name of names(round))
        state = reduce(state, positions([], {instType: name, lastPage: round % 2 === 0})).state;
    }
    expect(Object.keys(state.positions).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(state.currencies).length).toBeLessThanOrEqual(1000);
    expect(state.listed.length).toBeLessThanOrEqual(100);
    expect(Object.keys(state.pages).length).toBeLessThanOrEqual(101);
  });
});
