import type {DistanceTag} from '../../../messages.ts';
import {isDollar} from '../../../venues/table/name.ts';
import type {TableRow} from './row.ts';

type Named = Pick<TableRow, 'symbol' | 'underlying'>;
type Row = Pick<TableRow, 'symbol' | 'underlying' | 'side'>;

/** `BTC-USDT-SWAP` and `BTCUSDT` are one name. A dex before a colon stays: its contracts are others. */
const bare = (name: string): string =>
  name
    .toUpperCase()
    .replaceAll(/PERP(ETUAL)?|SWAP/g, '')
    .replaceAll(/[^\p{L}\d:₮$]/gu, '');

/** What a name says beside the underlying: nothing, the dollar that is paid in, or something of more weight. */
const quoteOf = ({symbol, underlying}: Named): string => bare(symbol).replace(bare(underlying), '');

/** `BTC` may be short for `BTCUSDC`, never for a dated contract; `BTCUSDT` is another one. */
const mayBe = (one: Named, other: Named): boolean => {
  const quotes = [quoteOf(one), quoteOf(other)];
  return (
    bare(one.underlying) === bare(other.underlying) &&
    quotes.includes('') &&
    quotes.every((quote) => quote === '' || isDollar(quote))
  );
};

/** The only tag that a row can be of; null: there is none, or more than one. */
function tagFor(row: Row, tags: readonly DistanceTag[]): DistanceTag | null {
  const named = tags.filter(({symbol}) => bare(symbol) === bare(row.symbol));
  const possible = (named.length > 0 ? named : tags.filter((tag) => mayBe(row, tag))).filter(
    ({side}) => row.side === null || side === row.side,
  );
  const [only = null] = possible;
  return possible.length === 1 ? only : null;
}

/** Rows and tags that belong together beyond doubt: each other's only one. */
export function matched<Each extends Row>(
  rows: readonly Each[],
  tags: readonly DistanceTag[],
): ReadonlyMap<Each, DistanceTag> {
  const found = rows.map((row) => tagFor(row, tags));
  const pairs = new Map<Each, DistanceTag>();
  for (const [at, row] of rows.entries()) {
    const tag = found[at];
    if (tag && found.indexOf(tag) === found.lastIndexOf(tag)) pairs.set(row, tag);
  }
  return pairs;
}
