import {type Laurent, rootsWithin, sizeAt, valueAt} from './laurent.ts';
import {amountCurve, curveAt, type Place, type Profile, placeToday, shiftTier} from './profile.ts';
import type {TwinAsset, TwinRow} from './twin.ts';

/** A price factor at which the pool may cross its waterline. */
export type Candidate = {
  readonly k: number;
  /** The tiers and weight pieces that hold there. Valid only during the call: the walk moves it on. */
  readonly place: Place;
  /** The own row whose tier begins or ends exactly there, when the requirement jumps over the waterline. */
  readonly jump: number | null;
  /** Far enough from every edge that rounding cannot have put it into the wrong tier. */
  readonly clear: boolean;
};

/** An answer ends the walk; null refuses the candidate, and the walk goes on behind it. */
export type Certify<Answer> = (candidate: Candidate) => Answer | null;

/** Relative room around an edge or a zero within which doubles are not trusted. */
const DOUBT = 1e-9;

type Edge = {readonly k: number; readonly own: number | null; readonly touched: number; readonly to: number};

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
      shiftTier(profile, curve, edge.own, place.tiers[edge.own] ?? 0, edge.to);
      place.tiers[edge.own] = edge.to;
    }
    if (edge.own !== null && valueAt(curve, k) <= DOUBT * sizeAt(curve, k)) {
      const jumped = certify({k, place, jump: profile.own[edge.own] ?? null, clear: false});
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
  for (let at = 0; at < own.length; at += 1) {
    const {table, tier, measure, measureDegree} = twin.rows[own[at] as number] as TwinRow;
    if (table === null || measureDegree === 0 || table.from.length < 2) continue;
    const growing = measureDegree > 0 !== down;
    const edgeOf = (index: number): number => {
      const from = table.from[index] ?? 0;
      return measureDegree > 0 ? from / measure : measure / from;
    };
    if (growing)
      for (let next = tier + 1; next < table.from.length; next += 1)
        edges.push({k: edgeOf(next), own: at, touched: 0, to: next});
    else
      for (let next = tier; next > 0; next -= 1)
        edges.push({k: edgeOf(next), own: at, touched: 0, to: next - 1});
  }
  return edges;
};

/** Where an asset's amount crosses a bound of its weight: zero, or a tier. */
const weightEdges = (profile: Profile, down: boolean): Edge[] => {
  const edges: Edge[] = [];
  const {twin, touched} = profile;
  for (let at = 0; at < touched.length; at += 1) {
    const asset = twin.assets[touched[at] as number] as TwinAsset;
    if (asset.from.length < 2) continue;
    const [falling, still, rising] = amountCurve(profile, at);
    if (falling === 0 && rising === 0) continue;
    for (const from of asset.from.slice(1)) {
      const curve = new Float64Array([0, 0, falling, still - from, rising, 0]);
      const within = down ? rootsWithin(curve, 0, 1) : rootsWithin(curve, 1, Number.POSITIVE_INFINITY);
      for (const k of within) {
        const beyond = k * (down ? 1 - DOUBT : 1 + DOUBT);
        edges.push({
          k,
          own: null,
          touched: at,
          to: pieceAt(asset, falling / beyond + still + rising * beyond),
        });
      }
    }
  }
  return edges;
};

const pieceAt = (asset: TwinAsset, amount: number): number => {
  let piece = 0;
  while (piece + 1 < asset.from.length && amount >= (asset.from[piece + 1] ?? 0)) piece += 1;
  return piece;
};
