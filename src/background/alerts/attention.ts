import type {Browser} from 'webextension-polyfill';
import type {Standing} from '../../reading/standing.ts';
import type {Tongue} from '../../reading/tongue.ts';
import type {Settings} from '../../settings.ts';
import {History} from '../history.ts';
import {Calls, tabOf} from './calls.ts';
import {ring} from './ring.ts';

type Surroundings = {
  readonly browser: Browser;
  readonly tongue: Tongue;
  readonly settings: () => Settings;
  readonly flash: () => Promise<void>;
  readonly clock: () => number;
  /** Defers until the earlier life's state is back. */
  readonly soon: (work: () => void) => void;
  readonly changed: () => void;
};

/** What happens beside the showing: margin calls with badge and bell, and the history of both. */
export class Attention {
  readonly #around: Surroundings;
  readonly #calls: Calls;
  readonly #history: History;

  constructor(around: Surroundings) {
    const {browser, settings, tongue} = around;
    this.#around = around;
    this.#history = new History(settings);
    this.#calls = new Calls({
      area: browser.storage.session,
      notifications: browser.notifications,
      alarms: browser.alarms,
      tongue,
      icon: browser.runtime.getURL('icons/128.png'),
      settings,
      beside: () => this.#beside(),
      mark: (calls, now) => this.#history.mark(calls, now),
    });
    this.#listen();
  }

  get snoozedUntil(): number {
    return this.#calls.snoozedUntil;
  }

  restore(): Promise<void> {
    return this.#calls.restore(this.#around.clock());
  }

  look(standings: readonly Standing[], now: number): void {
    this.#calls.look(standings, now);
    this.#history.note(standings, now);
  }

  snooze(minutes: number): void {
    this.#calls.snooze(minutes, this.#around.clock());
    this.#around.changed();
  }

  #beside(): void {
    const {browser, settings, flash} = this.#around;
    const {pulse, sound} = settings();
    if (pulse === 'on') void flash().catch(() => {});
    // Chrome's own, which the common types lack.
    if (sound === 'on') void ring(browser as Parameters<typeof ring>[0]).catch(() => {});
  }

  /** Synchronously, as all that may wake the worker. */
  #listen(): void {
    const {notifications} = this.#around.browser;
    notifications.onClicked.addListener((id) => void this.#open(id).catch(() => {}));
    notifications.onButtonClicked.addListener((id) => {
      if (tabOf(id) === null) return;
      this.#around.soon(() => this.snooze(this.#around.settings().snooze));
      void notifications.clear(id);
    });
  }

  /** Brings the page to the front that the notification speaks of. */
  async #open(id: string): Promise<void> {
    const {tabs, windows, notifications} = this.#around.browser;
    const tab = tabOf(id);
    if (tab === null) return;
    void notifications.clear(id);
    const {windowId} = await tabs.update(tab, {active: true});
    if (windowId !== undefined) await windows.update(windowId, {focused: true});
  }
}
