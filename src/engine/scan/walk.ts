import {itemAt} from '../item-at.ts';
import {type Laurent, rootsWithin, sizeAt, valueAt} from './laurent.ts';
import {amountCurve, curveAt, type Place, type Profile, placeToday, shiftTier} from './profile.ts';
import {stepAt} from './step.ts';
import {tierEdges as tierFactors} from './tier.ts';

/** A price factor at which the pool may cross its waterline. */
export type Candidate = {
  readonly k: number;
  /** The tiers and weight pieces that hold there. Valid only during the call: the walk moves it on. */
  readonly place: Place;
  /** When the requirement jumps over the waterline there. */
  readonly jump: Jump | null;
  /** Far enough from every edge that rounding cannot have put it into the wrong tier. */
  readonly clear: boolean;
};

/** The row that changes its tier, and the tier whose lower bound it is at. */
export type Jump = {readonly row: number; readonly bound: number};

/** An answer ends the walk; null refuses the candidate, and the walk goes on behind it. */
export type Certify<Answer> = (candidate: Candidate) => Answer | null;

/** Relative room around an edge or a zero within which doubles are not trusted. */
const DOUBT = 1e-9;

/** Of a row's tiers (`bound` begins there), or of a touched asset's weight. */
type Edge = {readonly k: number; readonly to: number} & (
  | {readonly own: number; readonly bound: number}
  | {readonly own: null; readonly touched: number}
);

/** Walks from today's price in one direction through every tier edge, and offers each crossing in order. */
export const walk = <Answer>(
  profile: Profile,
  direction: 'down' | 'up',
  certify: Certify<Answer>,
): Answer | null => {
  const down = direction === 'down';
  const place = placeToday(profile);
  const edges = [...tierEdges(profile, down), ...weightEdges(profile, down)];
  if (edges.length > 1) edges.sort(down ? (one, other) => other.k - one.k : (one, other) => one.k - other.k);
  let k = 1;
  let curve = curveAt(profile, place);
  for (const edge of edges) {
    const found = offerRoots(curve, k, edge.k, down, place, certify);
    if (found !== null) return found;
    k = edge.k;
    if (edge.own === null) {
      place.pieces[edge.touched] = edge.to;
      curve = curveAt(profile, place);
    } else {
      shiftTier(profile, curve, edge.own, itemAt(place.tiers, edge.own), edge.to);
      place.tiers[edge.own] = edge.to;
      if (valueAt(curve, k) > DOUBT * sizeAt(curve, k)) continue;
      const jump = {row: itemAt(profile.own, edge.own), bound: edge.bound};
      const jumped = certify({k, place, jump, clear: false});
      if (jumped !== null) return jumped;
    }
  }
  return offerRoots(curve, k, down ? 0 : Number.POSITIVE_INFINITY, down, place, certify);
};

const offerRoots = <Answer>(
  curve: Laurent,
  from: number,
  to: number,
  down: boolean,
  place: Place,
  certify: Certify<Answer>,
): Answer | null => {
  const low = (down ? to : from) * (1 - DOUBT);
  const high = (down ? from : to) * (1 + DOUBT);
  const roots = rootsWithin(curve, low, high);
  if (roots.length > 1) roots.sort(down ? (one, other) => other - one : (one, other) => one - other);
  for (const k of roots) {
    const clear = k > low * (1 + 3 * DOUBT) && k < high * (1 - 3 * DOUBT);
    const answer = certify({k, place, jump: null, clear});
    if (answer !== null) return answer;
  }
  return null;
};

/** Where own rows change their tier, in the direction of the move. */
const tierEdges = ({twin, own}: Profile, down: boolean): Edge[] => {
  const edges: Edge[] = [];
  for (const [at, index] of own.entries()) {
    const row = itemAt(twin.rows, index);
    const growing = row.measureDegree > 0 !== down;
    let bound = 0;
    for (const k of tierFactors(row)) {
      bound += 1;
      if (growing === bound > row.tier) edges.push({k, own: at, bound, to: growing ? bound : bound - 1});
    }
  }
  return edges;
};

/** Where an asset's amount crosses a bound of its weight: zero, or a tier. */
const weightEdges = (profile: Profile, down: boolean): Edge[] => {
  const edges: Edge[] = [];
  const {twin, touched} = profile;
  for (const [at, index] of touched.entries()) {
    const asset = itemAt(twin.assets, index);
    const [falling, still, rising] = amountCurve(profile, at);
    for (const from of asset.from.slice(1)) {
      const curve = new Float64Array([0, 0, falling, still - from, rising, 0]);
      const within = down ? rootsWithin(curve, 0, 1) : rootsWithin(curve, 1, Number.POSITIVE_INFINITY);
      for (const k of within) {
        const beyond = k * (down ? 1 - DOUBT : 1 + DOUBT);
        edges.push({
          k,
          own: null,
          touched: at,
          to: stepAt(asset.from, falling / beyond + still + rising * beyond),
        });
      }
    }
  }
  return edges;
};
