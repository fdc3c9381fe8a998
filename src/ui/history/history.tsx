import {batch, signal} from '@preact/signals';
import {render} from 'preact';
import type {CallMark, PoolEntry} from '../../history/record.ts';
import {
  callsOf,
  clearHistory,
  type HistoryStore,
  openHistory,
  pointsOf,
  poolsOf,
} from '../../history/store.ts';
import {DEFAULT_SETTINGS} from '../../settings.ts';
import {saveText} from '../popup/save-text.ts';
import {openViewPort} from '../popup/view-port.ts';
import {applyLook, loadSettings, watchSettings} from '../settings.ts';
import {t} from '../text/message.ts';
import {App, type AppActions} from './app.tsx';
import {historyCsv, historyJson, type PoolHistory} from './export.ts';
import type {Range} from './range.ts';
import {type Trace, traceOf} from './trace.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

const pools = signal<readonly PoolEntry[] | null>(null);
const chosen = signal(0);
const range = signal<Range>(1);
const trace = signal<Trace>({times: [], points: []});
const calls = signal<readonly CallMark[]>([]);
const now = signal(Date.now());
const pointed = signal<number | null>(null);
const deleting = signal<'no' | 'asked'>('no');
const snoozedUntil = signal(0);
const settings = signal(DEFAULT_SETTINGS);

let opened: Promise<HistoryStore> | null = null;
/** Anew when another context has taken it from us. */
const store = (): Promise<HistoryStore> => {
  opened ??= openHistory();
  return opened;
};

async function read(): Promise<void> {
  const at = Date.now();
  const history = await store();
  const all = await poolsOf(history);
  const pool = all[Math.min(chosen.value, all.length - 1)];
  const from = at - range.value * DAY_MS;
  const points = pool === undefined ? [] : await pointsOf(history, pool, from, at);
  const made = pool === undefined ? [] : await callsOf(history, pool, from, at);
  batch(() => {
    now.value = at;
    pools.value = all;
    trace.value = traceOf(points);
    calls.value = made;
    pointed.value = null;
  });
}

const reread = (): void => {
  void read().catch(() => {
    opened = null;
  });
};

async function everything(): Promise<readonly PoolHistory[]> {
  const history = await store();
  const all: PoolHistory[] = [];
  for (const pool of await poolsOf(history)) {
    const points = await pointsOf(history, pool, 0, Infinity);
    all.push({pool, points, calls: await callsOf(history, pool, 0, Infinity)});
  }
  return all;
}

const fileName = (ending: string): string =>
  `plimsoll-history-${new Date().toISOString().slice(0, 10)}.${ending}`;

const port = openViewPort((message) => {
  if (message.kind === 'view') snoozedUntil.value = message.view.snoozedUntil ?? 0;
});

const actions: AppActions = {
  choosePool: (index) => {
    chosen.value = index;
    reread();
  },
  chooseRange: (days) => {
    range.value = days;
    reread();
  },
  point: (index) => {
    pointed.value = index;
  },
  snooze: (minutes) => port.send({kind: 'snooze', minutes}),
  saveCsv: () => void everything().then((all) => saveText(historyCsv(all), fileName('csv'), 'text/csv')),
  saveJson: () =>
    void everything().then((all) => saveText(historyJson(all), fileName('json'), 'application/json')),
  askDelete: () => {
    deleting.value = 'asked';
  },
  keep: () => {
    deleting.value = 'no';
  },
  deleteAll: () => {
    deleting.value = 'no';
    void store().then(clearHistory).then(reread);
  },
};

function Mount() {
  if (pools.value === null) return null;
  return (
    <App
      pools={pools.value}
      chosen={Math.min(chosen.value, Math.max(0, pools.value.length - 1))}
      range={range.value}
      trace={trace.value}
      calls={calls.value}
      now={now.value}
      pointed={pointed.value}
      snoozedUntil={snoozedUntil.value}
      snoozeMinutes={settings.value.snooze}
      deleting={deleting.value}
      actions={actions}
    />
  );
}

watchSettings(
  (changed) =>
    void applyLook(changed).then(() => {
      settings.value = {...changed};
      // The charts are drawn in the colours and words of the moment.
      reread();
    }),
);
void loadSettings().then(async (loaded) => {
  await applyLook(loaded);
  settings.value = {...loaded};
  document.title = `${t('history')} – Plimsoll`;
  render(<Mount />, document.body);
  reread();
});
setInterval(() => {
  if (document.visibilityState === 'visible') reread();
}, MINUTE_MS);
