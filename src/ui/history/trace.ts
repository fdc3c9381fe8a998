import {digitsOf, kindOf, type Point, type PoolEntry, type Written} from '../../history/record.ts';

/**
 * What the charts draw: columns of doubles, which place pixels and never become a figure. A gap in time and a figure that
 * is not there break the line.
 */
export type Trace = {
  /** Seconds since 1970, ascending, as the charts' time scale wants them. */
  readonly times: readonly number[];
  /** For each time the point that stands there; null in a gap. */
  readonly points: readonly (Point | null)[];
};

type Column = readonly (number | null)[];
/** One figure as two lines: what is exact, and what is estimated with its joints to the exact. */
export type Line = {readonly exact: Column; readonly estimated: Column};

/** A point a minute: where two are missing, nobody watched. */
const GAP_MS = 150_000;

export function traceOf(points: readonly Point[]): Trace {
  const times: number[] = [];
  const placed: (Point | null)[] = [];
  let last: number | null = null;
  for (const point of points) {
    if (last !== null && point.at - last > GAP_MS) {
      times.push((last + 1) / 1000);
      placed.push(null);
    }
    times.push(point.at / 1000);
    placed.push(point);
    last = point.at;
  }
  return {times, points: placed};
}

const pixel = (text: Written | undefined): number | null => {
  const digits = text === undefined ? null : digitsOf(text);
  return digits === null ? null : Number(digits);
};

export function lineOf({points}: Trace, figure: 'accuracy' | 'equity' | 'requirement' | 'distance'): Line {
  const texts = points.map((point) => point?.[figure]);
  const isEstimate = (index: number) => {
    const text = texts[index];
    return text !== undefined && kindOf(text) === 'estimated';
  };
  return {
    exact: texts.map((text, index) => (isEstimate(index) ? null : pixel(text))),
    estimated: texts.map((text, index) =>
      isEstimate(index - 1) || isEstimate(index) || isEstimate(index + 1) ? pixel(text) : null,
    ),
  };
}

/** The columns with nothing below `floor`: a logarithmic scale has no place for it. */
export const notBelow = ({exact, estimated}: Line, floor: number): Line => {
  const raised = (column: Column) => column.map((value) => (value === null ? null : Math.max(floor, value)));
  return {exact: raised(exact), estimated: raised(estimated)};
};

export type Band = {
  readonly grade: 'liquidation' | 'margin-call' | 'warning' | 'watch';
  readonly below: number;
};

/** From the bottom up: below each bound the pool has this grade. */
export const bandsOf = ({bounds}: PoolEntry): readonly Band[] => [
  {grade: 'liquidation', below: Number(bounds.liquidation)},
  {grade: 'margin-call', below: Number(bounds.marginCall)},
  {grade: 'warning', below: Number(bounds.warning)},
  {grade: 'watch', below: Number(bounds.watch)},
];
