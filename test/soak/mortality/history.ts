import type {Point} from '../../../src/history/record.ts';

const MINUTE_MS = 60_000;

const poolOf = ({venue, account, pool}: Point): string => `${venue} ${account} ${pool}`;

function byPool(points: readonly Point[]): ReadonlyMap<string, readonly Point[]> {
  const pools = new Map<string, Point[]>();
  for (const point of points.toSorted((one, other) => one.at - other.at)) {
    pools.set(poolOf(point), [...(pools.get(poolOf(point)) ?? []), point]);
  }
  return pools;
}

/** Each grade as it began, in order. Before the first mark of a price there is none. */
const begun = (points: readonly Point[]): readonly string[] =>
  points
    .map(({grade}) => grade)
    .filter((grade, index, all) => grade !== all[index - 1] && (index > 0 || grade !== 'unknown'));

/** Full minutes without a point between the first and the last, each. */
function gaps(points: readonly Point[]): readonly number[] {
  const minutes = points.map(({at}) => at).filter((at) => at % MINUTE_MS === 0);
  return minutes.slice(1).flatMap((at, index) => {
    const missing = (at - (minutes[index] ?? at)) / MINUTE_MS - 1;
    return missing > 0 ? [missing] : [];
  });
}

/** What was true before a point; the point of its own minute may have been written in the same breath. */
function before(points: readonly Point[], index: number): Point | undefined {
  const [previous, earlier] = [points[index - 1], points[index - 2]];
  const minute = (points[index]?.at ?? 0) - ((points[index]?.at ?? 0) % MINUTE_MS);
  return previous?.at === minute ? earlier : previous;
}

/** Between two full minutes a point is there because the grade changed: one that repeats the grade before says nothing. */
const duplicates = (points: readonly Point[]): readonly Point[] =>
  points.filter((point, index) => point.at % MINUTE_MS !== 0 && point.grade === before(points, index)?.grade);

export type HistoryVerdict = {
  readonly points: number;
  readonly minutes: number;
  readonly changes: number;
  /** Sentences. */
  readonly faults: readonly string[];
};

/** A history that was written over many deaths, beside one that was written without. No death lasts a minute. */
export function judgeHistory(mortal: readonly Point[], immortal: readonly Point[]): HistoryVerdict {
  const [mine, others] = [byPool(mortal), byPool(immortal)];
  const faults = [...others].flatMap(([pool, theirs]) => {
    const points = mine.get(pool) ?? [];
    const [seen, expected] = [begun(points), begun(theirs)];
    return [
      ...duplicates(points).map(({at, grade}) => `${pool}: ${grade} begins again at ${at}`),
      ...gaps(points).map((missing) => `${pool}: ${missing} minutes are missing`),
      ...(seen.join() === expected.join() ? [] : [`${pool}: ${firstDifference(seen, expected)}`]),
    ];
  });
  const minutes = mortal.filter(({at}) => at % MINUTE_MS === 0).length;
  return {points: mortal.length, minutes, changes: mortal.length - minutes, faults};
}

function firstDifference(seen: readonly string[], expected: readonly string[]): string {
  const index = expected.findIndex((grade, place) => grade !== seen[place]);
  const place = index < 0 ? expected.length : index;
  const around = (grades: readonly string[]) => grades.slice(Math.max(0, place - 2), place + 3).join(' → ');
  return `grades ${around(seen)} instead of ${around(expected)}, from the ${place + 1}. of ${expected.length}`;
}
