import type {TableRow} from './row.ts';
import {around, type Box, type Spot, spotFor} from './spot.ts';

/** Texts of one cell that are looked at. */
const TEXTS = 20;

/** One for all: the browser follows every range that is about, at each of the page's changes. */
let range: Range | undefined;

/** Where an element's letters stand: its own box may be much wider. */
function textBoxes(element: Element): readonly Box[] {
  const boxes: Box[] = [];
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  range ??= document.createRange();
  for (let count = 0; count < TEXTS && texts.nextNode(); count++) {
    if (texts.currentNode.nodeValue?.trim() === '') continue;
    range.selectNodeContents(texts.currentNode);
    boxes.push(range.getBoundingClientRect());
  }
  return boxes.filter(({left, right}) => right > left);
}

const pictureBoxes = (element: Element): readonly Box[] =>
  [...element.querySelectorAll('svg,img,button,input,canvas')].map((each) => each.getBoundingClientRect());

/** Is it this row's own that is drawn there, and nothing that lies over it or cuts it off? */
function isUncovered({element, cell}: TableRow, x: number, y: number): boolean {
  const hit = document.elementFromPoint(x, y);
  return hit !== null && (cell.contains(hit) || (hit.contains(cell) && element.contains(hit)));
}

const isOfRow = ({element}: TableRow, x: number, y: number): boolean =>
  element.contains(document.elementFromPoint(x, y));

/** Where a tag of that size stands in this row as it lies on the screen now; null: nowhere. */
export function roomIn(row: TableRow, {width, height}: Pick<DOMRect, 'width' | 'height'>): Spot | null {
  const {cell, beside} = row;
  const price = around(textBoxes(cell));
  if (price === null || !/\d/.test(cell.textContent ?? '')) return null;
  if (!isUncovered(row, (price.left + price.right) / 2, (price.top + price.bottom) / 2)) return null;
  const cells = [cell, ...beside];
  const within = around(cells.map((each) => each.getBoundingClientRect()));
  if (within === null) return null;
  const taken = cells.flatMap((each) => [...textBoxes(each), ...pictureBoxes(each)]);
  const spot = spotFor({price, within, taken, width, height});
  return spot !== null && isOfRow(row, spot.x + width / 2, spot.y + height / 2) ? spot : null;
}
