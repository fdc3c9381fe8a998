import {LIMIT, type Tally} from '../messages.ts';
import type {Defect, Frame} from '../venues/frame.ts';
import type {Reduction, Venue} from '../venues/venue.ts';
import {visible} from '../venues/visible.ts';
import {type Silence, silenceBy} from './silence.ts';

/** How many of a page's defects are kept: enough to see a pattern, few enough to store. */
const DEFECTS_KEPT = 10;

/** The browser's own word for who speaks: one document in one frame of one tab. */
export type Sender = {
  /** Tells this document from all others, also from the one that was in the same frame before. */
  readonly key: string;
  /** Address without query and fragment. */
  readonly address: string;
  readonly tab: number;
  /** 0 is the tab's top frame. */
  readonly frame: number;
  /** A private window is another person: its `main` account is not that of the others. */
  readonly incognito: boolean;
};

/** What one document on a venue's page has told us. Plain JSON, so that it outlives the worker. */
export type Page = Sender & {
  readonly venue: string;
  /** The venue's own state. */
  readonly state: unknown;
  /** A port to the document is open, or was when it was stored. */
  readonly open: boolean;
  readonly late: boolean;
  readonly tapped: boolean;
  readonly tally: Tally;
  readonly frames: {
    readonly read: number;
    readonly used: number;
    readonly ignored: number;
    readonly malformed: number;
  };
  /** Newest first. */
  readonly defects: readonly Defect[];
  /** Time of the newest frame read: an older one in a later message was read before. 0: none yet. */
  readonly newestAt: number;
  /** The last time that nothing was heard for long; null: never. */
  readonly silence: Silence | null;
};

export const NO_TALLY: Tally = {wanted: 0, unwanted: 0, oversize: 0, replaced: 0, failures: 0, unseen: []};

export function newPage(sender: Sender, venue: Venue): Page {
  return {
    ...sender,
    venue: venue.id,
    state: venue.initial,
    open: true,
    late: false,
    tapped: true,
    tally: NO_TALLY,
    frames: {read: 0, used: 0, ignored: 0, malformed: 0},
    defects: [],
    newestAt: 0,
    silence: null,
  };
}

/** A defect of ours, or of a whole message, that no venue has named. */
export function defectOf(frame: Pick<Frame, 'at' | 'url' | 'body'>, what: string): Defect {
  return {at: frame.at, url: frame.url, where: '', what: visible(what, 200), head: visible(frame.body, 200)};
}

/** What went wrong, in a line; an exception can be anything. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}

/** `reduce` is total by contract; a bug in one venue must still not take the others down. */
function reduceSafely(venue: Venue, state: unknown, frame: Frame): Reduction<unknown> {
  if (frame.body.length > LIMIT.frameCharacters) {
    const defect = defectOf(frame, `longer than ${LIMIT.frameCharacters} characters`);
    return {state, outcome: 'malformed', defects: [defect]};
  }
  try {
    return venue.reduce(state, frame);
  } catch (thrown) {
    const defect = defectOf(frame, `a fault of Plimsoll itself: ${reasonOf(thrown)}`);
    return {state, outcome: 'malformed', defects: [defect]};
  }
}

/** Puts defects on top of those kept. */
export function withDefects(page: Page, defects: readonly Defect[]): Page {
  if (defects.length === 0) return page;
  return {...page, defects: [...defects.toReversed(), ...page.defects].slice(0, DEFECTS_KEPT)};
}

export type Read = {
  readonly page: Page;
  /** All of them, oldest first, not only those kept. */
  readonly defects: readonly Defect[];
};

/**
 * Reduces the frames of one message, in order.
 *
 * A content script sends its last snapshots again when the worker asks. One that is older than what was read in earlier
 * messages would undo the deltas since, so it is ignored.
 */
export function readFrames(page: Page, venue: Venue, frames: readonly Frame[]): Read {
  const counts = {...page.frames};
  const defects: Defect[] = [];
  let {state, newestAt} = page;
  for (const frame of frames) {
    counts.read += 1;
    if (frame.at < page.newestAt) {
      counts.ignored += 1;
      continue;
    }
    const reduction = reduceSafely(venue, state, frame);
    state = reduction.state;
    counts[reduction.outcome] += 1;
    defects.push(...reduction.defects);
    newestAt = Math.max(newestAt, frame.at);
  }
  const silence = silenceBy(page.newestAt, frames) ?? page.silence;
  return {page: withDefects({...page, state, newestAt, silence, frames: counts}, defects), defects};
}

/** Adds what tap and content counted since their last message. */
export function withTally(page: Page, tally: Tally): Page {
  const sum = {
    wanted: page.tally.wanted + tally.wanted,
    unwanted: page.tally.unwanted + tally.unwanted,
    oversize: page.tally.oversize + tally.oversize,
    replaced: page.tally.replaced + tally.replaced,
    failures: page.tally.failures + tally.failures,
    unseen: [...new Set([...page.tally.unseen, ...tally.unseen])].slice(0, 10),
  };
  return {...page, tally: sum};
}
