import type {DistanceTag} from '../../../messages.ts';
import {isDollar} from '../../../venues/table/name.ts';
import type {TableRow} from './row.ts';

type Row = Pick<TableRow, 'symbol' | 'underlying' | 'side'>;

/** `BTC-USDT-SWAP` and `BTCUSDT` are one name. A dex before a colon stays: its contracts are others. */
const bare = (name: string): string =>
  name
    .toUpperCase()
    .replaceAll(/PERP(ETUAL)?|SWAP/g, '')
    .replaceAll(/[^\p{L}\d:₮$]/gu, '');

/** A row or a tag with its names laid bare. */
type Bare<Each> = {
  readonly of: Each;
  readonly name: string;
  readonly coin: string;
  /** What the name says beside the coin: nothing, the dollar that is paid in, or something of more weight. */
  readonly quote: string;
};

function laidBare<Each extends Pick<Row, 'symbol' | 'underlying'>>(of: Each): Bare<Each> {
  const name = bare(of.symbol);
  const coin = bare(of.underlying);
  return {of, name, coin, quote: name.replace(coin, '')};
}

/** `BTC` may be short for `BTCUSDC`, never for a dated contract; `BTCUSDT` is another one. */
const mayBe = (one: Bare<unknown>, other: Bare<unknown>): boolean => {
  const quotes = [one.quote, other.quote];
  return (
    one.coin === other.coin && quotes.includes('') && quotes.every((quote) => quote === '' || isDollar(quote))
  );
};

/** The only tag that a row can be of; null: there is none, or more than one. */
function tagFor(row: Bare<Row>, tags: readonly Bare<DistanceTag>[]): DistanceTag | null {
  const named = tags.filter(({name}) => name === row.name);
  const possible = (named.length > 0 ? named : tags.filter((tag) => mayBe(row, tag))).filter(
    ({of}) => row.of.side === null || of.side === row.of.side,
  );
  const [only] = possible;
  return only !== undefined && possible.length === 1 ? only.of : null;
}

/** Rows and tags that belong together beyond doubt: each other's only one. */
export function matched<Each extends Row>(
  rows: readonly Each[],
  tags: readonly DistanceTag[],
): ReadonlyMap<Each, DistanceTag> {
  const all = tags.map(laidBare);
  const found = rows.map((row) => tagFor(laidBare(row), all));
  const pairs = new Map<Each, DistanceTag>();
  for (const [at, row] of rows.entries()) {
    const tag = found[at];
    if (tag && found.indexOf(tag) === found.lastIndexOf(tag)) pairs.set(row, tag);
  }
  return pairs;
}
