/** Runs `work` at once, and when asked again too soon, once more after the interval: leading and trailing edge. */
export class Pulse {
  readonly #work: () => void;
  readonly #intervalMs: number;
  readonly #clock: () => number;
  #last = -Infinity;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(work: () => void, intervalMs: number, clock: () => number) {
    this.#work = work;
    this.#intervalMs = intervalMs;
    this.#clock = clock;
  }

  beat(): void {
    const elapsed = this.#clock() - this.#last;
    // Neither a clock that was set back nor a timer that does not come must hold the work up.
    if (elapsed >= this.#intervalMs || elapsed < 0) this.#run();
    else this.#timer ??= setTimeout(() => this.#run(), this.#intervalMs - elapsed);
  }

  /** Runs `work` now unless it is about to run, and takes no turn: what beats next need not wait for the interval. */
  runBeside(): void {
    if (this.#timer === null || this.#clock() - this.#last > this.#intervalMs) this.#work();
  }

  #run(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#last = this.#clock();
    this.#work();
  }
}
