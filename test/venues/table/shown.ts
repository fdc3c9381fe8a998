import {type AssessContext, assess} from '../../../src/engine/assess.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {AccountHealth} from '../../../src/engine/health.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {withTable} from '../../../src/venues/table/with-table.ts';
import type {Venue} from '../../../src/venues/venue.ts';

/** What a page shows, as the reader hands it on. */
export type Table = {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly lang?: string;
  readonly drawn?: 'all' | 'in-view';
  readonly figures?: {readonly health?: string; readonly equity?: string};
};

/** 21 Sep 2026. */
export const AT = 1_790_000_000_000;

export const tableFrame = (page: string, table: Table, at = AT): Frame => ({
  at,
  page,
  via: 'dom',
  url: page,
  direction: 'in',
  body: JSON.stringify({lang: 'en', drawn: 'all', ...table}),
});

/** The account of one reading of a venue's page; null: none. */
export const healthOn = (
  venue: Venue<never> | Venue<null> | Venue,
  page: string,
  table: Table,
  context?: AssessContext,
): AccountHealth | null => {
  const read = withTable(venue as Venue);
  const {state} = read.reduce(read.initial, tableFrame(page, table));
  const [account] = read.accounts(state);
  return account === undefined ? null : assess(account, context);
};

/** An estimate to eight digits, or the kind of answer that it is instead. */
export const shown = (figure: Figure | undefined): string | undefined =>
  figure?.kind === 'estimated' ? figure.value.toSignificantDigits(8).toFixed() : figure?.kind;
