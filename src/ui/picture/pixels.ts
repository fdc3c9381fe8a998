/**
 * Where things stand on the screen. Doubles are allowed here because the results are lengths in pixels: none of them is
 * ever shown as a number, and no amount of money enters but as a ratio.
 */

/** The distance at which a bar is full, in percent: beyond it more room looks the same. */
const FULL = 50;

/** Share of a distance bar that is filled, 0 to 1. Nearer is shorter. */
export function barShare(distance: string): number {
  return clamp(Number(distance) / FULL, 0, 1);
}

/** Edges that the axis may have, in percent. Few, so that a tick seldom changes the scale. */
const EDGES = [2, 5, 10, 20, 50, 100] as const;

/** The axis' outer edge for these distances: the first that holds the farthest, at most 100 %. */
export function axisEdge(distances: readonly string[]): number {
  const farthest = Math.max(0, ...distances.map(Number));
  return EDGES.find((edge) => edge >= farthest * 1.05) ?? 100;
}

/** x of a distance on an axis of `width` whose middle is today's price. Beyond the edge it stands on the edge. */
export function axisX(distance: string, side: 'down' | 'up', edge: number, width: number): number {
  const half = width / 2;
  const length = Math.min(1, Number(distance) / edge) * half;
  return Math.round((side === 'down' ? half - length : half + length) * 10) / 10;
}

/** Which way the price must go from `mark` to reach `price`. */
export function sideOf(price: string, mark: string): 'down' | 'up' {
  return Number(price) < Number(mark) ? 'down' : 'up';
}

/** The names that can stand on one line: nearest to the middle first, each `width(label)` wide around its x, none over another. */
export function labelsThatFit<Label extends {readonly x: number; readonly text: string}>(
  labels: readonly Label[],
  line: number,
): readonly (Label & {readonly left: number})[] {
  const placed: (Label & {readonly left: number; readonly right: number})[] = [];
  for (const label of labels) {
    const width = label.text.length * LETTER;
    const left = clamp(label.x - width / 2, 0, line - width);
    const right = left + width;
    if (placed.every((other) => right + GAP <= other.left || other.right + GAP <= left)) {
      placed.push({...label, left, right});
    }
  }
  return placed;
}

/** A generous width of one small letter, so that no font overlaps. */
const LETTER = 6.6;
const GAP = 6;

/** Accuracy at which the next named level waits below `standing`; only chooses which to name. */
export function nextLevel<L extends {readonly at: string}>(
  levels: readonly L[],
  waterline: string,
  standing: string,
): L | undefined {
  return levels
    .filter(({at}) => Number(at) > Number(waterline) && Number(at) * 100 < Number(standing))
    .toSorted((a, b) => Number(b.at) - Number(a.at))[0];
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
