import type {Page} from 'puppeteer-core';

/** Where the focus came to rest. */
export type Stop = {
  /** The tag, and what tells it from others: `input target`, `summary Why`. */
  readonly name: string;
  readonly tag: string;
  readonly type: string | null;
  /** An outline is drawn around it, or around its label. */
  readonly outlined: boolean;
  /** Nothing lies over its middle, and that is in the window. */
  readonly uncovered: boolean;
};

type Walked = {readonly at: Set<Element>; readonly seen: Map<Element, string>};
type Realm = {walked?: Walked};

/** Runs in the page: where the focus is now; null when it has left the page or has come round. Remembers every control in sight. */
function look(): Stop | null {
  const realm = globalThis as Realm;
  realm.walked ??= {at: new Set(), seen: new Map()};
  const {at, seen} = realm.walked;
  const nameOf = (element: Element) => {
    const {testid} = (element as HTMLElement).dataset;
    return `${element.localName} ${testid ?? element.getAttribute('name') ?? element.textContent?.trim() ?? ''}`;
  };
  for (const control of document.querySelectorAll('a[href], button, input, select, summary, textarea')) {
    if (control.checkVisibility()) seen.set(control, nameOf(control));
  }
  const element = document.activeElement;
  if (
    element === null ||
    element === document.body ||
    element === document.documentElement ||
    at.has(element)
  )
    return null;
  at.add(element);
  const shown = element.closest('label') ?? element;
  const {left, top, width, height} = shown.getBoundingClientRect();
  const over = document.elementFromPoint(left + width / 2, top + height / 2);
  const isOutlined = (part: Element) => {
    const {outlineStyle, outlineWidth} = getComputedStyle(part);
    return outlineStyle !== 'none' && outlineWidth !== '0px';
  };
  return {
    name: nameOf(element),
    tag: element.localName,
    type: element.getAttribute('type'),
    outlined: isOutlined(element) || isOutlined(shown),
    uncovered: over !== null && (shown.contains(over) || over.contains(shown)),
  };
}

/** More stops than any page of ours has: who is still walking is in a trap. */
const FAR = 150;

export type Walk = {
  readonly stops: readonly Stop[];
  /** Controls that were in sight at some time, and at which the focus never was. */
  readonly missed: readonly string[];
};

/** Goes through the page with the Tab key alone until its end; at every stop `visit` may press other keys. */
export async function walk(page: Page, visit: (stop: Stop) => Promise<void> = async () => {}): Promise<Walk> {
  const stops: Stop[] = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(look);
    if (stop === null) break;
    stops.push(stop);
    if (stops.length > FAR) throw new Error(`no way out: ${stops.slice(-6).map(({name}) => name)}`);
    await visit(stop);
  }
  const missed = await page.evaluate(() => {
    const {at, seen} = (globalThis as Realm).walked ?? {
      at: new Set<Element>(),
      seen: new Map<Element, string>(),
    };
    // Of the radio buttons in a group one is a stop; arrows reach the others.
    const isAt = (control: Element) =>
      at.has(control) ||
      (control instanceof HTMLInputElement &&
        control.type === 'radio' &&
        [...at].some((other) => other instanceof HTMLInputElement && other.name === control.name));
    return [...seen].filter(([control]) => !isAt(control)).map(([, name]) => name);
  });
  return {stops, missed};
}
