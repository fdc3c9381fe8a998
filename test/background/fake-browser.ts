import type {Browser, Runtime} from 'webextension-polyfill';
import {sessionArea} from './session-area.ts';

class FakeEvent<Listener extends (...args: never[]) => unknown> {
  readonly listeners = new Set<Listener>();
  addListener = (listener: Listener) => void this.listeners.add(listener);
  removeListener = (listener: Listener) => void this.listeners.delete(listener);
  hasListener = (listener: Listener) => this.listeners.has(listener);
  fire(...args: Parameters<Listener>) {
    for (const listener of this.listeners) listener(...args);
  }
}

export type FakeTab = {readonly id: number; readonly url?: string; readonly discarded?: boolean};

/** One end of a port, as the background holds it; `say` is the other end speaking. */
export class FakePort {
  readonly onMessage = new FakeEvent<(message: unknown) => void>();
  readonly onDisconnect = new FakeEvent<(port: unknown) => void>();
  readonly told: unknown[] = [];
  readonly name: string;
  readonly sender: Runtime.MessageSender;
  refused = false;
  dead = false;

  constructor(name: string, sender: Runtime.MessageSender) {
    this.name = name;
    this.sender = sender;
  }

  postMessage(message: unknown) {
    if (this.dead) throw new Error('Attempt to postMessage on disconnected port');
    this.told.push(structuredClone(message));
  }

  disconnect() {
    this.refused = true;
  }

  say(message: unknown) {
    this.onMessage.fire(structuredClone(message));
  }

  leave() {
    this.dead = true;
    this.onDisconnect.fire(this);
  }
}

/** What a restart of the worker leaves standing: session storage, the toolbar, the tabs. */
export class FakeBrowser {
  readonly id = 'plimsoll';
  readonly root = 'chrome-extension://plimsoll/';
  readonly area = sessionArea();
  readonly badge = {text: '', fill: '', ink: '', title: ''};
  readonly alarmNames = new Set<string>();
  tabs: FakeTab[] = [];
  granted = true;
  onConnect = new FakeEvent<(port: Runtime.Port) => void>();
  onAlarm = new FakeEvent<(alarm: {name: string}) => void>();

  /** The worker's next life has its own listeners. */
  restart() {
    this.onConnect = new FakeEvent();
    this.onAlarm = new FakeEvent();
  }

  connect(name: string, sender: Partial<Runtime.MessageSender>): FakePort {
    const port = new FakePort(name, {id: this.id, ...sender});
    // Only the members that the background uses are there.
    this.onConnect.fire(port as unknown as Runtime.Port);
    return port;
  }

  connectPage({
    tab = 1,
    frame = 0,
    document = 'D1',
    url = 'https://trade.harbour.example/trade',
    incognito = false,
  }) {
    if (!this.tabs.some(({id}) => id === tab)) this.tabs.push({id: tab, url});
    const place = {index: 0, highlighted: false, active: true, pinned: false, incognito};
    return this.connect('frames', {
      url,
      frameId: frame,
      documentId: document,
      tab: {...place, id: tab, url},
    });
  }

  connectView() {
    return this.connect('view', {url: `${this.root}popup.html`});
  }

  get api(): Browser {
    const set = (name: keyof FakeBrowser['badge']) => async (details: object) => {
      this.badge[name] = String(Object.values(details)[0]);
    };
    const quiet = () => new FakeEvent();
    const api = {
      runtime: {
        id: this.id,
        getURL: (path: string) => `${this.root}${path}`,
        getManifest: () => ({version: '1'}),
        onConnect: this.onConnect,
        onInstalled: quiet(),
        onStartup: quiet(),
      },
      alarms: {
        onAlarm: this.onAlarm,
        create: (name: string) => this.alarmNames.add(name),
        clear: async (name: string) => this.alarmNames.delete(name),
      },
      permissions: {onAdded: quiet(), onRemoved: quiet(), contains: async () => this.granted},
      storage: {session: this.area},
      tabs: {
        query: async ({url}: {url?: readonly string[]}) =>
          this.tabs.filter(
            (tab) => url === undefined || url.some((pattern) => tab.url?.startsWith(pattern.slice(0, -1))),
          ),
      },
      action: {
        setBadgeText: set('text'),
        setBadgeBackgroundColor: set('fill'),
        setBadgeTextColor: set('ink'),
        setTitle: set('title'),
        setIcon: async () => {},
      },
    };
    return api as unknown as Browser;
  }
}
