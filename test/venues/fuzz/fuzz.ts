import fc from 'fast-check';
import type {Frame} from '../../../src/venues/frame.ts';
import type {Reduction, Venue} from '../../../src/venues/venue.ts';
import {mutated, mutation} from './mutation.ts';
import {checkSound, reduced} from './sound.ts';

/** How many frames were reduced, and what became of them. */
export type Fuzzed = {readonly [outcome in Reduction<unknown>['outcome']]: number};

type Span = {
  /** Frames at least. */
  readonly frames: number;
  readonly seed: number;
};

/** A state is looked at after so many frames of a long life: to look costs as much as to reduce fifty. */
const LOOK_EVERY = 50;

const stepsOf = (hour: readonly Frame[]) =>
  fc.record({frame: fc.constantFrom(...hour), change: mutation, later: fc.nat(20_000)});
type Step = {readonly frame: Frame; readonly change: Parameters<typeof mutated>[1]; readonly later: number};

const framesOf = (steps: readonly Step[], from: number): readonly Frame[] => {
  let at = from;
  return steps.map(({frame, change, later}) => {
    at += later;
    return {...frame, at, body: mutated(frame.body, change)};
  });
};

const startOf = ([first]: readonly Frame[]) => first?.at ?? 0;

/**
 * Frames of an hour, mutated, cut, repeated and put out of order, never throw, change nothing when they are malformed,
 * and leave a sound state. Many short lives, each from the beginning; a failure names its seed and the shortest way there.
 */
function shortLives<State>(venue: Venue<State>, hour: readonly Frame[], {frames, seed}: Span): Fuzzed {
  const count = {used: 0, ignored: 0, malformed: 0};
  const total = () => count.used + count.ignored + count.malformed;
  const life = fc.array(stepsOf(hour), {minLength: 1, maxLength: 14});
  for (let round = 0; total() < frames; round++) {
    fc.assert(
      fc.property(life, (steps) => {
        let state = venue.initial;
        for (const frame of framesOf(steps, startOf(hour))) {
          const reduction = reduced(venue, state, frame);
          count[reduction.outcome] += 1;
          state = reduction.state;
        }
        checkSound(venue, state);
      }),
      {seed: seed + round, numRuns: 40},
    );
  }
  return count;
}

/** The same in one life that does not end: what it keeps stays bounded. */
function longLife<State>(venue: Venue<State>, hour: readonly Frame[], {frames, seed}: Span): Fuzzed {
  const count = {used: 0, ignored: 0, malformed: 0};
  const steps = fc.sample(stepsOf(hour), {seed, numRuns: frames});
  let state = venue.initial;
  let number = 0;
  for (const frame of framesOf(steps, startOf(hour))) {
    try {
      const reduction = reduced(venue, state, frame);
      count[reduction.outcome] += 1;
      state = reduction.state;
      if (++number % LOOK_EVERY === 0 || number === frames) checkSound(venue, state);
    } catch (cause) {
      throw new Error(`seed ${seed}, frame ${number} of a long life: ${JSON.stringify(frame)}`, {cause});
    }
  }
  return count;
}

export const sumOf = (all: readonly Fuzzed[]): Fuzzed =>
  all.reduce(
    (sum, one) => ({
      used: sum.used + one.used,
      ignored: sum.ignored + one.ignored,
      malformed: sum.malformed + one.malformed,
    }),
    {used: 0, ignored: 0, malformed: 0},
  );

/** A third of the frames in short lives, which cost more because each is looked at, the others in a long one. */
export function fuzz<State>(venue: Venue<State>, hour: readonly Frame[], {frames, seed}: Span): Fuzzed {
  const long = Math.floor((frames * 2) / 3);
  return sumOf([
    shortLives(venue, hour, {frames: frames - long, seed}),
    longLife(venue, hour, {frames: long, seed}),
  ]);
}
