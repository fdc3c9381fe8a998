import {textOf} from './texts.ts';

/** Words of the page beside which a figure of the whole account stands, by figure, in lower case. */
export type Labels = {readonly [Figure in 'health' | 'equity']?: readonly string[] | undefined};
export type Figures = {readonly [Figure in keyof Labels]?: string};

const NODES = 30_000;
const FIGURE = 24;

/** What stands beside or below a label. */
const beside = (label: Element): string | null => {
  let at: Element | null = label;
  for (let depth = 0; depth < 3 && at !== null; depth++) {
    const text = at.nextElementSibling && textOf(at.nextElementSibling);
    if (text) return /\d/.test(text) && text.length <= FIGURE ? text : null;
    at = at.parentElement;
  }
  return null;
};

/** The figures that the page shows beside these labels; one that it shows twice, in two ways, is none. */
export const findFigures = (body: Element, labels: Labels): Figures => {
  const found = new Map<string, Set<string>>();
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let count = 0; count < NODES && texts.nextNode(); count++) {
    const {nodeValue, parentElement} = texts.currentNode;
    if (nodeValue === null || nodeValue.length > 40 || parentElement === null) continue;
    const word = nodeValue.trim().replace(/:$/, '').toLowerCase();
    for (const [figure, words] of Object.entries(labels)) {
      const text = words?.includes(word) ? beside(parentElement) : null;
      if (text !== null) found.set(figure, (found.get(figure) ?? new Set()).add(text));
    }
  }
  const sure = [...found]
    .filter(([, said]) => said.size === 1)
    .map(([figure, said]) => [figure, [...said][0]]);
  return Object.fromEntries(sure);
};
