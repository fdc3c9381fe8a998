import * as v from 'valibot';
import {MOST} from './bounds.ts';

const text = v.pipe(
  v.string('expected a text'),
  v.maxLength(MOST.characters, `expected at most ${MOST.characters} characters`),
);
const texts = v.pipe(v.array(text, 'expected a list'), v.maxLength(MOST.columns, 'expected fewer columns'));

/**
 * Body of a frame with `via: 'dom'`: a table as the page shows it, texts only. A cell's text has `\n` between blocks and
 * `\t` between pieces of a line; the cells of columns that are not understood are empty.
 */
export const TableFrame = v.object({
  lang: v.pipe(v.string('expected a language'), v.maxLength(40)),
  head: texts,
  rows: v.pipe(v.array(texts, 'expected rows'), v.maxLength(MOST.rows, 'expected fewer rows')),
  /** Does the page draw every row? `in-view`: it draws those in view only. */
  drawn: v.picklist(['all', 'in-view'], 'expected all or in-view'),
  /** Texts beside the labels that the exchange's terms name. */
  figures: v.optional(
    v.object({health: v.optional(text), equity: v.optional(text)}, 'expected an object'),
    {},
  ),
});
export type TableFrame = v.InferOutput<typeof TableFrame>;
