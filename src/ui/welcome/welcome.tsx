import {signal} from '@preact/signals';
import {render} from 'preact';
import type {Settings} from '../../settings.ts';
import {applyLook, loadSettings, watchSettings} from '../settings.ts';
import {t} from '../text/message.ts';
import {App, type AppProps, type Listed} from './app.tsx';

/** What the build writes into `venues.js`. */
const {plimsollVenues = []} = globalThis as {readonly plimsollVenues?: readonly Listed[]};

const browser = location.protocol === 'moz-extension:' ? 'firefox' : 'chrome';
const origins: string[] = chrome.runtime.getManifest().host_permissions ?? [];

const access = signal<AppProps['access']>('allowed');
const button = signal<AppProps['button']>('unknown');

async function lookAround(): Promise<void> {
  const allowed = await chrome.permissions.contains({origins}).catch(() => true);
  if (!allowed) access.value = 'withheld';
  else if (access.value === 'withheld') access.value = 'given';
  // A browser may not know the question.
  const said = await chrome.action.getUserSettings?.().catch(() => undefined);
  if (said?.isOnToolbar !== undefined) button.value = said.isOnToolbar ? 'pinned' : 'hidden';
}

/** Only while the user's click is fresh, so nothing is awaited before. */
const allow = () => void chrome.permissions.request({origins}).then(lookAround);

function Mount() {
  return (
    <App
      browser={browser}
      access={access.value}
      button={button.value}
      exchanges={plimsollVenues}
      allow={allow}
    />
  );
}

async function look(chosen: Settings): Promise<void> {
  await applyLook(chosen);
  document.title = t('welcome_title');
  // Texts read the choice when they are drawn.
  render(null, document.body);
  render(<Mount />, document.body);
}

chrome.permissions.onAdded.addListener(() => void lookAround());
chrome.permissions.onRemoved.addListener(() => void lookAround());
// The button is pinned in the browser's own menu, and then the page has the focus again.
addEventListener('focus', () => void lookAround());
watchSettings((changed) => void look(changed));
void Promise.all([loadSettings(), lookAround()]).then(([chosen]) => look(chosen));
