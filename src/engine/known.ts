import type {Position, Schedule} from './account.ts';
import type {AssetBook} from './asset-book.ts';
import type {Decimal} from './decimal.ts';
import {type PoolBook, rowAt, rowsOf} from './pool-book.ts';
import type {Row} from './row.ts';

type Whole<Part> = {readonly [Key in keyof Part]: NonNullable<Part[Key]>};

export type KnownRow = Row &
  Whole<Pick<Row, 'value' | 'counted' | 'required'>> & {
    readonly position: Position & {readonly schedule: Schedule};
  };

export type KnownAsset = AssetBook &
  Whole<Pick<AssetBook, 'price' | 'pieces' | 'amount' | 'required' | 'worth' | 'call'>>;

/** A pool of which equity and requirement are known: then so is all that they are the sums of. */
export type KnownBook = PoolBook & {
  readonly equity: Decimal;
  readonly maintenance: Decimal;
  readonly standing: Decimal;
  readonly assets: readonly KnownAsset[];
};

/** Null: something is missing. A sum is known only when every part of it is, so that the parts need no second look. */
export const knownBook = (book: PoolBook): KnownBook | null =>
  book.standing === null ? null : (book as KnownBook);

export const knownRows = (book: KnownBook): readonly KnownRow[] => rowsOf(book) as readonly KnownRow[];

export const knownRow = (book: KnownBook, index: number): KnownRow => rowAt(book, index) as KnownRow;
