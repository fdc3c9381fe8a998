import type {Frame} from '../frame.ts';
import {ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {TableFrame} from './frame.ts';
import {isRow, readTable} from './reading.ts';

/** What the page's table last showed. Plain JSON, the page's own texts. */
export type TableState = {
  readonly at: number;
  readonly lang: string;
  readonly head: readonly string[];
  readonly rows: readonly SeenRow[];
  readonly drawn: 'all' | 'in-view';
  readonly figures: {readonly health?: string | undefined; readonly equity?: string | undefined};
};

/** `at`: when the page last drew it. Rows that were scrolled out of view are kept, and age. */
export type SeenRow = {readonly at: number; readonly texts: readonly string[]};

/** Rows remembered of a table that draws only what is in view, and for how long. */
const KEPT = 200;
const KEPT_MS = 10 * 60_000;

/** Null: no table was seen yet. Snapshots replace; of a table that draws a part, rows out of view are kept for a while. */
export const reduceTable = (state: TableState | null, frame: Frame): Reduction<TableState | null> => {
  if (frame.via !== 'dom' || frame.direction !== 'in') return ignored(state);
  const json = readJson(frame.body);
  if ('fault' in json) return malformed(state, frame, json.fault);
  const table = read(TableFrame, json.value, '');
  if ('fault' in table) return malformed(state, frame, table.fault);
  const {rows, ...rest} = table.value;
  if (readTable(table.value) === null)
    return malformed(state, frame, {where: 'head', what: 'these are not the columns of a positions table'});
  const now = rows.filter(isRow).map((texts) => ({at: frame.at, texts}));
  const kept = rest.drawn === 'all' ? [] : outOfView(state, now, table.value, frame.at);
  return used({...rest, at: frame.at, rows: [...now, ...kept].slice(0, KEPT)});
};

/** Rows of before that are not among those drawn now, by contract and side. */
const outOfView = (
  state: TableState | null,
  drawn: readonly SeenRow[],
  {head, lang}: TableFrame,
  at: number,
): readonly SeenRow[] => {
  if (state === null || state.head.join('\n') !== head.join('\n')) return [];
  const before = state.rows.filter((row) => at - row.at <= KEPT_MS);
  const all = [...drawn, ...before].map(({texts}) => texts);
  const keys = (readTable({head, lang, rows: all})?.rows ?? []).map(
    (row) => row && `${row.symbol} ${row.side} ${row.mode}`,
  );
  const there = new Set(keys.slice(0, drawn.length));
  return before.filter((_, index) => {
    const key = keys[drawn.length + index];
    return key != null && !there.has(key);
  });
};
