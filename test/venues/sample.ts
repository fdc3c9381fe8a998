import {existsSync, readFileSync} from 'node:fs';
import {parseCapture} from '../../src/capture.ts';
import type {AuditLine} from '../../src/engine/health.ts';
import type {Frame} from '../../src/venues/frame.ts';

/**
 * An account that a venue's tests hold, as the frames that tell of it, with the venue's own figures in them. A venue
 * that has some exports them as `samples` from `test/venues/<venue>/samples.ts`; `npm run audit` plays them all.
 */
export type Sample = {
  /** Which account, when, and where it was published. */
  readonly name: string;
  /** Whose the reported figures are: told to a real account, printed in the venue's documents, or worked out by us. */
  readonly from: 'real accounts' | 'documents' | 'worked by hand';
  readonly frames: readonly Frame[];
  /** Figures that are known to differ, with the reason. One that agrees after all is a mistake here. */
  readonly differs?: readonly Difference[];
};

export type Difference = {
  readonly figure: AuditLine['figure'];
  /** Absent: the pool's figure. */
  readonly symbol?: string;
  readonly why: string;
};

/** The frames of a capture beside the calling file: `captured('./captures/one.ndjson', import.meta.url)`. */
export const captured = (path: string, from: string): readonly Frame[] =>
  parseCapture(readFileSync(new URL(path, from), 'utf8'));

/** The reference collection stands beside the checkout when we develop. */
const PAYLOADS = new URL('../../../shared/reference/payloads/', import.meta.url);

/** Samples of one file of the reference collection, given its text; none where the collection is not there. */
export function ofPayload(path: string, make: (text: string) => Sample): readonly Sample[] {
  const file = new URL(path, PAYLOADS);
  return existsSync(file) ? [make(readFileSync(file, 'utf8'))] : [];
}
