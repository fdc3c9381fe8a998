import {assess} from '../../src/engine/assess.ts';
import type {PoolHealth} from '../../src/engine/health.ts';
import type {Venue} from '../../src/venues/venue.ts';
import {captured} from './sample.ts';

/** A capture read by its venue frame by frame: `stepwise(lighter, './captures/cross.ndjson', import.meta.url)`. */
export function stepwise<State>({initial, reduce, accounts}: Venue<State>, path: string, from: string) {
  const states: State[] = [];
  const outcomes = captured(path, from).map((frame) => {
    const reduction = reduce(states.at(-1) ?? initial, frame);
    states.push(reduction.state);
    return reduction.outcome;
  });
  const count = (one: string) => outcomes.filter((outcome) => outcome === one).length;
  const poolsAt = (nth: number): readonly PoolHealth[] =>
    accounts(states[nth] ?? initial).flatMap((account) => assess(account).pools);
  return {
    /** Used, ignored, malformed. */
    counts: [count('used'), count('ignored'), count('malformed')] as const,
    /** As of the frame of this number, from 0. */
    poolsAt,
    poolAt: (nth: number, id?: string) => poolsAt(nth).find((pool) => id === undefined || pool.id === id),
  };
}
