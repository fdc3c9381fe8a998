/**
 * The table reader, in the isolated world of a top frame: where the venue's messages are not seen, it reads the page's
 * own positions table. Until then it costs a timer.
 */
import {type FromReader, readerDoor} from './door.ts';
import type {FoundTable} from './find.ts';
import {type Figures, figureReader} from './labels.ts';
import {watchTable} from './watch.ts';

/** Milliseconds without a wanted frame. */
const QUIET = 10_000;
/** Parts of addresses under which exchanges show other people's positions. */
const NOT_OURS = /accounts?\/|leaderboard|vault|copy|trader|explorer/i;
const LOOK_AGAIN = 2_000;

const bodyOf = ({head, rows, columns, drawn}: FoundTable, figures: Figures): string =>
  JSON.stringify({
    lang: document.documentElement.lang.slice(0, 40),
    head: head.map((text, at) => (columns[at]?.means.length === 0 ? '' : text)),
    rows: rows.map(({texts}) => texts),
    drawn,
    figures,
  });

const read = (door: FromReader): void => {
  // Where messages were seen, a table that no longer changes may have stopped with them: its first change is waited for.
  let told = door.quiet() === Number.POSITIVE_INFINITY ? '' : null;
  const figures = door.labels ? figureReader(document.body, door.labels) : () => ({});
  const watch = watchTable(document.body, (table) => {
    // A table without rows that does not say that it is empty may be loading.
    if (table === null || (table.rows.length === 0 && table.empty === 'not said')) return;
    if (NOT_OURS.test(location.pathname + location.hash)) return;
    const body = bodyOf(table, figures());
    if (body === told) return;
    if (told !== null) door.tell(body);
    told = body;
  });
  const check = (): void => {
    if (door.quiet() >= QUIET) setTimeout(check, LOOK_AGAIN);
    else {
      watch.stop();
      wait(door);
    }
  };
  check();
};

const wait = (door: FromReader): void => {
  const left = QUIET - door.quiet();
  if (left > 0) setTimeout(wait, left, door);
  else read(door);
};

const door = readerDoor();
if (door) wait(door);
