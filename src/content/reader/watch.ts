import {type FoundTable, findTable, readAgain} from './find.ts';

/** Milliseconds between two readings of a table that is there, and between two searches for one. */
const READ_EVERY = 500;
const SEARCH_EVERY = 2_000;
/** What takes long on a large page is followed by so many times its own length of rest. */
const REST = 50;

export type Watching = {
  /** Runs after each reading. */
  readonly heard: (table: FoundTable | null) => void;
  /** Runs at every change of a table that was found, before the browser draws it. */
  readonly stirred: () => void;
  /** How many times longer than usual the next search for a table may wait. */
  readonly patience: () => number;
};

export type Watch = {readonly stop: () => void};

/**
 * Follows the page's positions table: the first reading at once, then after changes, at a bounded rate. Null: it is not
 * there, or not to be seen. One observer, on the table alone once it is found.
 */
export const watchTable = (body: Element, {heard, stirred, patience}: Watching): Watch => {
  let table: FoundTable | null = null;
  let last = Number.NEGATIVE_INFINITY;
  let rest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    if (table !== null) stirred();
    poke();
  });

  const look = (): void => {
    timer = undefined;
    last = performance.now();
    const before = table?.root;
    table = (table && readAgain(table)) ?? findTable(body);
    if (table === null || table.root !== before) {
      observer.disconnect();
      observer.observe(table?.root ?? body, {childList: true, subtree: true, characterData: table !== null});
    }
    heard(table);
    rest = REST * (performance.now() - last);
    // A table that is taken out of the page says nothing itself any more.
    if (table !== null) timer = setTimeout(look, 4 * READ_EVERY);
    due = false;
  };
  let due = false;
  const poke = (): void => {
    if (due) return;
    due = true;
    clearTimeout(timer);
    const every = table === null ? patience() * Math.max(rest, SEARCH_EVERY) : Math.max(rest, READ_EVERY);
    const wait = last + every - performance.now();
    timer = setTimeout(look, Math.max(0, wait));
  };
  look();
  return {
    stop: () => {
      observer.disconnect();
      clearTimeout(timer);
      due = true;
    },
  };
};
