import * as v from 'valibot';
import type {Term} from './engine/explain.ts';
import type {Figure} from './engine/figure.ts';
import type {GhostLeg} from './engine/ghost.ts';
import type {AsJson} from './engine/json.ts';
import type {LevelDistance} from './engine/level-distance.ts';
import type {RiskScan} from './engine/scan-requirement.ts';

const name = v.pipe(v.string(), v.maxLength(200));
/** Of a person's or a slider's making: short, and a plain decimal. */
const decimal = v.pipe(v.string(), v.maxLength(40), v.regex(/^-?\d+(\.\d+)?$/));

/** What the trader turns: any one of the three; the answer says what the others come to. */
export const Lift = v.variant('by', [
  /** Accuracy to reach, in percent. */
  v.strictObject({by: v.literal('target'), accuracy: decimal}),
  /** So much of a collateral asset is paid in, in that asset. */
  v.strictObject({by: v.literal('deposit'), asset: name, amount: decimal}),
  /** So many contracts of a position are closed at its mark; the position by its place in the pool. */
  v.strictObject({
    by: v.literal('close'),
    index: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
    size: decimal,
  }),
]);
export type Lift = v.InferOutput<typeof Lift>;

/** popup, panel → background: everything about one pool that is too dear to be sent with every tick. */
export const StudyAsk = v.strictObject({
  kind: v.literal('study'),
  venue: name,
  account: name,
  pool: name,
  lift: Lift,
  /** Percent of a common move that the pool is to survive: −30 is a fall. */
  survive: decimal,
});
export type StudyAsk = v.InferOutput<typeof StudyAsk>;

type F = AsJson<Figure>;

/** How much of a position must go. */
export type Closing = {
  readonly index: number;
  readonly symbol: string;
  readonly side: 'long' | 'short';
  /** Contracts. */
  readonly size: F;
};

export type Deposit = {readonly asset: string; readonly amount: F};

export type WorkingView = {
  readonly figure: string;
  readonly result: F;
  readonly terms: readonly AsJson<Term>[];
  /** Candidates that were not taken, in words. */
  readonly refused: readonly string[];
};

export type StressPointView = {
  /** Percent of a common move. */
  readonly move: number;
  /** Multiple of each option's mark volatility. */
  readonly volatility: string;
  readonly profit: F;
  /** Percent. */
  readonly accuracy: F;
  /** The lowest level that the pool stands on or below there; null: above all. */
  readonly level: string | null;
};

export type ScanView = {
  readonly required: F;
  /** Percent of a common move. */
  readonly move: number;
  readonly volatility: string;
  readonly parts: readonly AsJson<RiskScan['contributions'][number]>[];
};

/** background → popup, panel: one pool, studied. Amounts in the pool's unit, accuracies in percent. */
export type Study = {
  readonly venue: string;
  readonly account: string;
  readonly pool: string;
  readonly asked: Pick<StudyAsk, 'lift' | 'survive'>;
  readonly workings: readonly WorkingView[];
  /** What the lift comes to, and each single way to the same accuracy. */
  readonly lift: {
    readonly accuracy: F;
    readonly down: F;
    readonly up: F;
    readonly deposits: readonly Deposit[];
    readonly closings: readonly Closing[];
  };
  readonly survive: {readonly deposit: F; readonly closings: readonly Closing[]};
  /** Highest first, the waterline among them. */
  readonly levels: readonly AsJson<Pick<LevelDistance, 'name' | 'at' | 'uniform' | 'hours'>>[];
  readonly stress: readonly StressPointView[];
  /** Pools of the account that a common move liquidates, first first. */
  readonly order: {readonly down: readonly string[]; readonly up: readonly string[]};
  /** Worst first. */
  readonly ghosts: readonly AsJson<GhostLeg>[];
  /** The risk-based requirement: the worst loss, where it falls, and each position's part in it. Null: not known. */
  readonly scan: ScanView | null;
};
