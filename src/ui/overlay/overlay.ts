import {waterHeight} from '../../load-line.ts';
import type {DistanceTag, Glance} from '../../messages.ts';
import {digitsOf} from '../text/figure.ts';
import {isCall} from '../text/grade.ts';
import {t} from '../text/message.ts';
import {makeDraggable} from './drag.ts';
import {lease} from './lease.ts';
import {buildPill, type Pill} from './pill.ts';
import {FIRST_PLACE, type Place, readPlace, watchPlace, writePlace} from './place.ts';
import type {TableRow} from './tags/row.ts';
import {pillWords} from './words.ts';

/** A stale pill tells its age: look at the clock this often while it is. */
const TICK_MS = 1000;

export type Overlay = {
  /** Draws the glance, and the tags beside the rows they are of; null takes all off the page until the next one. */
  readonly show: (glance: Glance | null, tags?: readonly DistanceTag[]) => void;
  /** Are there tags to be shown, and may they be? */
  readonly tagged: () => boolean;
  /** The rows of the page's positions table. */
  readonly see: (rows: readonly TableRow[]) => void;
  /** The table changes, and is not drawn yet. */
  readonly stir: () => void;
  /** Leaves nothing behind: for a content script that lost its extension. */
  readonly remove: () => void;
};

/** The pill on the exchange's page. Nothing is in the page before the first glance. */
export function mountOverlay(): Overlay {
  const site = location.host;
  const parts = buildPill();
  let place: Place = {...FIRST_PLACE, hidden: true};
  let glance: Glance | null = null;
  let tick: ReturnType<typeof setInterval> | undefined;
  let life: ReturnType<typeof lease> | undefined;

  const leave = (): void => {
    life?.end();
    life = undefined;
    parts.tags.turn('off');
    parts.host.remove();
  };
  const draw = (): void => {
    if (glance) drawGlance(parts, glance, Date.now());
    drawPlace(parts, place);
    const visible = glance !== null && !place.hidden;
    if (visible && !parts.host.isConnected) {
      document.documentElement.append(parts.host);
      life ??= lease(parts.pill);
    }
    if (visible) parts.tags.turn('on');
    else leave();
    clearInterval(tick);
    if (visible && glance?.state === 'stale') tick = setInterval(draw, TICK_MS);
  };
  const settle = (next: Place): void => {
    place = next;
    draw();
  };
  const remember = (next: Place): void => {
    settle(next);
    void writePlace(site, next);
  };

  makeDraggable(parts.pill, parts.face, {
    at: () => place,
    move: (to) => settle({...place, ...to}),
    drop: () => remember(place),
    press: () => remember({...place, folded: !place.folded}),
  });
  parts.hide.addEventListener('click', () => remember({...place, hidden: true}));
  const unwatch = watchPlace(site, settle);
  void readPlace(site).then(settle);

  return {
    show: (next, tags = []) => {
      glance = next;
      parts.tags.show(tags);
      draw();
    },
    tagged: parts.tags.tagged,
    see: parts.tags.see,
    stir: parts.tags.stir,
    remove: () => {
      clearInterval(tick);
      unwatch();
      glance = null;
      leave();
    },
  };
}

function drawPlace({pill, face}: Pill, place: Place): void {
  pill.style.setProperty('--x', String(place.x));
  pill.style.setProperty('--y', String(place.y));
  pill.classList.toggle('folded', place.folded);
  pill.classList.toggle('right', place.x > 0.5);
  face.setAttribute('aria-expanded', String(!place.folded));
}

function drawGlance(parts: Pill, glance: Glance, now: number): void {
  const {figure, near, title, said} = pillWords(glance, now);
  const standing = digitsOf(glance.accuracy);
  parts.pill.dataset.tone = glance.state === 'live' ? glance.grade : 'stale';
  parts.setWater(standing === null ? 0 : waterHeight(standing, glance.waterline));
  write(parts.figure, figure);
  write(parts.near, near);
  parts.face.title = title;
  parts.face.setAttribute('aria-label', t('pill_label', glance.venueName, `${figure} ${near}`));
  parts.hide.title = t('pill_hide');
  parts.hide.setAttribute('aria-label', t('pill_hide'));
  const urgent = glance.state === 'live' && isCall(glance.grade);
  write(parts.status, urgent ? '' : said);
  write(parts.alert, urgent ? said : '');
}

/** Touches the page's layout only when the text is another. */
function write(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}
