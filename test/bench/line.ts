/**
 * One line of `npm run bench`: a piece of our work, and the yardstick that it is held against in the same run.
 *
 * A bench module is `test/bench/<topic>/<name>.bench.ts` and exports `lines`, a function (it may be async) that
 * prepares the material and returns its lines. Both functions do one unit of work and return something, so that the
 * engine of the language cannot leave the work out.
 */
export type BenchLine = {
  /** As in `assess/50`. */
  readonly name: string;
  readonly work: () => unknown;
  readonly against: {readonly name: string; readonly run: () => unknown};
  /** The ratio work ÷ yardstick that we want to stay at or below. Absent: only shown. */
  readonly goal?: number;
  /** The least that can be done for the same end, whoever does it: nobody gets below. */
  readonly limit?: Rival;
  /** What another well-kept program does for the same end. */
  readonly peer?: Rival;
};

/** Held against the same yardstick, under a name of its own. */
export type Rival = {readonly name: string; readonly run: () => unknown};

export type BenchModule = {readonly lines: () => readonly BenchLine[] | Promise<readonly BenchLine[]>};
