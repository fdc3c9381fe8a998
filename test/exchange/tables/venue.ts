import type {Opening, Session, SimulatedVenue} from '../venue.ts';
import type {Entry, LighterBook} from '../venues/lighter/book.ts';
import {ApartBook, TogetherBook} from './book.ts';
import {type Costume, DRIFT, driftFigures, driftRow, ISOLATED} from './costumes.ts';
import {type Dress, type Shown, tableSite} from './site.ts';

/** Exchanges that say nothing in messages of theirs: a page with a table, drawn from the simulator's ledger. */

const FUNDING = {hours: 1, rate: '0.0000125'} as const;

export type TableSession = Session & {
  /** Something else than the ledger. */
  show(shown: Shown): void;
};
export type TableVenue = Omit<SimulatedVenue, 'open'> & {open(opening: Opening): TableSession};

/** A page draws with floats. */
const number = (amount: {toNumber(): number} | undefined) => amount?.toNumber() ?? 0;

const tradesOf = (book: LighterBook, row: Costume['row']): Shown => ({
  rows: book.entries.map((entry: Entry) =>
    row({
      coin: entry.coin,
      side: entry.size.isNegative() ? 'short' : 'long',
      size: number(entry.cost.abs()),
      margin: number(entry.margin),
      entry: number(entry.cost.div(entry.size)),
      mark: number(book.mark(entry.coin)),
      liquidation: number(book.liquidationPrice(entry)),
      profit: number(book.profit(entry)),
    }),
  ),
});

const together = (book: LighterBook): Shown => {
  const {equity, required} = book.standing(book.entries);
  const health = equity.gt(required) ? required.div(equity).neg().plus(1).times(100) : undefined;
  return {
    rows: book.entries.map((entry) => {
      const price = book.liquidationPrice(entry);
      return driftRow(
        entry.coin,
        number(entry.size),
        number(entry.cost.div(entry.size)),
        number(book.mark(entry.coin)),
        price === undefined ? 'None' : `$${price.toFixed(2)}`,
      );
    }),
    figures: driftFigures(`${health?.toFixed(0) ?? 0}%`, number(equity)),
  };
};

function venue(
  id: string,
  {page, dress}: {readonly page: string; readonly dress: Dress},
  play: (opening: Opening) => {readonly book: LighterBook; readonly shown: () => Shown},
): TableVenue {
  const open = (opening: Opening): TableSession => {
    const {book, shown} = play(opening);
    const {site, show} = tableSite(dress);
    let isTalking = true;
    show(shown());
    return {
      ...site,
      book,
      show,
      publish: () => {
        if (isTalking) show(shown());
      },
      silence: (mood) => {
        isTalking = mood === 'talking';
      },
      inject: () => {},
      sockets: 0,
    };
  };
  return {
    id,
    title: dress.host,
    page,
    hosts: [dress.host],
    sockets: 0,
    symbol: (coin) => coin,
    funding: FUNDING,
    open,
  };
}

const apart = (id: keyof typeof ISOLATED): TableVenue => {
  const costume: Costume = ISOLATED[id];
  return venue(id, costume, (opening) => {
    const book = new ApartBook(opening);
    return {book, shown: () => tradesOf(book, costume.row)};
  });
};

const drift = venue('drift', DRIFT, (opening) => {
  const book = new TogetherBook(opening);
  return {book, shown: () => together(book)};
});

/** By the name on the command line. */
export const tabled = {
  drift,
  gmx: apart('gmx'),
  jupiter: apart('jupiter'),
  ostium: apart('ostium'),
  avantis: apart('avantis'),
} satisfies Readonly<Record<string, TableVenue>>;
