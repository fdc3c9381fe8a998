import type {Alarms, Notifications, Storage} from 'webextension-polyfill';
import type {CallMark} from '../../history/record.ts';
import type {Standing} from '../../reading/standing.ts';
import type {Tongue} from '../../reading/tongue.ts';
import type {Settings} from '../../settings.ts';
import {markOf} from '../history.ts';
import {decide, type Memory, NOTHING_REMEMBERED, snoozed, type Watched} from './decide.ts';
import {rungsOf} from './rung.ts';
import {callText} from './words.ts';

/** A notification that is written down but may not have been shown yet. */
type Due = {
  readonly id: string;
  readonly title: string;
  readonly message: string;
  readonly at: number;
  readonly mark: CallMark | null;
};

type Kept = {readonly memory: Memory; readonly due: readonly Due[]};

const KEY = 'calls';
const ALARM = 'call';
/** A call that an earlier life left unshown is still news for so long; the cadence repeats what is older. */
const NEWS_MS = 10 * 60_000;

type Surroundings = {
  readonly area: Pick<Storage.StorageArea, 'get' | 'set'>;
  readonly notifications: Notifications.Static;
  readonly alarms: Pick<Alarms.Static, 'create' | 'clear'>;
  readonly tongue: Tongue;
  readonly icon: string;
  readonly settings: () => Settings;
  /** Badge and sound, beside the notification. */
  readonly beside: () => void;
  /** For the history; after a death the same ones may come again. */
  readonly mark: (calls: readonly CallMark[], now: number) => void;
};

/** Names a pool over restarts and reloads. */
export const keyOf = ({account, pool, page}: Standing): string =>
  JSON.stringify([account.venue, account.account, pool.id, page.incognito]);

const watchedOf = (standing: Standing, settings: Settings): Watched => ({
  key: keyOf(standing),
  accuracy: standing.poolHealth.accuracy,
  rungs: rungsOf(standing.pool, settings),
  stale: !standing.page.open || standing.poolHealth.feed.verdict === 'stale',
  heardAt: standing.account.asOf,
});

/**
 * The margin calls' edge: what `decide` says is written down, then shown, then crossed off, so that a worker that dies in
 * between neither loses a call nor makes it twice.
 */
export class Calls {
  readonly #around: Surroundings;
  #kept: Kept = {memory: NOTHING_REMEMBERED, due: []};
  #writing: Promise<unknown> = Promise.resolve();
  /** Null: an earlier life may have set it. */
  #alarmAt: number | null = null;

  constructor(around: Surroundings) {
    this.#around = around;
  }

  /** ms since 1970; 0: not snoozed. */
  get snoozedUntil(): number {
    return this.#kept.memory.snoozedUntil;
  }

  /** Takes up what the earlier life left, and shows what it did not come to show. */
  async restore(now: number): Promise<void> {
    const stored = await this.#around.area.get(KEY).catch(() => ({}));
    // Only this class writes there, and an update of the extension empties the area.
    const kept = (stored as {readonly [KEY]?: Kept})[KEY];
    if (kept === undefined) return;
    this.#kept = kept;
    if (kept.due.length === 0) return;
    const shown: object = await this.#around.notifications.getAll().catch(() => ({}));
    this.#around.mark(marksOf(kept.due), now);
    const unshown = kept.due.filter(({id, at}) => !(id in shown) && now - at < NEWS_MS);
    for (const due of unshown) await this.#notify(due);
    this.#keep({...this.#kept, due: []});
  }

  /** Looks at all pools; cheap, and to be asked after every change. */
  look(standings: readonly Standing[], now: number): void {
    const settings = this.#around.settings();
    const {memory} = this.#kept;
    const decision = decide(
      memory,
      standings.map((one) => watchedOf(one, settings)),
      settings,
      now,
    );
    this.#wakeAt(decision.nextAt);
    if (decision.memory === memory) return;
    const due = decision.calls.flatMap((call): Due[] => {
      const standing = standings.find((one) => keyOf(one) === call.key);
      if (standing === undefined) return [];
      // The tab is what a click leads to, also in the worker's next life.
      const id = `call ${standing.page.tab} ${now} ${call.key}`;
      const text = callText(call, standing, now, this.#around.tongue);
      return [{id, ...text, at: now, mark: markOf(call, standing, now)}];
    });
    this.#keep({memory: decision.memory, due: [...this.#kept.due, ...due]});
    if (due.length > 0) this.#show(due, now);
  }

  snooze(minutes: number, now: number): void {
    this.#keep({...this.#kept, memory: snoozed(this.#kept.memory, minutes, now)});
  }

  #show(due: readonly Due[], now: number): void {
    this.#writing = this.#writing.then(async () => {
      for (const one of due) await this.#notify(one);
      this.#around.mark(marksOf(due), now);
      this.#around.beside();
      const ids = new Set(due.map(({id}) => id));
      this.#keep({...this.#kept, due: this.#kept.due.filter(({id}) => !ids.has(id))});
    });
  }

  /** In order; a refusal must not keep the call from being shown. */
  #keep(kept: Kept): void {
    this.#kept = kept;
    this.#writing = this.#writing.then(() => this.#around.area.set({[KEY]: kept}).catch(() => {}));
  }

  async #notify({id, title, message}: Due): Promise<void> {
    const {notifications, tongue, icon, settings} = this.#around;
    const options = {type: 'basic', iconUrl: icon, title, message, priority: 2} as const;
    const snooze = tongue.getMessage('call_snooze', String(settings().snooze));
    // Firefox knows neither buttons nor staying, and refuses what it does not know.
    const more = {...options, buttons: [{title: snooze}], requireInteraction: true};
    await this.#clearEarlier(id);
    try {
      await notifications.create(id, more);
    } catch {
      await notifications.create(id, options).catch(() => {});
    }
  }

  /** One notification a pool: what the last one said has passed. */
  async #clearEarlier(id: string): Promise<void> {
    const {notifications} = this.#around;
    const shown: object = await notifications.getAll().catch(() => ({}));
    const earlier = Object.keys(shown).filter((other) => other !== id && keyIn(other) === keyIn(id));
    await Promise.all(earlier.map((other) => notifications.clear(other).catch(() => false)));
  }

  #wakeAt(nextAt: number): void {
    if (nextAt === this.#alarmAt) return;
    const {alarms} = this.#around;
    if (nextAt !== Infinity) alarms.create(ALARM, {when: nextAt});
    else if (this.#alarmAt !== null) void alarms.clear(ALARM);
    this.#alarmAt = nextAt;
  }
}

const marksOf = (due: readonly Due[]): readonly CallMark[] => due.flatMap(({mark}) => mark ?? []);

const keyIn = (notification: string): string => notification.split(' ').slice(3).join(' ');

/** The tab that a notification of ours speaks of; null: it is none of ours. */
export function tabOf(notification: string): number | null {
  const tab = /^call (\d+) /.exec(notification)?.[1];
  return tab === undefined ? null : Number(tab);
}
