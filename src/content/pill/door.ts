import type {Overlay} from '../../ui/overlay/overlay.ts';

/**
 * The pill has a script of its own, which only top frames run; what it leaves for the content script, its neighbour in
 * the isolated world, which the page cannot reach.
 */
type World = {plimsollPill?: () => Overlay};

export const openDoor = (mount: () => Overlay): void => {
  (globalThis as World).plimsollPill = mount;
};

export const pillDoor = (): (() => Overlay) | undefined => (globalThis as World).plimsollPill;
