import fc from 'fast-check';
import * as v from 'valibot';
import {expect, it} from 'vitest';
import {every, maybe, told, whole} from './told.ts';

type Told = {side: 'long' | 'short'; price?: string; inner: {kind: 'a'} | {kind: 'b'}; unread: number};
const schema = v.object({
  side: v.string(),
  price: v.optional(v.string()),
  inner: v.object({kind: v.string()}),
});

const sides = fc.constantFrom('long', 'short');
const price = maybe(fc.constant<string>('1'));
const kinds = fc.oneof(
  whole<{kind: 'a'}>()({kind: fc.constant('a')}),
  whole<{kind: 'b'}>()({kind: fc.constant('b')}),
);

it('draws what a client tells, and what may be missing both ways', () => {
  const rows = told<Told, typeof schema>()({side: sides, price, inner: kinds}, {});
  const drawn = fc.sample(rows, {numRuns: 300, seed: 1}).map((row) => JSON.stringify(row));
  for (const side of ['long', 'short'])
    for (const kind of ['a', 'b']) {
      expect(drawn).toContain(`{"side":"${side}","inner":{"kind":"${kind}"}}`);
      expect(drawn).toContain(`{"side":"${side}","price":"1","inner":{"kind":"${kind}"}}`);
    }
});

it('does not compile where a draw leaves something out', () => {
  const row = told<Told, typeof schema>();
  // @ts-expect-error: an option of a union
  row({side: fc.constant('long'), price, inner: kinds}, {});
  // @ts-expect-error: that a member may be missing
  row({side: sides, price: fc.constant('1'), inner: kinds}, {});
  // @ts-expect-error: a member
  row({side: sides, inner: kinds}, {});
  // @ts-expect-error: an option within
  row({side: sides, price, inner: whole<{kind: 'a'}>()({kind: fc.constant('a')})}, {});
  // @ts-expect-error: a value that the client does not tell
  row({side: fc.constantFrom('long', 'short', 'flat'), price, inner: kinds}, {});
  // @ts-expect-error: a member that no schema reads, of what stands within a row
  whole<Told>()({side: sides, price, inner: kinds});
  // @ts-expect-error: an option of what is no row
  const one = every<'a' | 'b'>()(fc.constant('a'));
  expect(fc.sample(one, 1)).toEqual(['a']);
});
