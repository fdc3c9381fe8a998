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

type Place = {readonly figure: string; readonly label: Element};

const placesOf = (body: Element, labels: Labels): readonly Place[] => {
  const places: Place[] = [];
  const texts = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
  for (let count = 0; count < NODES && texts.nextNode(); count++) {
    const {nodeValue, parentElement} = texts.currentNode;
    if (nodeValue === null || nodeValue.length > 40 || parentElement === null) continue;
    const word = nodeValue.trim().replace(/:$/, '').toLowerCase();
    for (const [figure, words] of Object.entries(labels))
      if (words?.includes(word)) places.push({figure, label: parentElement});
  }
  return places;
};

/** Milliseconds between two searches for labels; what stands beside those that were found is read each time. */
const SEARCH_EVERY = 5_000;
/** While a page may still be building itself. */
const SEARCH_FIRST = 1_000;

/** Reads the figures that the page shows beside these labels; one that it shows twice, in two ways, is none. */
export const figureReader = (body: Element, labels: Labels): (() => Figures) => {
  let places: readonly Place[] = [];
  let searched = Number.NEGATIVE_INFINITY;
  return () => {
    const gone = places.some(({label}) => !label.isConnected);
    const every = places.length === 0 ? SEARCH_FIRST : SEARCH_EVERY;
    if (gone || performance.now() - searched >= every) {
      searched = performance.now();
      places = placesOf(body, labels);
    }
    const said = places.map(({figure, label}) => ({figure, text: beside(label)}));
    const figures: {[figure: string]: string} = {};
    for (const {figure, text} of said) {
      const alike = said.every(
        (other) => other.figure !== figure || other.text === text || other.text === null,
      );
      if (text !== null && alike) figures[figure] = text;
    }
    return figures;
  };
};
