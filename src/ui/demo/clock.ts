/** Where a player of a recording stands. ms of the recording, all. */
export type Clock = {
  /** Since it began. */
  readonly at: number;
  /** For how long nothing has come: the clock goes on while the recording stands, so that its figures grow old. */
  readonly silence: number;
  readonly motion: 'playing' | 'paused';
  /** Seconds of the recording in one of ours. */
  readonly speed: number;
};

/** So much of our time goes by in a recording of this length. At its end it stands. */
export function advance(clock: Clock, elapsed: number, length: number): Clock {
  if (clock.motion === 'paused') return {...clock, silence: clock.silence + elapsed};
  const at = Math.min(length, clock.at + elapsed * clock.speed);
  return at < length ? {...clock, at} : {...clock, at, motion: 'paused'};
}

/** Starts where it stands, as if there had been no silence; at the end, from the beginning. */
export function play(clock: Clock, length: number): Clock {
  return {...clock, at: clock.at >= length ? 0 : clock.at, silence: 0, motion: 'playing'};
}

export const pause = (clock: Clock): Clock => ({...clock, motion: 'paused'});

/** To another place, in the motion that it was in. */
export const seek = (clock: Clock, at: number): Clock => ({...clock, at, silence: 0});
