import type {DistanceTag} from '../../../messages.ts';
import {figureText} from '../../text/figure.ts';
import {distance, magnitude} from '../../text/number.ts';
import {expiry} from '../lease.ts';
import {matched} from './match.ts';
import {roomIn} from './room.ts';
import type {TableRow} from './row.ts';

/** Milliseconds between two looks at where the rows lie. */
const LOOK_EVERY = 200;
/** A row that was scrolled has no tag until it has stood still so long. */
const SETTLED = 150;
/** So long a tag stays without a look at its row: as when our script is gone, or the page does nothing else. */
const LAST = 1500;

type Drawn = {row: TableRow; readonly tag: HTMLElement; movedAt: number; place: string};

export type TagLayer = {
  readonly element: HTMLElement;
  /** The tags go with the pill. */
  readonly turn: (to: 'on' | 'off') => void;
  readonly tagged: () => boolean;
  readonly show: (tags: readonly DistanceTag[]) => void;
  readonly see: (rows: readonly TableRow[]) => void;
  /** The table changes: a row that is another position's now loses its tag before that is drawn. */
  readonly stir: () => void;
};

/**
 * The distances beside the venue's own liquidation prices. They lie over the page, in our own shadow root, where the
 * rows are: in the page's tree nothing is touched. Not spoken: the popup says it all.
 */
export function tagLayer(): TagLayer {
  const element = document.createElement('div');
  element.className = 'tags';
  element.ariaHidden = 'true';
  let drawn: readonly Drawn[] = [];
  let tags: readonly DistanceTag[] = [];
  let rows: readonly TableRow[] = [];
  let turned: 'on' | 'off' = 'off';
  let placing: Placing | null = null;

  const tagged = (): boolean => turned === 'on' && tags.length > 0;
  const draw = (): void => {
    const pairs = tagged() ? matched(rows, tags) : new Map<never, never>();
    const next: Drawn[] = [];
    for (const [row, {distance: figure}] of pairs) {
      if (figure.kind !== 'exact' && figure.kind !== 'estimated') continue;
      const one = drawn.find((other) => other.row.cell === row.cell) ?? make(row);
      one.row = row;
      write(one.tag, figureText(figure, distance).shown, nearness(figure.value));
      next.push(one);
    }
    for (const one of drawn) if (!next.includes(one)) one.tag.remove();
    for (const one of next) if (one.tag.parentNode === null) element.append(one.tag);
    const isNew = next.some((one) => !drawn.includes(one));
    drawn = next;
    if (next.length === 0) {
      placing?.end();
      placing = null;
    } else if (placing === null) placing = keepPlacing(element, () => drawn);
    else if (isNew) placing.hurry();
  };
  return {
    element,
    tagged,
    turn: (to) => {
      if (to === turned) return;
      turned = to;
      draw();
    },
    show: (next) => {
      tags = next;
      draw();
    },
    see: (next) => {
      rows = next;
      draw();
    },
    stir: () => {
      for (const one of drawn) if (!one.row.still()) put(one, '');
    },
  };
}

type Placing = {
  /** With the next frame, before it is due. */
  readonly hurry: () => void;
  readonly end: () => void;
};

/** Places the tags, again and again, and takes away those whose rows move. */
function keepPlacing(layer: HTMLElement, all: () => readonly Drawn[]): Placing {
  const life = expiry(layer, LAST);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = requestAnimationFrame(place);

  function place(): void {
    life.renew();
    // All that is read of the page before anything is written.
    const spots = all().map((one) => spotOf(one));
    for (const [at, one] of all().entries()) put(one, spots[at] ?? '');
    timer = setTimeout(() => {
      frame = requestAnimationFrame(place);
    }, LOOK_EVERY);
  }
  const moved = ({target}: Event): void => {
    for (const one of all()) {
      if (target instanceof Node && !target.contains(one.row.cell)) continue;
      one.movedAt = performance.now();
      put(one, '');
    }
  };
  const listening = {capture: true, passive: true} as const;
  addEventListener('scroll', moved, listening);
  addEventListener('resize', moved, listening);
  const hold = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  return {
    hurry: () => {
      hold();
      frame = requestAnimationFrame(place);
    },
    end: () => {
      hold();
      removeEventListener('scroll', moved, listening);
      removeEventListener('resize', moved, listening);
      life.end();
    },
  };
}

function make(row: TableRow): Drawn {
  const tag = document.createElement('span');
  tag.className = 'tag off';
  return {row, tag, movedAt: Number.NEGATIVE_INFINITY, place: ''};
}

function write(tag: HTMLElement, text: string, near: string): void {
  if (tag.textContent !== text) tag.textContent = text;
  if (tag.dataset.near !== near) tag.dataset.near = near;
}

/** From ten percent on a distance is nothing to look at; below one percent it is. */
function nearness(percent: string): 'far' | 'near' | 'at hand' {
  const first = magnitude(percent);
  if (first === null || first < 0) return 'at hand';
  return first === 0 ? 'near' : 'far';
}

/** As `translate` takes it; empty: nowhere. */
function spotOf({row, tag, movedAt}: Drawn): string {
  if (performance.now() - movedAt < SETTLED || !row.still()) return '';
  const spot = roomIn(row, tag.getBoundingClientRect());
  return spot === null ? '' : `${Math.round(spot.x)}px ${Math.round(spot.y)}px`;
}

function put(one: Drawn, place: string): void {
  if (one.place === place) return;
  one.place = place;
  one.tag.classList.toggle('off', place === '');
  if (place === '') return;
  one.tag.style.translate = place;
  one.tag.style.colorScheme = schemeBeside(one.row.cell);
}

/** Light words stand on a dark page, whatever the system wears; where that cannot be told, as the system. */
function schemeBeside(cell: Element): string {
  const channels = /^rgba?\((\d+), (\d+), (\d+)/.exec(getComputedStyle(cell).color);
  if (channels === null) return '';
  const [, red = 0, green = 0, blue = 0] = channels.map(Number);
  return red + green + blue > 384 ? 'dark' : 'light';
}
