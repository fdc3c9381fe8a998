import {signal} from '@preact/signals';
import {render} from 'preact';
import {DEFAULT_SETTINGS, SETTINGS_KEY, type Settings} from '../../settings.ts';
import {captureName, saveText} from '../popup/save-text.ts';
import {openViewPort} from '../popup/view-port.ts';
import {applyLook, changeSettings, loadSettings, watchSettings} from '../settings.ts';
import {t} from '../text/message.ts';
import {App, type AppActions} from './app.tsx';
import type {ExchangeEntry} from './exchanges.tsx';

/** What the build writes into `venues.js`. */
type Listed = Pick<ExchangeEntry, 'id' | 'name' | 'hosts'>;
const {plimsollVenues = []} = globalThis as {readonly plimsollVenues?: readonly Listed[]};

const settings = signal(DEFAULT_SETTINGS);
const exchanges = signal<readonly ExchangeEntry[]>([]);

const origins = ({hosts}: Listed): string[] => hosts.map((host) => `https://${host}/*`);

async function lookAtAccess(): Promise<void> {
  exchanges.value = await Promise.all(
    plimsollVenues.map(async (listed) => {
      const allowed = await chrome.permissions.contains({origins: origins(listed)}).catch(() => true);
      return {...listed, access: allowed ? ('allowed' as const) : ('withheld' as const)};
    }),
  );
}

const port = openViewPort((message) => {
  if (message.kind !== 'capture') return;
  // A list of accounts is one JSON text, a capture is one a line.
  const name = captureName(Date.now());
  saveText(message.text, message.text.startsWith('[') ? name.replace('.ndjson', '.json') : name);
});

/** Chrome plays sound in an offscreen document only, and asks; Firefox needs nothing. */
async function chooseSound(sound: 'on' | 'off'): Promise<void> {
  const optional = chrome.runtime.getManifest().optional_permissions ?? [];
  const needs = sound === 'on' && optional.includes('offscreen');
  if (needs && !(await chrome.permissions.request({permissions: ['offscreen']}))) return;
  settings.value = await changeSettings({sound});
}

const actions: AppActions = {
  change: (change) => {
    settings.value = {...settings.value, ...change};
    void changeSettings(change);
  },
  allow: (exchange) => void chrome.permissions.request({origins: origins(exchange)}).then(lookAtAccess),
  sound: (value) => void chooseSound(value),
  save: () => port.send({kind: 'save-capture'}),
  saveHidden: () => port.send({kind: 'save-capture', amounts: 'hidden'}),
  reset: () => {
    settings.value = DEFAULT_SETTINGS;
    void chrome.storage.local.remove(SETTINGS_KEY);
  },
};

function Mount() {
  return <App settings={settings.value} exchanges={exchanges.value} actions={actions} />;
}

async function show(chosen: Settings): Promise<void> {
  await applyLook(chosen);
  document.title = t('options_title');
  settings.value = {...chosen};
}

watchSettings((changed) => void show(changed));
void Promise.all([loadSettings().then(show), lookAtAccess()]).then(() => render(<Mount />, document.body));
