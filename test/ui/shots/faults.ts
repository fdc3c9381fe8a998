import axe from 'axe-core';
import type {Frame} from 'puppeteer-core';

/** Every rule of WCAG 2.2 AA that a program can check, and axe-core's advice beyond it. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules for whole pages, which a frame of an exchange's page in small is not. */
export const PIECE_ONLY = [
  'document-title',
  'html-has-lang',
  'landmark-one-main',
  'page-has-heading-one',
  'region',
];

/** What is wrong with the page as it stands: by axe-core, and what a hand or an eye would stumble over. */
export async function faults(
  frame: Frame,
  {without = []}: {readonly without?: readonly string[]} = {},
): Promise<readonly string[]> {
  await frame.addScriptTag({content: axe.source});
  const broken = await frame.evaluate(
    async (runOnly, rules) => {
      const {violations} = await (globalThis as unknown as {axe: typeof axe}).axe.run({runOnly, rules});
      return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html).join(' | ')}`);
    },
    RULES,
    Object.fromEntries(without.map((rule) => [rule, {enabled: false}])),
  );
  return [...broken, ...(await frame.evaluate(smallTargets)), ...(await frame.evaluate(unreadable))];
}

/** Controls under 24 by 24 px. A control in a label is as large as its label. */
function smallTargets(): readonly string[] {
  const roots = [
    document,
    ...[...document.querySelectorAll('*')].flatMap(({shadowRoot}) => shadowRoot ?? []),
  ];
  const controls = roots.flatMap((root) => [
    ...root.querySelectorAll<HTMLElement>('a[href], button, input, select, summary, textarea'),
  ]);
  return controls.flatMap((control) => {
    const {width, height} = (control.closest('label') ?? control).getBoundingClientRect();
    if (width === 0 || (width >= 23.9 && height >= 23.9)) return [];
    return [`target of ${width.toFixed(1)} × ${height.toFixed(1)} px: ${control.outerHTML.slice(0, 120)}`];
  });
}

/** Text over text, text that is cut off without saying so, and a page wider than its window. */
function unreadable(): readonly string[] {
  const found: string[] = [];
  const {scrollWidth, clientWidth} = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide in ${clientWidth} px`);
  const isSeen = (element: Element) =>
    element.checkVisibility({opacityProperty: true, visibilityProperty: true}) &&
    element.closest('.spoken, [aria-hidden="true"], option') === null;
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const style = getComputedStyle(element);
    const cuts = style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis';
    if (
      cuts &&
      isSeen(element) &&
      element.tagName !== 'INPUT' &&
      element.scrollWidth > element.clientWidth + 1
    ) {
      found.push(`cut off: ${element.outerHTML.slice(0, 160)}`);
    }
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const lines: {readonly node: Node; readonly text: string; readonly box: DOMRect}[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = node.textContent?.trim() ?? '';
    if (text === '' || node.parentElement === null || !isSeen(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const shown = visibleBox(node.parentElement);
    for (const box of range.getClientRects()) {
      const part = meet(box, shown);
      if (part.width > 0 && part.height > 0) lines.push({node, text, box: part});
    }
  }
  lines.forEach((one, index) => {
    for (const other of lines.slice(index + 1)) {
      // What an ellipsis stands for lies under it.
      if (one.node === other.node) continue;
      const {width, height} = meet(one.box, other.box);
      const lower = Math.min(one.box.height, other.box.height);
      if (width > 2 && height > lower * 0.4) found.push(`“${one.text}” lies on “${other.text}”`);
    }
  });
  return [...new Set(found)];

  function meet(a: DOMRect, b: DOMRect): DOMRect {
    const left = Math.max(a.left, b.left);
    const top = Math.max(a.top, b.top);
    return new DOMRect(
      left,
      top,
      Math.max(0, Math.min(a.right, b.right) - left),
      Math.max(0, Math.min(a.bottom, b.bottom) - top),
    );
  }
  /** What of an element its ancestors let through. */
  function visibleBox(element: Element): DOMRect {
    let box = new DOMRect(-1e6, -1e6, 2e6, 2e6);
    for (let at: Element | null = element; at !== null; at = at.parentElement) {
      if (getComputedStyle(at).overflow !== 'visible' && at !== document.body)
        box = meet(box, at.getBoundingClientRect());
    }
    return box;
  }
}
