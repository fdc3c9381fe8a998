import type {MarginAccount} from '../../engine/account.ts';
import type {Frame} from '../frame.ts';
import {hasPathPrefix} from '../page.ts';
import type {Reduction, Venue} from '../venue.ts';
import {tableAccount} from './account.ts';
import {reduceTable, type TableState} from './reduce.ts';
import {FALLBACK} from './terms.ts';

type WithTable = {readonly own: unknown; readonly table: TableState | null};

/** Has every stream that this account rests on been silent for longer than it may? */
const isSilent = ({pools, asOf}: MarginAccount, at: number): boolean =>
  pools.every((pool) =>
    (pool.sources ?? [{at: asOf, limitMs: 60_000}]).some((source) => at - source.at > source.limitMs),
  );

/** Is it one of the pages on which the exchange shows the reader's own positions? */
const isOwnPage = ({pages}: Venue, {url}: Frame): boolean => {
  if (!URL.canParse(url)) return false;
  const {hostname, pathname} = new URL(url);
  return pages.some(
    ({host, paths}) =>
      host === hostname && (paths?.some((prefix) => hasPathPrefix(pathname, prefix)) ?? true),
  );
};

/**
 * A venue that can also be read off its page. Its table speaks only while no account of the venue's own messages does:
 * there is none, or all that it has are silent.
 */
export const withTable = (venue: Venue): Venue<WithTable> => {
  const terms = venue.table ?? FALLBACK;
  return {
    ...venue,
    initial: {own: venue.initial, table: null},
    reduce(state, frame): Reduction<WithTable> {
      if (frame.via !== 'dom') {
        const {state: own, ...rest} = venue.reduce(state.own, frame);
        return {...rest, state: own === state.own ? state : {...state, own}};
      }
      if (!isOwnPage(venue, frame)) return {state, outcome: 'ignored', defects: []};
      const {state: table, ...rest} = reduceTable(state.table, frame);
      return {...rest, state: table === state.table ? state : {...state, table}};
    },
    accounts({own, table}) {
      const accounts = venue.accounts(own);
      if (table === null || !accounts.every((account) => isSilent(account, table.at))) return accounts;
      const read = tableAccount(venue.id, table, terms);
      return read === null ? accounts : [...accounts, read];
    },
  };
};
