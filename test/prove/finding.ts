/** What came of trying a promise in one way. */
export type Finding = {
  /** How it was tried, in the page's words: `Browser tests`, `npm run fuzz`. */
  readonly how: string;
  readonly verdict: 'holds' | 'fails';
  /** What was counted and measured, a sentence each. */
  readonly figures: readonly string[];
  /** What went wrong, by name. Empty when it holds. */
  readonly faults: readonly string[];
};

/** `short`: the whole proof within ten minutes. */
export type Form = 'short' | 'long';

/** One way of trying a promise. Never rejects for a promise that is broken: that is a finding. */
export type Trial = (form: Form) => Promise<Finding>;

export type Promised = {
  readonly title: string;
  /** To the reader. */
  readonly promise: string;
  readonly trials: readonly Trial[];
  /** What is not promised, in plain words. */
  readonly limits: readonly string[];
};
