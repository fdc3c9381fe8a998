import type {Action as ActionNamespace, Browser} from 'webextension-polyfill';
import type {Glance} from '../messages.ts';
import {type Face, face} from './badge-text.ts';
import {type Depth, depthOf, drawIcon, ICON_SIZES} from './icon.ts';

type Action = Pick<
  Browser['action'],
  'setBadgeText' | 'setBadgeBackgroundColor' | 'setBadgeTextColor' | 'setTitle' | 'setIcon'
>;

/** Toolbar button: says only what changed, because every call is a message to the browser's own process. */
export class Badge {
  readonly #action: Action;
  #face: Partial<Face> = {};
  #depth = '';

  constructor(action: Action) {
    this.#action = action;
  }

  async show(glance: Glance | null, now: number): Promise<void> {
    const next = face(glance, now);
    const last = this.#face;
    this.#face = next;
    const calls: Promise<void>[] = [];
    // The text first: it is what the user reads, and what frame-to-badge time is measured by.
    if (next.text !== last.text) calls.push(this.#action.setBadgeText({text: next.text}));
    if (next.fill !== last.fill) calls.push(this.#action.setBadgeBackgroundColor({color: next.fill}));
    if (next.ink !== last.ink) calls.push(this.#action.setBadgeTextColor({color: next.ink}));
    if (next.title !== last.title) calls.push(this.#action.setTitle({title: next.title}));
    const icon = this.#iconFor(depthOf(glance));
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
