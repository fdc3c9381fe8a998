import type {Decimal} from './decimal.ts';

/**
 * A number that says what kind of answer it is. "Don't know" is never NaN, Infinity, null or 0.
 *
 * - `exact`: follows from what the venue sent by the venue's own rule.
 * - `estimated`: a number, but not to be relied on to the digit; every reason is listed.
 * - `none`: asked and answered: there is no such number (a hedge without a liquidation price).
 * - `missing`: cannot be known yet; `needs` names what is not there.
 */
export type Figure =
  | {readonly kind: 'exact'; readonly value: Decimal}
  | {readonly kind: 'estimated'; readonly value: Decimal; readonly because: readonly string[]}
  | {readonly kind: 'none'; readonly because: string}
  | {readonly kind: 'missing'; readonly needs: readonly string[]};

/** Nothing to doubt: shared, so that an account without doubts allocates none. */
export const NO_DOUBTS: readonly string[] = [];

export const exact = (value: Decimal): Figure => ({kind: 'exact', value});

export const estimated = (value: Decimal, because: readonly string[]): Figure => ({
  kind: 'estimated',
  value,
  because: distinct(because),
});

export const none = (because: string): Figure => ({kind: 'none', because});

export const missing = (needs: readonly string[]): Figure => ({kind: 'missing', needs: distinct(needs)});

/** `exact` when nothing is doubted, else `estimated` with every doubt. */
export const figure = (value: Decimal, doubts: readonly string[]): Figure =>
  doubts.length === 0 ? exact(value) : estimated(value, doubts);

/** The number of a figure that has one, else null: for comparing, never for showing. */
export const numberOf = (of: Figure): Decimal | null =>
  of.kind === 'exact' || of.kind === 'estimated' ? of.value : null;

export const distinct = (texts: readonly string[]): readonly string[] =>
  texts.length < 2 ? texts : [...new Set(texts)];
