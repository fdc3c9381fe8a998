import {bisect} from './laurent.ts';
import {ENDS, pointsWithin} from './points.ts';

/** Where a sampled standing changes sign. `edge`: index of the edge at which it jumps instead of passing zero. */
export type Sampled = {readonly k: number; readonly edge: number | null};

const BESIDE = 1e-12;

/**
 * First sign change of a standing that is no sum of few powers, away from k = 1 in one direction and up to `limit`.
 * `edges` are factors at which it may jump; they are sampled on both sides.
 */
export const firstSignChange = (
  standing: (k: number) => number,
  direction: 'down' | 'up',
  edges: readonly number[],
  limit: number,
): Sampled | null => {
  const start = standing(1) > 0;
  let from = 1;
  for (const k of samples(direction, edges, limit)) {
    if (standing(k) > 0 === start) {
      from = k;
      continue;
    }
    const root = bisect((at) => (standing(at) > 0 === start ? 1 : -1), from, k);
    const [before, after] = [standing(root * (1 - BESIDE)), standing(root * (1 + BESIDE))];
    const edge = edges.findIndex((at) => Math.abs(at - root) <= 4 * BESIDE * root);
    const jumps = edge >= 0 && before > 0 !== after > 0 && steep(before, after, standing(1));
    return {k: root, edge: jumps ? edge : null};
  }
  return null;
};

/** A change this large within 1e-12 of a price is no slope, whatever the leverage. */
const steep = (before: number, after: number, today: number): boolean =>
  Math.abs(before - after) > 1e-8 * Math.max(Math.abs(before), Math.abs(after), Math.abs(today));

const samples = (direction: 'down' | 'up', edges: readonly number[], limit: number): number[] => {
  const up = direction === 'up';
  const [low, high] = up ? [1, Math.min(limit, ENDS.high)] : [Math.max(limit, ENDS.low), 1];
  const points = [up ? high : low, ...pointsWithin(low, high)];
  for (const edge of edges)
    for (const beside of [edge * (1 - BESIDE), edge * (1 + BESIDE)])
      if (beside > low && beside < high) points.push(beside);
  return points.sort(up ? (one, other) => one - other : (one, other) => other - one);
};
