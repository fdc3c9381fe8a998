import type {Wanted, WantedText} from '../venues/venue.ts';

/** What `wanted/<venue>.js`, listed before this script, has left for it. */
export type VenueTable = {readonly venue: string; readonly wanted: readonly Wanted[]};

export const venueTable = (): VenueTable =>
  // Set by our own script in our own world: the page cannot reach it.
  (globalThis as unknown as {plimsollWanted: VenueTable}).plimsollWanted;

/** As `Heads` of `tap/decide.ts`. */
const headsOf = (texts: readonly WantedText[] = []) => {
  const heads = texts.map(({head}) => head);
  const common = commonPart(heads);
  const anchor = heads.some((head) => head.endsWith(common)) ? common.slice(0, -1) : common;
  return {anchor, heads, offsets: heads.map((head) => head.indexOf(anchor))};
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
      host: row.host,
      path: 'path' in row ? row.path : '',
      in: headsOf('in' in row ? row.in : []),
      out: headsOf('out' in row ? row.out : []),
      asks: 'asks' in row ? row.asks : null,
    })),
  );
