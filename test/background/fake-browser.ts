import type {Browser, Runtime} from 'webextension-polyfill';
import english from '../../src/ui/_locales/en/messages.json' with {type: 'json'};
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

export type FakeTab = {
  readonly id: number;
  readonly url?: string;
  readonly discarded?: boolean;
  /** Absent: loaded. */
  readonly status?: 'loading';
};

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

/** The English text of a key, as the browser puts it together. */
const spoken = (key: string, given: readonly string[]): string =>
  ((english as Record<string, {message: string}>)[key]?.message ?? '').replaceAll(
    /\$(\d)/g,
    (_, index) => given[Number(index) - 1] ?? '',
  );

export type Notice = {readonly title: string; readonly message: string; readonly buttons?: readonly object[]};

/** The desktop's notifications: they outlive the worker. */
export class FakeNotices {
  readonly shown = new Map<string, Notice>();
  /** Of every notification that ever came up, in order. */
  readonly titles: string[] = [];
  /** Firefox: refuses what it does not know. */
  plain = false;
  onClicked = new FakeEvent<(id: string) => void>();
  onButtonClicked = new FakeEvent<(id: string, button: number) => void>();

  restart() {
    this.onClicked = new FakeEvent();
    this.onButtonClicked = new FakeEvent();
  }

  create = async (id: string, notice: Notice): Promise<string> => {
    if (this.plain && ('buttons' in notice || 'requireInteraction' in notice)) {
      throw new Error('Type error for parameter options (Property "buttons" is unsupported by Firefox)');
    }
    this.shown.set(id, notice);
    this.titles.push(notice.title);
    return id;
  };

  get api() {
    return {
      onClicked: this.onClicked,
      onButtonClicked: this.onButtonClicked,
      create: (id: string, notice: Notice) => this.create(id, notice),
      clear: async (id: string) => this.shown.delete(id),
      getAll: async () => Object.fromEntries([...this.shown.keys()].map((id) => [id, true])),
    };
  }
}

/** What a restart of the worker leaves standing: session storage, the toolbar, the tabs. */
export class FakeBrowser {
  readonly id = 'plimsoll';
  readonly root = 'chrome-extension://plimsoll/';
  readonly area = sessionArea();
  readonly local = sessionArea();
  readonly notices = new FakeNotices();
  /** The tab that was brought to the front. */
  front = 0;
  readonly badge = {text: '', fill: '', ink: '', title: ''};
  readonly alarmNames = new Set<string>();
  tabs: FakeTab[] = [];
  granted = true;
  onConnect = new FakeEvent<(port: Runtime.Port) => void>();
  onAlarm = new FakeEvent<(alarm: {name: string}) => void>();
  onChanged = new FakeEvent<(changes: object, area: string) => void>();

  /** The worker's next life has its own listeners. */
  restart() {
    this.onConnect = new FakeEvent();
    this.onAlarm = new FakeEvent();
    this.onChanged = new FakeEvent();
    this.notices.restart();
  }

  /** As the options page does. */
  async choose(settings: object) {
    await this.local.set({settings});
    this.onChanged.fire({settings: {newValue: structuredClone(settings)}}, 'local');
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
      notifications: this.notices.api,
      i18n: {
        getUILanguage: () => 'en',
        getMessage: (key: string, given: string | string[] = []) => spoken(key, [given].flat()),
      },
      windows: {update: async () => ({})},
      permissions: {onAdded: quiet(), onRemoved: quiet(), contains: async () => this.granted},
      storage: {session: this.area, local: this.local, onChanged: this.onChanged},
      tabs: {
        update: async (id: number) => {
          this.front = id;
          return {windowId: 1};
        },
        query: async () => this.tabs.map((tab) => ({status: 'complete', ...tab})),
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
