import {t} from '../text/message.ts';
import {tally} from '../text/number.ts';
import type {Clock} from './clock.ts';
import {clockAt} from './moments.ts';

export type TransportActions = {
  readonly play: () => void;
  readonly pause: () => void;
  readonly seek: (at: number) => void;
  readonly hasten: (speed: number) => void;
};

type Props = {readonly clock: Clock; readonly length: number; readonly actions: TransportActions};

const SPEEDS = [1, 2, 4, 12];
/** The slider's step: what one second of the recording brings. */
const STEP_MS = 1000;

/** Play, pause, speed, and where in the day one is. */
export function Transport({clock, length, actions}: Props) {
  const {at, motion, speed} = clock;
  const over = at >= length;
  return (
    <section class="transport">
      <div class="doing">
        {motion === 'playing' ? (
          <button type="button" class="main" data-testid="pause" onClick={() => actions.pause()}>
            {t('demo_pause')}
          </button>
        ) : (
          <button type="button" class="main" data-testid="play" onClick={() => actions.play()}>
            {t(over ? 'demo_again' : 'demo_play')}
          </button>
        )}
        <label>
          {t('demo_speed')}{' '}
          <select
            data-testid="speed"
            value={speed}
            onChange={({currentTarget}) => actions.hasten(Number(currentTarget.value))}
          >
            {SPEEDS.map((each) => (
              <option key={each} value={each}>
                {t('demo_times', tally(each))}
              </option>
            ))}
          </select>
        </label>
        <b class="time" data-testid="clock">
          {clockAt(at)}
        </b>
      </div>
      <input
        type="range"
        data-testid="slider"
        aria-label={t('demo_clock')}
        aria-valuetext={clockAt(at)}
        min={0}
        max={length}
        step={STEP_MS}
        value={at}
        onInput={({currentTarget}) => actions.seek(Number(currentTarget.value))}
      />
      <p role="status">{said(motion, over)}</p>
    </section>
  );
}

function said(motion: Clock['motion'], over: boolean): string | null {
  if (over) return t('demo_over');
  return motion === 'paused' ? t('demo_paused') : null;
}
