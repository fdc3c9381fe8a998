import type {FeedSource, MarginAccount, MarginPool} from '../../engine/account.ts';
import {crossPools} from './cross.ts';
import {isolatedPool} from './isolated.ts';
import {readTable} from './reading.ts';
import type {TableState} from './reduce.ts';
import type {PositionRow} from './row.ts';
import type {TableTerms} from './terms.ts';

/** A table in which nothing changes for so long may be a page that stands still: marks move oftener. */
const SILENCE_MS = 30_000;

export const READ = 'read from the page’s own table, not from the exchange’s messages';

type Seen = {readonly row: PositionRow; readonly at: number};

/** Account of a page's table: every figure of it is an estimate. Null: no table, or none with a row that can be read. */
export const tableAccount = (
  venue: string,
  state: TableState | null,
  terms: TableTerms,
): MarginAccount | null => {
  if (state === null) return null;
  const {rows = [], mark = null} = readTable({...state, rows: state.rows.map(({texts}) => texts)}) ?? {};
  const seen = rows.flatMap((row, index): Seen[] => {
    const at = state.rows[index]?.at;
    return row === null || at === undefined ? [] : [{row, at}];
  });
  const isIsolated = ({row}: Seen) => (row.mode ?? terms.margin) === 'isolated';
  const cross = seen.filter((one) => !isIsolated(one));
  const read: Readonly<{pool: MarginPool | null; at: number}>[] = [
    ...seen.filter(isIsolated).map(({row, at}) => ({pool: isolatedPool(row, terms), at})),
    ...crossPools(
      cross.map(({row}) => row),
      {terms, figures: state.figures, mark, unread: rows.length - seen.length},
    ).map((pool) => ({pool, at: Math.min(...cross.map(({at}) => at))})),
  ];
  const whole = read.filter((one): one is {pool: MarginPool; at: number} => one.pool !== null);
  if (whole.length === 0) return null;
  const unread = rows.length - seen.length + read.length - whole.length;
  const doubts = doubtsOf(state, unread);
  return {
    venue,
    account: 'on the page',
    asOf: state.at,
    pools: withIds(whole.map(({pool, at}) => finished(pool, at, doubts))),
  };
};

const doubtsOf = ({drawn}: TableState, unread: number): readonly string[] => [
  READ,
  ...(unread > 0 ? [`${unread} of the table’s rows could not be read for sure and are left out`] : []),
  ...(drawn === 'in-view' ? ['the page draws only the rows in view: others may be missing'] : []),
];

const finished = (pool: MarginPool, at: number, doubts: readonly string[]): MarginPool => {
  const source: FeedSource = {name: 'the page’s positions table', at, limitMs: SILENCE_MS};
  return {...pool, doubts: [...doubts, ...(pool.doubts ?? [])], sources: [source]};
};

/** Two trades of one contract may stand in two rows. */
const withIds = (pools: readonly MarginPool[]): readonly MarginPool[] => {
  const count = new Map<string, number>();
  return pools.map((pool) => {
    const nth = (count.get(pool.id) ?? 0) + 1;
    count.set(pool.id, nth);
    return nth === 1 ? pool : {...pool, id: `${pool.id}:${nth}`};
  });
};
