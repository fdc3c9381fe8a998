import {openChannel} from '../../../../src/content/channel.ts';
import {type Note, readNote} from '../../../../src/content/note.ts';
import {tableForTap} from '../../../../src/content/table.ts';
import {EVERYTHING} from './table.ts';

/** The content script's part, in the page's own world so that a test can read along. Stands before the tap. */
const notes: (Note | null)[] = [];
Object.assign(globalThis, {notes});
openChannel(tableForTap(EVERYTHING), (detail) => notes.push(readNote(detail)));
