import type {Storage} from 'webextension-polyfill';
import {KEPT_VIEW, type KeptView, type View} from '../messages.ts';

type Area = Pick<Storage.StorageArea, 'set' | 'remove'>;

const KEEP_AFTER_MS = 1000;

/** Reading a longer one takes a popup longer than waking the background. */
const KEPT_CHARACTERS = 500_000;

/**
 * What a popup would be shown, left in session storage for one that opens while the background sleeps. A second after
 * a change and not at once: the frame that changed it comes first.
 */
export class ViewKeeper {
  readonly #area: Area;
  readonly #version: string;
  readonly #make: () => {readonly view: View; readonly until: number};
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `version`: of the extension. `make`: the view, and when it must be judged anew, ms since 1970, `Infinity`: never. */
  constructor(area: Area, version: string, make: () => {readonly view: View; readonly until: number}) {
    this.#area = area;
    this.#version = version;
    this.#make = make;
  }

  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#keep();
    }, KEEP_AFTER_MS);
  }

  async #keep(): Promise<void> {
    const {view, until} = this.#make();
    const kept: KeptView = {version: this.#version, until: Number.isFinite(until) ? until : null, view};
    const text = JSON.stringify(kept);
    try {
      if (text.length > KEPT_CHARACTERS) throw new RangeError('too long to be read at a glance');
      await this.#area.set({[KEPT_VIEW]: text});
    } catch {
      // An older one must not stand for what is now.
      await this.#area.remove(KEPT_VIEW).catch(() => {});
    }
  }
}
