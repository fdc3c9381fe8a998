import type {Place} from './place.ts';
import {MARGIN} from './style.ts';

type Point = Pick<Place, 'x' | 'y'>;

/** Less than this is a click with an unsteady hand. */
const SLACK_PX = 4;
/** One press of an arrow key. */
const STEP_PX = 16;

const ARROW: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export type DragHooks = {
  readonly at: () => Point;
  /** On every movement. */
  readonly move: (to: Point) => void;
  /** The pill has arrived: remember it. */
  readonly drop: () => void;
  /** A press without a movement. */
  readonly press: () => void;
};

/** Makes `pill` movable by pointer and arrow keys, held by `grip`. */
export function makeDraggable(pill: HTMLElement, grip: HTMLElement, hooks: DragHooks): void {
  let moved = false;
  grip.addEventListener('pointerdown', (down) => {
    if (down.button !== 0) return;
    const start = hooks.at();
    moved = false;
    grip.setPointerCapture(down.pointerId);
    grip.onpointermove = (event) => {
      const dx = event.clientX - down.clientX;
      const dy = event.clientY - down.clientY;
      moved ||= Math.hypot(dx, dy) > SLACK_PX;
      if (moved) hooks.move(shifted(pill, start, dx, dy));
    };
  });
  grip.addEventListener('lostpointercapture', () => {
    grip.onpointermove = null;
    if (moved) hooks.drop();
  });
  grip.addEventListener('click', () => {
    if (!moved) hooks.press();
    moved = false;
  });
  grip.addEventListener('keydown', (event) => {
    const arrow = ARROW[event.key];
    if (!arrow) return;
    event.preventDefault();
    hooks.move(shifted(pill, hooks.at(), arrow[0] * STEP_PX, arrow[1] * STEP_PX));
    hooks.drop();
  });
}

function shifted(pill: HTMLElement, from: Point, dx: number, dy: number): Point {
  const free = (whole: number, own: number): number => Math.max(1, whole - own - 2 * MARGIN);
  return {
    x: within(from.x + dx / free(innerWidth, pill.offsetWidth)),
    y: within(from.y + dy / free(innerHeight, pill.offsetHeight)),
  };
}

const within = (share: number): number => Math.min(1, Math.max(0, share));
