import fc from 'fast-check';
import {expect} from 'vitest';
import {accountToJson, parseAccount} from '../../src/engine/account-json.ts';
import {assess} from '../../src/engine/assess.ts';
import {healthToJson} from '../../src/engine/health-json.ts';
import type {Frame} from '../../src/venues/frame.ts';
import type {Venue} from '../../src/venues/venue.ts';

/** As many as `npm test` has time for; `npm run fuzz` wants more. */
const RUNS = Number(process.env.PLIMSOLL_FUZZ_RUNS ?? 300);

/** Values that break careless readers, as JSON. */
const POISON = [
  'null',
  '""',
  '"NaN"',
  '"-1"',
  '-1',
  '0',
  '1e308',
  '1e-300',
  '"1e-40"',
  '-0',
  '[]',
  '{}',
  '[null]',
  '"__proto__"',
  '"constructor"',
  '"0"',
  '"999999999999999999999999999999999999999"',
  'true',
];

const mutation = fc.oneof(
  fc.record({kind: fc.constant('cut' as const), at: fc.nat(6000)}),
  fc.record({
    kind: fc.constant('letter' as const),
    at: fc.nat(6000),
    letter: fc.constantFrom(...'0-"{}[],:.eE'),
  }),
  fc.record({kind: fc.constant('value' as const), at: fc.nat(400), value: fc.constantFrom(...POISON)}),
  fc.record({kind: fc.constant('none' as const)}),
);
type Mutation = typeof mutation extends fc.Arbitrary<infer Made> ? Made : never;

/** Strings and numbers that stand as values: the places where a wrong one can be put. */
const VALUE = /(?<=[:[,])("[^"]*"|-?[\d.]+(?:e-?\d+)?|true|false|null)(?=[,\]}])/g;

function mutated(body: string, change: Mutation): string {
  if (change.kind === 'none' || body === '') return body;
  if (change.kind === 'cut') return body.slice(0, change.at % (body.length + 1));
  if (change.kind === 'letter') {
    const at = change.at % body.length;
    return body.slice(0, at) + change.letter + body.slice(at + 1);
  }
  const places = [...body.matchAll(VALUE)];
  const place = places[change.at % Math.max(1, places.length)];
  return place === undefined
    ? body
    : body.slice(0, place.index) + change.value + body.slice(place.index + place[0].length);
}

/** The state is JSON, the accounts are in the documented format, and every number that leaves is one. */
function expectSound<State>(venue: Venue<State>, state: State): void {
  expect(JSON.parse(JSON.stringify(state))).toEqual(state);
  for (const account of venue.accounts(state)) {
    expect(new Set(account.pools.map(({id}) => id)).size).toBe(account.pools.length);
    parseAccount(JSON.parse(JSON.stringify(accountToJson(account))), 'fuzz');
    expect(JSON.stringify(healthToJson(assess(account)))).not.toMatch(
      /"(value|assessed|reported|target)":"-?(NaN|Infinity)/,
    );
  }
}

/** Reduces frames one after another and holds what the contract says of each reduction. */
function play<State>(venue: Venue<State>, frames: readonly Frame[]): State {
  let state = venue.initial;
  for (const frame of frames) {
    const reduction = venue.reduce(state, frame);
    if (reduction.outcome === 'malformed') {
      expect(reduction.state).toBe(state);
      expect(reduction.defects).toHaveLength(1);
      expect(reduction.defects[0]?.what).not.toBe('');
      expect(reduction.defects[0]?.head.length).toBeLessThanOrEqual(200);
    } else expect(reduction.defects).toEqual([]);
    state = reduction.state;
  }
  return state;
}

/**
 * Frames of an hour, mutated, cut, repeated and put out of order, never throw, change nothing when they are
 * malformed, and leave a sound state. `hour` should hold every kind of frame, so that mutations of each are tried.
 */
export function fuzzFrames<State>(venue: Venue<State>, hour: readonly Frame[], runs = RUNS): void {
  const step = fc.record({frame: fc.constantFrom(...hour), change: mutation, later: fc.nat(20_000)});
  fc.assert(
    fc.property(fc.array(step, {minLength: 1, maxLength: 14}), (steps) => {
      let at = hour[0]?.at ?? 0;
      const frames = steps.map(({frame, change, later}) => {
        at += later;
        return {...frame, at, body: mutated(frame.body, change)};
      });
      expectSound(venue, play(venue, frames));
    }),
    {numRuns: runs},
  );
}

/** Any text from any of these addresses is taken calmly, and no account comes of it. */
export function fuzzTexts<State>(venue: Venue<State>, frames: readonly Frame[], runs = RUNS): void {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), fc.constantFrom(...frames), (body, frame) => {
      const state = play(venue, [{...frame, body}]);
      expect(venue.accounts(state).every((account) => account.pools.length === 0)).toBe(true);
    }),
    {numRuns: runs},
  );
}
