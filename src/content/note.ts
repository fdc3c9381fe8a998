/** One event of the tap, read: see `emit` in `tap/relay.ts`. */
export type Note = {
  /** `i`, `o` WebSocket in and out, `b` its bytes in, `f` fetch, `x` XMLHttpRequest, `w` worker, `s` sample, `u` unseen, `h` here. */
  readonly kind: string;
  /** Place in the venue's table, and of the text in that row; of bytes: 0, or the number of the Blob. */
  readonly row: number;
  readonly text: number;
  /** The tap's counts since it started. */
  readonly counts: TapCounts;
  readonly url: string;
  /** What was asked, for an answer. */
  readonly ask: string;
  readonly body: string;
};

export type TapCounts = {readonly unwanted: number; readonly failures: number};

/** `kind row text unwanted failures askLength url`, a line feed, and what was asked directly before the body. */
export const readNote = (detail: string): Note | null => {
  const line = detail.indexOf('\n');
  const [kind = '', ...rest] = detail.slice(0, line).split(' ');
  const url = rest[5];
  const numbers = rest.slice(0, 5).map(Number);
  if (line < 0 || url === undefined || !numbers.every(Number.isSafeInteger)) return null;
  const [row = 0, text = 0, unwanted = 0, failures = 0, asked = 0] = numbers;
  const start = line + 1;
  return {
    kind,
    row,
    text,
    counts: {unwanted, failures},
    url,
    ask: detail.slice(start, start + asked),
    body: detail.slice(start + asked),
  };
};
