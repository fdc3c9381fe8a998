import {type DecimalMark, decimalMarkOf} from './amount.ts';
import {type Column, columnsOf} from './columns.ts';
import {numeralsOfRow, type PositionRow, readRow} from './row.ts';

/** A table's texts, header and rows. */
export type Texts = {
  readonly lang: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
};

export type Reading = {
  /** One for each row that holds anything; null: not readable for sure. */
  readonly rows: readonly (PositionRow | null)[];
  readonly mark: DecimalMark | null;
};

/** Rows of nothing, as drawn for spacing and while a page loads, are no rows. */
export const isRow = (texts: readonly string[]): boolean => texts.some((text) => /\d/.test(text));

/** Null: these headers are not those of a positions table. */
export const readTable = ({head, rows, lang}: Texts): Reading | null => {
  const columns: readonly Column[] | null = columnsOf(head);
  if (columns === null) return null;
  const cells = rows.filter(isRow).map((texts) => ({columns, texts}));
  const mark = decimalMarkOf(cells.flatMap(numeralsOfRow), lang);
  return {
    mark,
    rows: cells.map((row) => (row.texts.length === columns.length ? readRow(row, mark) : null)),
  };
};
