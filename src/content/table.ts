import type {Wanted, WantedText} from '../venues/venue.ts';
import type {Labels} from './reader/labels.ts';

/** What `wanted/<venue>.js`, listed before this script, has left for it. */
export type VenueTable = {
  readonly venue: string;
  readonly wanted: readonly Wanted[];
  /** For the table reader: see `TableTerms`. */
  readonly labels?: Labels;
};

export const venueTable = (): VenueTable =>
  // Set by our own script in our own world: the page cannot reach it.
  (globalThis as unknown as {plimsollWanted: VenueTable}).plimsollWanted;

/** Where heads stand, in characters from the beginning. */
const REACH = {usual: 96, most: 256} as const;

export const reachOf = (row: Wanted): number =>
  Math.min('reach' in row ? (row.reach ?? REACH.usual) : REACH.usual, REACH.most);

/** As `Heads` of `tap/decide.ts`. */
const headsOf = (texts: readonly WantedText[] | undefined, row: Wanted, bytes: 'no' | 'yes') => {
  const heads = (texts ?? []).map(({head}) => head);
  const common = commonPart(heads);
  const anchor = heads.some((head) => head.endsWith(common)) ? common.slice(0, -1) : common;
  const offsets = heads.map((head) => head.indexOf(anchor));
  return {anchor, heads, offsets, reach: reachOf(row), bytes: bytes === 'yes'};
};

/** The longest text that occurs in all of them. */
export const commonPart = ([first = '', ...others]: readonly string[]): string => {
  for (let length = first.length; length > 0; length--) {
    for (let from = 0; from + length <= first.length; from++) {
      const part = first.slice(from, from + length);
      if (others.every((other) => other.includes(part))) return part;
    }
  }
  return '';
};

/** What the tap needs of the table, one for one; cutting and replacing are done on this side. Its type: `tap/table.ts`. */
export const tableForTap = (wanted: readonly Wanted[]): string =>
  JSON.stringify(
    wanted.map((row) => ({
      via: row.via,
      host: row.host.replace('*', ''),
      path: 'path' in row ? row.path : '',
      in: headsOf('in' in row ? row.in : [], row, 'bytes' in row ? 'yes' : 'no'),
      out: headsOf('out' in row ? row.out : [], row, 'no'),
      asks: 'asks' in row ? row.asks : null,
    })),
  );
