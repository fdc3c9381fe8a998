import * as v from 'valibot';
import {expect, it} from 'vitest';
import {amountOrNothing} from '../../src/venues/wire.ts';
import {Ways} from './ways.ts';

const side = v.picklist(['long', 'short']);
const part = v.object({side});
const whole = v.object({
  price: amountOrNothing,
  kind: v.nullish(v.union([v.literal(1), v.string()])),
  rows: v.array(part),
  pair: v.tuple([v.number(), v.optional(side)]),
  named: v.record(v.string(), v.variant('k', [v.object({k: v.literal('a')}), v.object({k: v.literal('b')})])),
});

const everyWay = [
  '.price',
  '.kind',
  '.pair[1] = "long"',
  '.pair[1] = "short"',
  '.named{} | 0 (object)',
  '.named{} | 1 (object)',
];

it('what was not gone is left, a part that has a name of its own for itself', () => {
  const ways = new Ways([part, whole]);
  expect(ways.left(whole)).toEqual(everyWay);
  expect(ways.left(part)).toEqual(['.side = "long"', '.side = "short"']);
  ways.hear(whole, {price: '', kind: 'x', rows: [{side: 'long'}], pair: [1, 'short'], named: {x: {k: 'b'}}});
  expect(ways.left(part)).toEqual(['.side = "short"']);
  expect(ways.left(whole)).toEqual(['.kind null', '.kind = 1', '.pair[1] = "long"', '.named{} | 0 (object)']);
  ways.hear(whole, {kind: null, rows: [{side: 'short'}], pair: [1, 'long'], named: {x: {k: 'a'}}});
  ways.hear(whole, {kind: 1, rows: [], pair: [1], named: {}});
  expect([ways.left(part), ways.left(whole)]).toEqual([[], []]);
});

it('an amount of which no text was seen to be nothing leaves that way, a number does not', () => {
  const row = v.object({price: amountOrNothing});
  const [texts, numbers] = [new Ways([row]), new Ways([row])];
  texts.hear(row, {price: '1'});
  numbers.hear(row, {price: 1});
  expect([texts.left(row), numbers.left(row)]).toEqual([[".price ''"], []]);
});
