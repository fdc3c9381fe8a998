import type {Action as ActionNamespace, Browser} from 'webextension-polyfill';
import type {Glance} from '../messages.ts';
import {type Face, face, type Shows} from '../reading/badge-text.ts';
import type {Tongue} from '../reading/tongue.ts';
import {type Depth, depthOf, drawIcon, ICON_SIZES} from './icon.ts';

type Action = Pick<
  Browser['action'],
  'setBadgeText' | 'setBadgeBackgroundColor' | 'setBadgeTextColor' | 'setTitle' | 'setIcon'
>;

const FLASHES = 3;
/** Slow enough for nobody to be harmed: three a second is the limit of the accessibility guidelines. */
const FLASH_MS = 350;

/**
 * Toolbar button: says only what changed, because every call is a message to the browser's own process. What is read at
 * a glance goes first and alone; sentence and drawing follow once it stands, unless newer ones are on their way.
 */
export class Badge {
  readonly #action: Action;
  readonly #tongue: Tongue;
  #said: Partial<Face> = {};
  #depth = '';
  #newest: Face | null = null;

  constructor(action: Action, tongue: Tongue) {
    this.#action = action;
    this.#tongue = tongue;
  }

  async show(glance: Glance | null, now: number, shows?: Shows): Promise<void> {
    const next = face(glance, now, this.#tongue, shows);
    this.#newest = next;
    await this.#sayAtAGlance(next);
    if (this.#newest === next) await this.#sayInFull(next, depthOf(glance));
  }

  /** Changes fill and ink about, thrice: somebody is called. What is shown meanwhile shows at once. */
  async flash(): Promise<void> {
    for (let turn = 0; turn < 2 * FLASHES; turn += 1) {
      const shown = this.#newest;
      if (shown === null) return;
      const {fill, ink} = shown;
      await this.#sayAtAGlance(turn % 2 === 0 ? {...shown, fill: ink, ink: fill} : shown);
      await new Promise((next) => setTimeout(next, FLASH_MS));
    }
  }

  async #sayAtAGlance({text, fill, ink}: Face): Promise<void> {
    const last = this.#said;
    this.#said = {...last, text, fill, ink};
    const calls: Promise<void>[] = [];
    if (text !== last.text) calls.push(this.#action.setBadgeText({text}));
    if (fill !== last.fill) calls.push(this.#action.setBadgeBackgroundColor({color: fill}));
    if (ink !== last.ink) calls.push(this.#action.setBadgeTextColor({color: ink}));
    await Promise.all(calls);
  }

  async #sayInFull({title}: Face, depth: Depth): Promise<void> {
    const calls: Promise<void>[] = [];
    if (title !== this.#said.title) calls.push(this.#action.setTitle({title}));
    this.#said = {...this.#said, title};
    const icon = this.#iconFor(depth);
    if (icon !== null) calls.push(this.#action.setIcon({imageData: icon}));
    await Promise.all(calls);
  }

  #iconFor(depth: Depth): Record<string, ActionNamespace.ImageDataType> | null {
    const key = JSON.stringify(depth);
    if (key === this.#depth || typeof OffscreenCanvas === 'undefined') return null;
    this.#depth = key;
    const drawn: Record<string, ActionNamespace.ImageDataType> = {};
    for (const size of ICON_SIZES) {
      const image = drawIcon(size, depth);
      // The browser's type asks for an index signature that no ImageData has.
      if (image !== null) drawn[size] = image as ActionNamespace.ImageDataType;
    }
    return drawn;
  }
}
