import {MOST} from '../../venues/table/bounds.ts';
import {type Column, columnsOf, EMPTY, LIQUIDATION, type Meaning} from '../../venues/table/columns.ts';
import {type ContractName, nameIn, sideIn} from '../../venues/table/name.ts';
import {cellsLike, cellsOf, type RowCells} from './cells.ts';
import {textOf} from './texts.ts';

/** A row on the page. Its texts are those of the columns that are understood; others are empty. */
export type FoundRow = {
  readonly element: Element;
  readonly cells: RowCells;
  readonly texts: readonly string[];
};

/** A positions table as it stands on the page now. */
export type FoundTable = {
  readonly header: Element;
  readonly head: readonly string[];
  readonly columns: readonly Column[];
  readonly rows: readonly FoundRow[];
  /** Everything of it is inside. */
  readonly root: Element;
  /** `in-view`: rows that are scrolled away are not in the page. */
  readonly drawn: 'all' | 'in-view';
  /** It says itself that there is no position; without rows and without that word it may be loading. */
  readonly empty: 'said' | 'not said';
};

const NODES = 30_000;
const CANDIDATES = 40;
/** Milliseconds that a search may take: a page of ten thousand texts takes a quarter of it on a slow machine. */
const TIME = 40;

/** The page's first positions table that can be seen, in document order; null: there is none that is understood for sure. */
export const findTable = (body: Element, now: () => number = () => performance.now()): FoundTable | null => {
  const end = now() + TIME;
  for (const cell of body.querySelectorAll('th, [role="columnheader"]')) {
    if (!LIQUIDATION.test(cell.textContent?.slice(0, 60) ?? '')) continue;
    const found = headerAbove(cell, body);
    const table = found && tableBelow(found);
    if (table) return table;
  }
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  let candidates = 0;
  for (let count = 0; count < NODES && texts.nextNode(); count++) {
    const {nodeValue, parentElement} = texts.currentNode;
    if (count % 256 === 0 && now() > end) return null;
    if (nodeValue === null || nodeValue.length > 60 || !LIQUIDATION.test(nodeValue)) continue;
    const found = parentElement && headerAbove(parentElement, body);
    const table = found && tableBelow(found);
    if (table) return table;
    if (++candidates === CANDIDATES) return null;
  }
  return null;
};

/** The same table again, by its header; null: it is gone, hidden or another one now. */
export const readAgain = ({header}: FoundTable): FoundTable | null => {
  const columns = header.isConnected ? columnsOf(headOf(header)) : null;
  return columns && tableBelow(header);
};

const headOf = (header: Element): readonly string[] =>
  cellsOf(header).map((cell) => (cell === null ? '' : textOf(cell)));

const headerAbove = (from: Element, body: Element): Element | null => {
  let at: Element | null = from;
  for (let depth = 0; depth < 8 && at !== null && at !== body; depth++) {
    if (at.childElementCount >= 4 && columnsOf(headOf(at)) !== null) return at;
    at = at.parentElement;
  }
  return null;
};

const isSeen = (element: Element): boolean => element.checkVisibility?.() ?? true;

const tableBelow = (header: Element): FoundTable | null => {
  const head = headOf(header);
  const columns = columnsOf(head);
  if (columns === null || !isSeen(header)) return null;
  const search = new RowSearch(columns);
  let anchor: Element = header;
  for (let depth = 0; depth < 4; depth++) {
    for (let next = anchor.nextElementSibling; next !== null; next = next.nextElementSibling)
      search.into(next, 0);
    const root = anchor.parentElement;
    if (root === null) break;
    if (search.rows.length > 0 || search.empty === 'said')
      return {header, head, columns, root, rows: search.rows, empty: search.empty, drawn: search.drawn(root)};
    anchor = root;
    if (anchor === document.body) break;
  }
  return {
    header,
    head,
    columns,
    root: header.parentElement ?? header,
    rows: [],
    empty: 'not said',
    drawn: 'all',
  };
};

/** Rows below a header: whatever has as many cells, until another header comes. */
class RowSearch {
  readonly rows: FoundRow[] = [];
  empty: FoundTable['empty'] = 'not said';
  readonly #columns: readonly Column[];
  #left = 3_000;
  #over = false;

  constructor(columns: readonly Column[]) {
    this.#columns = columns;
  }

  into(element: Element, depth: number): void {
    if (this.#over || this.#left-- < 0 || depth > 8 || this.rows.length >= MOST.rows) return;
    const cells = cellsLike(element, this.#columns.length);
    if (cells !== null) {
      this.#take(element, cells);
      return;
    }
    if (element.childElementCount === 0) {
      if (EMPTY.test(element.textContent?.slice(0, 200) ?? '')) this.empty = 'said';
      return;
    }
    for (const child of element.children) this.into(child, depth + 1);
  }

  #take(element: Element, cells: RowCells): void {
    const texts = cells.map((cell, at) =>
      cell === null || this.#columns[at]?.means.length === 0 ? '' : textOf(cell),
    );
    if (LIQUIDATION.test(texts.join(' ')) && columnsOf(cells.map((cell) => (cell ? textOf(cell) : '')))) {
      this.#over = true;
      return;
    }
    if (texts.some((text) => /\d/.test(text))) this.rows.push({element, cells, texts});
    else if (cells.some((cell) => cell !== null && EMPTY.test(textOf(cell)))) this.empty = 'said';
  }

  /** Does the page keep rows out of the document that its own counts, or its way of placing them, tell of? */
  drawn(root: Element): FoundTable['drawn'] {
    const grid = root.closest('[aria-rowcount]') ?? root.querySelector('[aria-rowcount]');
    const count = Number(grid?.getAttribute('aria-rowcount') ?? Number.NaN);
    if (count >= 0) return count > this.rows.length + 1 ? 'in-view' : 'all';
    const placed = this.rows.some(({cells}) => {
      const row = cells[0]?.parentElement;
      return [row, row?.parentElement].some((at) =>
        /translate|position:\s*absolute|(^|;)\s*top:/.test(at?.getAttribute('style') ?? ''),
      );
    });
    const [first] = this.rows;
    const spaced = [...(first?.element.parentElement?.children ?? [])].some(
      (child) =>
        /(^|;)\s*(height|padding-(top|bottom)):\s*[1-9]\d\d/.test(child.getAttribute('style') ?? '') &&
        child.textContent?.trim() === '',
    );
    return placed || spaced ? 'in-view' : 'all';
  }
}

/** The element that shows a row's liquidation price, or another meaning; null: it shows none. */
export const cellIn = (table: FoundTable, row: FoundRow, meaning: Meaning): Element | null => {
  const at = table.columns.findIndex(({means}) => means.includes(meaning));
  return row.cells[at] ?? null;
};

/** Which position a row is of, as far as its words say: by this a figure of the account finds its row. */
export const positionIn = (
  table: FoundTable,
  row: FoundRow,
): (ContractName & {readonly side: 'long' | 'short' | null}) | null => {
  const said = (meaning: Meaning): string =>
    row.texts[table.columns.findIndex(({means}) => means.includes(meaning))] ?? '';
  const name = nameIn(said('symbol'));
  if (name === null) return null;
  return {...name, side: sideIn(said('side')) ?? sideIn(said('symbol')) ?? sideIn(said('size'))};
};
