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
    if (this.#timer !== null) return;
    const elapsed = this.#clock() - this.#last;
    // A clock that was set back must not hold the work up.
    if (elapsed >= this.#intervalMs || elapsed < 0) {
      this.#run();
      return;
    }
    this.#timer = setTimeout(() => this.#run(), this.#intervalMs - elapsed);
  }

  #run(): void {
    this.#timer = null;
    this.#last = this.#clock();
    this.#work();
  }
}
