import type {BenchLine} from './line.ts';

/** CPU time of one unit of each side in µs, and their ratio: medians over rounds in which the sides take turns. */
export type Measured = {readonly work: number; readonly against: number; readonly ratio: number};

const ROUNDS = 25;
/** Long enough that the clock's grain (1 µs) does not matter, short enough that a round sees one state of the machine. */
const SAMPLE_US = 8_000;

export const measure = (line: BenchLine): Measured => {
  const sides = [line.work, line.against.run] as const;
  for (const run of sides) warmUp(run);
  const counts = sides.map(unitsFor);
  const samples: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let turn = 0; turn < 2; turn += 1) {
      const side = (round + turn) % 2 === 0 ? 0 : 1;
      samples[side].push(microseconds(sides[side], counts[side] ?? 1) / (counts[side] ?? 1));
    }
  }
  const [work, against] = [median(samples[0]), median(samples[1])];
  return {work, against, ratio: work / against};
};

/** User and system time of the whole process, so that collecting our garbage counts as our work. */
const microseconds = (run: () => unknown, units: number): number => {
  const before = process.cpuUsage();
  for (let unit = 0; unit < units; unit += 1) sink = run();
  const {user, system} = process.cpuUsage(before);
  return user + system;
};

let sink: unknown;
export const lastResult = (): unknown => sink;

/** Until the compiler has settled: it works beside us, and its work would count as ours. */
const WARM_UP_US = 700_000;

const warmUp = (run: () => unknown): void => {
  for (let spent = 0, units = 1; spent < WARM_UP_US; units = Math.min(units * 2, 10_000))
    spent += Math.max(microseconds(run, units), 1);
};

const unitsFor = (run: () => unknown): number => {
  for (let units = 1; ; units *= 2) {
    const spent = microseconds(run, units);
    if (spent >= SAMPLE_US / 4 || units > 1e8)
      return Math.max(1, Math.round((units * SAMPLE_US) / Math.max(spent, 1)));
  }
};

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1] ?? 0;
};
