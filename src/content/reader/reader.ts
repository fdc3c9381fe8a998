/**
 * The table reader, in the isolated world of a top frame: where the venue's messages are not seen, it reads the page's
 * own positions table; where they are, it finds the rows that the distance tags stand beside. Until then it costs a timer.
 */
import type {TableRow} from '../../ui/overlay/tags/row.ts';
import {type FromReader, readerDoor} from './door.ts';
import {cellIn, type FoundTable, positionIn} from './find.ts';
import {type Figures, figureReader} from './labels.ts';
import {watchTable} from './watch.ts';

/** Milliseconds without a wanted frame. */
const QUIET = 10_000;
/** Parts of addresses under which exchanges show other people's positions. */
const NOT_OURS = /accounts?\/|leaderboard|vault|copy|trader|explorer/i;
const LOOK_AGAIN = 2_000;
/** While the messages tell all, the table is wanted for the tags alone: a page without one is searched more seldom. */
const PATIENCE = 4;

const bodyOf = ({head, rows, columns, drawn}: FoundTable, figures: Figures): string =>
  JSON.stringify({
    lang: document.documentElement.lang.slice(0, 40),
    head: head.map((text, at) => (columns[at]?.means.length === 0 ? '' : text)),
    rows: rows.map(({texts}) => texts),
    drawn,
    figures,
  });

/** By what a row is known; the words may go on to another row, as tables that scroll or are sorted do it. */
const KNOWN_BY = ['symbol', 'side'] as const;

const rowsOf = (table: FoundTable): readonly TableRow[] =>
  table.rows.flatMap((row) => {
    const cell = cellIn(table, row, 'liquidation');
    const position = positionIn(table, row);
    if (cell === null || position === null) return [];
    const names = KNOWN_BY.flatMap((meaning) => cellIn(table, row, meaning) ?? []);
    const said = names.map(({textContent}) => textContent);
    const at = row.cells.indexOf(cell);
    return {
      ...position,
      element: row.element,
      cell,
      beside: [row.cells[at - 1], row.cells[at + 1]].filter((other) => other != null),
      still: () => cell.isConnected && names.every(({textContent}, place) => textContent === said[place]),
    };
  });

const read = (door: FromReader): void => {
  // Where messages were seen, a table that no longer changes may have stopped with them: its first change is waited for.
  let told = door.quiet() === Number.POSITIVE_INFINITY ? '' : null;
  const figures = door.labels ? figureReader(document.body, door.labels) : () => ({});
  const tell = (table: FoundTable): void => {
    // A table without rows that does not say that it is empty may be loading.
    if (table.rows.length === 0 && table.empty === 'not said') return;
    const body = bodyOf(table, figures());
    if (body === told) return;
    if (told !== null) door.tell(body);
    told = body;
  };
  const watch = watchTable(document.body, {
    heard: (found) => {
      const table = NOT_OURS.test(location.pathname + location.hash) ? null : found;
      door.see(table !== null && door.tagged() ? rowsOf(table) : []);
      if (door.quiet() < QUIET) told = null;
      else if (table !== null) tell(table);
    },
    stirred: door.stir,
    patience: () => (door.quiet() < QUIET ? PATIENCE : 1),
  });
  const check = (): void => {
    if (isNeeded(door)) setTimeout(check, LOOK_AGAIN);
    else {
      watch.stop();
      door.see([]);
      wait(door);
    }
  };
  check();
};

const isNeeded = (door: FromReader): boolean => door.quiet() >= QUIET || door.tagged();

const wait = (door: FromReader): void => {
  if (isNeeded(door)) read(door);
  else setTimeout(wait, Math.min(LOOK_AGAIN, QUIET - door.quiet()), door);
};

const door = readerDoor();
if (door) wait(door);
