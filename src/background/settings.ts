import type {Storage} from 'webextension-polyfill';
import {DEFAULT_SETTINGS, readSettings, SETTINGS_KEY, type Settings} from '../settings.ts';

type Stores = {
  readonly local: Pick<Storage.StorageArea, 'get'>;
  readonly onChanged: Pick<Storage.Static['onChanged'], 'addListener'>;
};

/** The user's choice as the background sees it: read once, then followed. */
export class ChosenSettings {
  readonly #stores: Stores;
  #current = DEFAULT_SETTINGS;
  #heard = false;

  /** `changed` is called after every change by a page of ours. */
  constructor(stores: Stores, changed: () => void) {
    this.#stores = stores;
    stores.onChanged.addListener((changes, area) => {
      const change = changes[SETTINGS_KEY];
      if (area !== 'local' || change === undefined) return;
      this.#heard = true;
      this.#current = readSettings(change.newValue);
      changed();
    });
  }

  get current(): Settings {
    return this.#current;
  }

  /** Never fails: what cannot be read is as if never touched. */
  async load(): Promise<void> {
    const stored: Record<string, unknown> = await this.#stores.local.get(SETTINGS_KEY).catch(() => ({}));
    // A change that was heard meanwhile is newer.
    if (!this.#heard) this.#current = readSettings(stored[SETTINGS_KEY]);
  }
}
