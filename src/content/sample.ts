import type {Wanted} from '../venues/venue.ts';

const bare = (text: string): string => text.replaceAll(/[\s'"]/g, '');

/**
 * What an unwanted message's head tells of a page that changed: its frames are bytes now, or a frame that we want is
 * written another way. Null: nothing.
 */
export const changeIn = (head: string, row: Wanted | undefined): string | null => {
  if (row === undefined || row.via === 'request') return null;
  if (head === '') return 'binary messages';
  const letters = bare(head);
  return row.in.some((text) => letters.includes(bare(text.head))) ? 'frames in a new spelling' : null;
};
