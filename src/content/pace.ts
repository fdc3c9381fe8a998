/** Milliseconds between two messages to the background: more often it drowns, and nobody reads faster. */
export const INTERVAL = 100;

export type Clock = {
  /** Milliseconds, never running backwards. */
  readonly now: () => number;
  /** Runs in a task of its own, soon, in hidden tabs too. */
  readonly soon: (act: () => void) => void;
  /** Runs after so many milliseconds; in hidden tabs up to a second late. Answers with what calls it off. */
  readonly later: (act: () => void, delay: number) => () => void;
};

export type Pace = {
  /** Something waits to be sent. */
  readonly poke: () => void;
  readonly stop: () => void;
};

/**
 * The first at once, then at most one every `INTERVAL`. Timers of hidden tabs are late, so each poke looks at the clock
 * itself. Never sends inside the caller's task: that is the page's message callback. `send` answers whether anything went
 * out: what had nothing to say does not hold up the next.
 */
export const createPace = (send: () => boolean, clock: Clock): Pace => {
  let last = Number.NEGATIVE_INFINITY;
  let coming = false;
  let callOff: (() => void) | null = null;
  let stopped = false;

  const fire = (): void => {
    callOff?.();
    callOff = null;
    coming = false;
    if (stopped) return;
    const before = last;
    last = clock.now();
    if (!send()) last = before;
  };
  return {
    poke: () => {
      if (stopped || coming) return;
      const wait = last + INTERVAL - clock.now();
      if (wait <= 0) {
        coming = true;
        clock.soon(fire);
      } else callOff ??= clock.later(fire, wait);
    },
    stop: () => {
      stopped = true;
      callOff?.();
    },
  };
};

export const browserClock = (): Clock => ({
  now: () => performance.now(),
  // Before the page paints: else every thirtieth frame waits for a painting.
  soon: (act) => void scheduler.postTask(act, {priority: 'user-blocking'}),
  later: (act, delay) => {
    const timer = setTimeout(act, delay);
    return () => clearTimeout(timer);
  },
});
