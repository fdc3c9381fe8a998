import type {WireFrame} from '../messages.ts';

/** A frame costs one, and one more for every so many characters. */
const CHARACTERS_A_POINT = 4000;
/** Ten times what the busiest page was seen to send (platform facts: the port itself gives up near 1,000 a second). */
const POINTS_A_SECOND = 2000;
/** A page's first seconds bring its large snapshots all at once. */
const BURST = 4000;
const QUEUE = 8000;
const DRAIN_EVERY_MS = 100;

const costOf = (frame: WireFrame): number => 1 + Math.floor(frame.body.length / CHARACTERS_A_POINT);

type Waiting = {readonly frames: readonly WireFrame[]; readonly cost: number};

type Sides = {
  readonly pass: (frames: readonly WireFrame[]) => void;
  readonly lost: (frames: readonly WireFrame[]) => void;
  /** The flood is over: what came since that time must be sent again. */
  readonly recover: (since: number) => void;
  readonly clock: () => number;
};

/**
 * One port's gate. Frames pass at once while the page keeps a human measure; beyond it they wait in order, and beyond
 * the queue they are lost, counted and later asked for again, so that one tab can neither starve the others nor fill the memory.
 */
export class Intake {
  readonly #pass: (frames: readonly WireFrame[]) => void;
  readonly #lost: (frames: readonly WireFrame[]) => void;
  readonly #recover: (since: number) => void;
  readonly #clock: () => number;
  #points = BURST;
  #refilledAt: number;
  #queue: Waiting[] = [];
  #queued = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** Time of the first frame that was lost and is not made good; Infinity: none. */
  #gapSince = Number.POSITIVE_INFINITY;

  constructor({pass, lost, recover, clock}: Sides) {
    this.#pass = pass;
    this.#lost = lost;
    this.#recover = recover;
    this.#clock = clock;
    this.#refilledAt = clock();
  }

  offer(frames: readonly WireFrame[]): void {
    const cost = frames.reduce((sum, frame) => sum + costOf(frame), 0);
    if (this.#queued + cost > QUEUE && this.#queue.length > 0) {
      this.#gapSince = frames.reduce((first, {at}) => Math.min(first, at), this.#gapSince);
      this.#lost(frames);
      return;
    }
    this.#queue.push({frames, cost});
    this.#queued += cost;
    this.#drain();
  }

  /** The port is gone: nothing more will pass. */
  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#queue = [];
  }

  #drain(): void {
    this.#refill();
    while (this.#points > 0) {
      const next = this.#queue.shift();
      if (next === undefined) break;
      this.#queued -= next.cost;
      // May go below zero, once: a message larger than the burst passes too, and the next wait is longer.
      this.#points -= next.cost;
      this.#pass(next.frames);
    }
    if (this.#queue.length === 0) this.#closeGap();
    else this.#wait();
  }

  #wait(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#drain();
    }, DRAIN_EVERY_MS);
  }

  #closeGap(): void {
    if (this.#gapSince === Number.POSITIVE_INFINITY) return;
    const since = this.#gapSince;
    this.#gapSince = Number.POSITIVE_INFINITY;
    this.#recover(since);
  }

  #refill(): void {
    const now = this.#clock();
    const elapsed = Math.max(0, now - this.#refilledAt);
    this.#refilledAt = now;
    this.#points = Math.min(BURST, this.#points + (elapsed * POINTS_A_SECOND) / 1000);
  }
}
