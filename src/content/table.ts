import type {Wanted, WantedText} from '../venues/venue.ts';

/** What `wanted/<venue>.js`, listed before this script, has left for it. */
export type VenueTable = {readonly venue: string; readonly wanted: readonly Wanted[]};

export const venueTable = (): VenueTable =>
  // Set by our own script in our own world: the page cannot reach it.
  (globalThis as unknown as {plimsollWanted: VenueTable}).plimsollWanted;

const heads = (texts: readonly WantedText[] = []): readonly string[] => texts.map(({head}) => head);

/** What the tap needs of the table, one for one; cutting and replacing are done on this side. Its type: `tap/table.ts`. */
export const tableForTap = (wanted: readonly Wanted[]): string =>
  JSON.stringify(
    wanted.map((row) => ({
      via: row.via,
      host: row.host,
      path: 'path' in row ? row.path : '',
      in: 'in' in row ? heads(row.in) : [],
      out: 'out' in row ? heads(row.out) : [],
      asks: 'asks' in row ? row.asks : null,
      query: 'query' in row ? row.query : false,
    })),
  );
