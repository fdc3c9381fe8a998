import {
  type CallMark,
  digitsOf,
  kindOf,
  type Point,
  type PoolEntry,
  type Written,
} from '../../history/record.ts';

/** All that is kept of one pool. */
export type PoolHistory = {
  readonly pool: PoolEntry;
  readonly points: readonly Point[];
  readonly calls: readonly CallMark[];
};

const FIGURES = ['accuracy', 'equity', 'requirement', 'distance'] as const;

const HEADS = [
  'time',
  'venue',
  'account',
  'pool',
  'unit',
  'grade',
  ...FIGURES.flatMap((figure) => [figure, `${figure}_kind`]),
  'call',
] as const;

/** Names come from pages: one that begins as a formula must not become one in a spreadsheet. */
function cell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

const stamp = (at: number): string => new Date(at).toISOString();

const figureCells = (text: Written): readonly string[] => [digitsOf(text) ?? '', kindOf(text)];

function pointRow(pool: PoolEntry, point: Point): readonly string[] {
  const who = [pool.venue, pool.account, pool.pool, pool.unit, point.grade];
  return [stamp(point.at), ...who, ...FIGURES.flatMap((figure) => figureCells(point[figure])), ''];
}

function callRow(pool: PoolEntry, call: CallMark): readonly string[] {
  const who = [pool.venue, pool.account, pool.pool, pool.unit, ''];
  const nothing = FIGURES.slice(1).flatMap(() => ['', '']);
  const said = `${call.why} ${call.levelAt}${call.level === '' ? '' : ` ${call.level}`}`;
  return [stamp(call.at), ...who, ...figureCells(call.accuracy), ...nothing, said];
}

/** One row a point and a call, in the order of time within each pool. Times are UTC; accuracy and distance in percent. */
export function historyCsv(all: readonly PoolHistory[]): string {
  const rows = all.flatMap(({pool, points, calls}) =>
    [
      ...points.map((point) => ({at: point.at, row: pointRow(pool, point)})),
      ...calls.map((call) => ({at: call.at, row: callRow(pool, call)})),
    ]
      .sort((a, b) => a.at - b.at)
      .map(({row}) => row),
  );
  return `${[HEADS, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

const figureJson = (text: Written) => {
  const value = digitsOf(text);
  return value === null ? {kind: kindOf(text)} : {kind: kindOf(text), value};
};

/** Every amount a decimal string with its kind; times in ms since 1970. */
export function historyJson(all: readonly PoolHistory[]): string {
  const pools = all.map(({pool, points, calls}) => ({
    ...pool,
    points: points.map((point) => ({
      at: point.at,
      grade: point.grade,
      ...Object.fromEntries(FIGURES.map((figure) => [figure, figureJson(point[figure])])),
    })),
    calls: calls.map(({at, level, levelAt, accuracy, why}) => ({
      at,
      level,
      levelAt,
      accuracy: figureJson(accuracy),
      why,
    })),
  }));
  return `${JSON.stringify({plimsoll: 'history', version: 1, pools})}\n`;
}
