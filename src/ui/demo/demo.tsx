import {computed, signal} from '@preact/signals';
import {render} from 'preact';
import {DEFAULT_SETTINGS, type Settings} from '../../settings.ts';
import {hyperliquid} from '../../venues/hyperliquid/venue.ts';
import {openDesk} from '../desk.ts';
import {saveText} from '../popup/save-text.ts';
import {applyLook, loadSettings, watchSettings} from '../settings.ts';
import {t} from '../text/message.ts';
import {App} from './app.tsx';
import {advance, type Clock, pause, play, seek} from './clock.ts';
import {moments} from './moments.ts';
import {Recording} from './recording.ts';

/** Often enough for a slider that glides, seldom enough to cost nothing. */
const TICK_MS = 100;
/** The day in three quarters of a minute. */
const SPEED = 4;

/** What the build writes into `day.js`. */
const {plimsollDay = ''} = globalThis as {readonly plimsollDay?: string};

const recording = new Recording(plimsollDay, hyperliquid);
const {begin, length} = recording;

const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
const clock = signal<Clock>({at: 0, silence: 0, motion: calm ? 'paused' : 'playing', speed: SPEED});
const settings = signal<Settings>(DEFAULT_SETTINGS);
const saved = signal<'no' | 'yes'>('no');

const view = computed(() => recording.at(clock.value.at, clock.value.silence));

const desk = openDesk({
  send: (message) => {
    if (message.kind !== 'study') return;
    const {at, silence} = clock.value;
    queueMicrotask(() => desk.receive(recording.study(message, at, silence)));
  },
  now: () => performance.now(),
});

const actions = {
  play: () => {
    clock.value = play(clock.value, length);
  },
  pause: () => {
    clock.value = pause(clock.value);
  },
  seek: (at: number) => {
    clock.value = seek(clock.value, at);
  },
  hasten: (speed: number) => {
    clock.value = {...clock.value, speed};
  },
  save: () => {
    saveText(plimsollDay, 'plimsoll-demo.ndjson');
    saved.value = 'yes';
  },
};

function Mount() {
  const {at, silence} = clock.value;
  return (
    <App
      venueName={hyperliquid.name}
      view={view.value}
      now={begin + at + silence}
      clock={clock.value}
      length={length}
      shows={settings.value.badge}
      moments={moments()}
      saved={saved.value}
      actions={actions}
      desk={desk}
    />
  );
}

async function look(chosen: Settings): Promise<void> {
  await applyLook(chosen);
  settings.value = chosen;
  document.title = t('demo_title');
  // Texts and numbers read the choice when they are drawn.
  render(null, document.body);
  render(<Mount />, document.body);
}

let last = performance.now();
setInterval(() => {
  const now = performance.now();
  const before = view.value;
  clock.value = advance(clock.value, now - last, length);
  last = now;
  if (view.value !== before) desk.ticked();
}, TICK_MS);
watchSettings((changed) => void look(changed));
void loadSettings().then(look);
