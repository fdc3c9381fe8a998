import {assess} from '../../../src/engine/assess.ts';
import type {BenchLine} from '../line.ts';
import {doubleAssess} from './doubles.ts';
import {fromWire, wireAccount} from './wire-account.ts';

const GOALS = [
  [1, 30],
  [10, 30],
  [50, 30],
  [1000, 35],
] as const;

/** From the strings of a frame to a health, against the same in plain doubles. */
export const lines = (): readonly BenchLine[] =>
  GOALS.map(([positions, goal]) => {
    const wire = wireAccount(positions);
    return {
      name: `assess/${positions}`,
      work: () => assess(fromWire(wire)),
      against: {name: 'plain doubles', run: () => doubleAssess(wire)},
      goal,
    };
  });
