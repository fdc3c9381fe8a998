/** Cells of a row in any of the three forms: a real table's, an ARIA grid's, elements side by side. */

const CELLS = '[role="cell"],[role="gridcell"],[role="rowheader"],[role="columnheader"]';

/** Children as columns: a cell that spans several stands first, with nothing behind it. */
const columnsOf = (row: Element): readonly (Element | null)[] =>
  [...row.children].flatMap((cell) => {
    const span = Math.min(30, Math.max(1, Math.trunc(Number(cell.getAttribute('colspan') ?? 1)) || 1));
    return [cell, ...Array<null>(span - 1).fill(null)];
  });

export type RowCells = readonly (Element | null)[];

/** The cells that an element shows as one row, as far as can be told by its form alone. */
export const cellsOf = (row: Element): RowCells => {
  if (row.getAttribute('role') === 'row') {
    const cells = [...row.querySelectorAll(CELLS)];
    if (cells.length > 0) return cells;
  }
  return columnsOf(row);
};

/** The cells of a row that must have so many, itself or inside a lone wrapper; null: it is no such row. */
export const cellsLike = (row: Element, count: number): RowCells | null => {
  let at: Element | null = row;
  for (let depth = 0; depth < 3 && at !== null; depth++) {
    const cells = cellsOf(at);
    if (cells.length === count) return cells;
    at = at.children.length === 1 ? at.firstElementChild : null;
  }
  return null;
};
