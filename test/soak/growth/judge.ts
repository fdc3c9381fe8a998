/** What was in use at one moment, after garbage was collected. Bytes, but for the counts. */
export type Sample = {
  readonly minutes: number;
  readonly background: number;
  /** Characters of what the background keeps for *Save a capture*, which fills up to a limit of its own. */
  readonly recorded: number;
  /** By exchange. */
  readonly pages: Readonly<Record<string, number>>;
  /** What outlives the background, in memory. */
  readonly session: number;
  readonly indexedDb: number;
  readonly points: number;
};

export type Curve = {
  readonly name: string;
  /** Medians of the middle third and of the last. */
  readonly middle: number;
  readonly last: number;
  readonly most: number;
  readonly allowed: number;
};

export type Allowance = {
  /** Bytes, and a share of the middle third's median: the larger of both is what the last third may be above it. */
  readonly bytes: number;
  readonly share: number;
};

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

/** The first third is for warming up. */
export function curveOf(name: string, values: readonly number[], {bytes, share}: Allowance): Curve {
  const third = Math.floor(values.length / 3);
  const middle = median(values.slice(third, 2 * third));
  const last = median(values.slice(2 * third));
  return {name, middle, last, most: Math.max(...values), allowed: middle + Math.max(bytes, middle * share)};
}

/** Of a database: what it has when empty, files kept ahead and not yet tidied; and of one point with its keys. */
const EMPTY_BYTES = 6_000_000;
const POINT_BYTES = 2_000;

/** Each that may not grow without end, and what is wrong. */
export function judgeGrowth(
  samples: readonly Sample[],
  allowance: Allowance,
): {readonly curves: readonly Curve[]; readonly faults: readonly string[]} {
  const venues = Object.keys(samples[0]?.pages ?? {});
  const curves = [
    curveOf(
      'background without what it records',
      samples.map(({background, recorded}) => background - recorded),
      allowance,
    ),
    curveOf(
      'stored for the next life',
      samples.map(({session}) => session),
      allowance,
    ),
    ...venues.map((venue) =>
      curveOf(
        `page of ${venue}`,
        samples.map(({pages}) => pages[venue] ?? Number.NaN),
        allowance,
      ),
    ),
  ];
  const grown = curves.filter(({last, allowed}) => !(last <= allowed));
  const {indexedDb, points} = samples.at(-1) ?? {indexedDb: Number.NaN, points: 0};
  const limit = EMPTY_BYTES + points * POINT_BYTES;
  return {
    curves,
    faults: [
      ...grown.map(({name, middle, last}) => `${name} grew from ${middle} to ${last} bytes`),
      ...(indexedDb <= limit ? [] : [`${points} points take ${indexedDb} bytes on disk`]),
    ],
  };
}
