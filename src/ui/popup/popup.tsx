import {signal} from '@preact/signals';
import {render} from 'preact';
import type {ToView, View} from '../../messages.ts';
import type {Settings} from '../../settings.ts';
import {openDesk} from '../desk.ts';
import {hiddenSites, showEverywhere} from '../overlay/place.ts';
import {applyLook, loadSettings, watchSettings} from '../settings.ts';
import {App, type AppActions} from './app.tsx';
import type {AskedAhead} from './ask-ahead.ts';
import {keptView} from './kept-view.ts';
import {captureName, saveText} from './save-text.ts';
import {openViewPort} from './view-port.ts';

/** Ages grow without a message: look at the clock this often. */
const TICK_MS = 1000;
/** Nobody waits longer for a painting. */
const LONGEST_PAINT_MS = 100;
/** A longer one would overflow and fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const isPanel = location.pathname === '/panel.html';

const view = signal<View | null>(null);
const now = signal(Date.now());
const saved = signal<'no' | 'yes'>('no');
const pill = signal<'shown' | 'hidden'>('shown');

const {plimsollAsked: asked} = globalThis as {readonly plimsollAsked?: AskedAhead};
const looked = loadSettings(asked?.settings).then(look);
// The panel shows one tab's exchange, and what is kept shows all.
const port = openViewPort(receive, isPanel ? undefined : showKept());
const desk = openDesk({send: port.send, now: () => Date.now()});

function receive(message: ToView): void {
  now.value = Date.now();
  if (message.kind === 'view') {
    view.value = message.view;
    desk.ticked();
  } else if (message.kind === 'study') desk.receive(message.study);
  else {
    saveText(message.text, captureName(now.value));
    saved.value = 'yes';
  }
}

/**
 * The popup does not wait for a background that must wake first; what that says soon after takes this one's place. Resolves
 * when it stands: drawing and waking at once, each takes longer.
 */
async function showKept(): Promise<void> {
  const kept = await keptView(() => Date.now(), asked?.view);
  if (kept === null) return;
  view.value = kept.view;
  if (kept.until !== null) {
    const stands = Math.min(kept.until - Date.now(), LONGEST_TIMER_MS);
    setTimeout(() => {
      // No answer came: rather nothing than a figure that looks alive.
      if (view.value === kept.view) view.value = null;
    }, stands);
  }
  await looked;
  await painted();
}

/** Or that nobody looks: a page in the background is not painted. */
const painted = () =>
  new Promise<void>((over) => {
    setTimeout(over, LONGEST_PAINT_MS);
    requestAnimationFrame(() => setTimeout(over));
  });

const origins: string[] = chrome.runtime.getManifest().host_permissions ?? [];
const hosts = origins.map((origin) => origin.replace(/^https:\/\/|\/\*$/g, ''));

/** Only while the user's click is fresh, so nothing is awaited before. */
function openPanel(): void {
  const {sidePanel} = chrome;
  const {browser} = globalThis as {readonly browser?: {readonly sidebarAction?: {open(): Promise<void>}}};
  if (sidePanel !== undefined && ownWindow !== undefined) void sidePanel.open({windowId: ownWindow});
  else void browser?.sidebarAction?.open();
  window.close();
}
let ownWindow: number | undefined;
void chrome.windows?.getCurrent().then(({id}) => {
  ownWindow = id;
});

const actions: AppActions = {
  save: () => port.send({kind: 'save-capture'}),
  reload: (tab) => void chrome.tabs.reload(tab),
  allow: () => void chrome.permissions.request({origins}),
  ...(isPanel ? {} : {openPanel}),
  showPill: () => {
    pill.value = 'shown';
    void showEverywhere();
  },
};

function Mount() {
  if (view.value === null) return null;
  return (
    <App
      view={view.value}
      now={now.value}
      hosts={hosts}
      saved={saved.value}
      pill={pill.value}
      actions={actions}
      desk={desk}
    />
  );
}

async function look(chosen: Settings): Promise<void> {
  await applyLook(chosen);
  // Texts and numbers read the choice when they are drawn.
  render(null, document.body);
  render(<Mount />, document.body);
}

watchSettings((changed) => void look(changed));
setInterval(() => {
  now.value = Date.now();
}, TICK_MS);
void hiddenSites().then((sites) => {
  pill.value = sites.length > 0 ? 'hidden' : 'shown';
});

/** The panel stands beside the pages: it follows the tab in front of it. */
async function followTabs(): Promise<void> {
  const {id: window} = await chrome.windows.getCurrent();
  const follow = async () => {
    const [front] = await chrome.tabs.query({
      active: true,
      ...(window === undefined ? {} : {windowId: window}),
    });
    if (front?.id !== undefined) port.follow(front.id);
  };
  chrome.tabs.onActivated.addListener(({windowId, tabId}) => {
    if (windowId === window) port.follow(tabId);
  });
  await follow();
}
if (isPanel) void followTabs();
