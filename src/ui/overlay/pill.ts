import {loadLine} from '../../load-line.ts';
import {STYLE} from './style.ts';
import {type TagLayer, tagLayer} from './tags/layer.ts';

const SVG = 'http://www.w3.org/2000/svg';
const MARK_SIZE = 20;

export type Pill = {
  /** The one element that the page can see. */
  readonly host: HTMLElement;
  readonly pill: HTMLElement;
  readonly face: HTMLButtonElement;
  readonly hide: HTMLButtonElement;
  readonly figure: HTMLElement;
  readonly near: HTMLElement;
  readonly status: HTMLElement;
  readonly alert: HTMLElement;
  readonly tags: TagLayer;
  readonly setWater: (height: number) => void;
};

/** Builds the pill's elements in a closed shadow root. Plain DOM: it is loaded into every exchange page. */
export function buildPill(): Pill {
  const host = document.createElement('div');
  const root = host.attachShadow({mode: 'closed'});
  const style = document.createElement('style');
  style.textContent = STYLE;
  const pill = element('div', 'pill');
  const face = element('button', 'face');
  const hide = element('button', 'hide');
  hide.textContent = '×';
  const figure = element('span', 'figure');
  const near = element('span', 'near');
  const status = spoken('status');
  const alert = spoken('alert');
  const {svg, setWater} = mark();
  face.append(svg, figure, near);
  pill.append(face, hide, status, alert);
  const tags = tagLayer();
  // Below the pill.
  root.append(style, tags.element, pill);
  // What is done to the pill is not the page's: its hotkeys and click-outside listeners stay asleep.
  for (const kind of ['click', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'keydown', 'keyup']) {
    root.addEventListener(kind, (event) => event.stopPropagation());
  }
  return {host, pill, face, hide, figure, near, status, alert, tags, setWater};
}

function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  name: string,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

function spoken(role: string): HTMLElement {
  const made = element('span', 'spoken');
  made.setAttribute('role', role);
  return made;
}

function mark() {
  const {size, centre, radius, stroke, bar} = loadLine(MARK_SIZE, 0);
  const svg = shape('svg', {viewBox: `0 0 ${size} ${size}`, 'aria-hidden': 'true'});
  const water = shape('path', {class: 'water'});
  svg.append(
    water,
    shape('circle', {class: 'ring', cx: centre, cy: centre, r: radius, 'stroke-width': stroke}),
    shape('path', {class: 'bar', d: bar, 'stroke-width': stroke}),
  );
  return {svg, setWater: (height: number) => water.setAttribute('d', loadLine(MARK_SIZE, height).water)};
}

function shape(tag: string, attributes: Record<string, string | number>): SVGElement {
  const made = document.createElementNS(SVG, tag) as SVGElement; // the SVG namespace makes no other kind
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  return made;
}
