import type {TableRow} from '../../ui/overlay/tags/row.ts';
import type {Labels} from './labels.ts';

/** What the content script leaves for the table reader, its neighbour in the isolated world, which the page cannot reach. */
export type FromReader = {
  /** Milliseconds since the last wanted frame; endless where none is wanted. */
  readonly quiet: () => number;
  /** Hands a reading to the background. */
  readonly tell: (body: string) => void;
  readonly labels: Labels | undefined;
  /** Are there distances to be shown beside the table's rows? */
  readonly tagged: () => boolean;
  /** Hands the rows over as they stand on the page now. */
  readonly see: (rows: readonly TableRow[]) => void;
  /** The table changes: before the browser draws it anew. */
  readonly stir: () => void;
};

type World = {plimsollReader?: FromReader};

export const openDoor = (door: FromReader): void => {
  (globalThis as World).plimsollReader = door;
};

export const readerDoor = (): FromReader | undefined => (globalThis as World).plimsollReader;
