import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {Book} from '../../src/background/book.ts';
import type {Sender} from '../../src/reading/page.ts';
import {frame, harbour, PAGE, wharf} from './venue.ts';

const HOUR = 3_600_000;
const sender = (key: string, rest: Partial<Sender> = {}): Sender => ({
  key,
  address: PAGE,
  tab: 1,
  frame: 0,
  incognito: false,
  ...rest,
});

describe('the book', () => {
  it('keeps documents apart: one page’s frames never change another’s', () => {
    const book = new Book([harbour]);
    book.open(sender('a'), harbour);
    book.open(sender('b'), harbour);
    expect(book.read('a', [frame(1, {mark: '5'})], 1)).toBe(true);
    expect(book.page('a')?.state).toEqual({mark: '5', markAt: 1});
    expect(book.page('b')?.state).toEqual({});
  });

  it('keeps what a document told when its port comes back', () => {
    const book = new Book([harbour]);
    book.open(sender('a'), harbour);
    book.read('a', [frame(1, {mark: '5'})], 1);
    book.close('a');
    expect(book.page('a')?.open).toBe(false);
    book.open(sender('a'), harbour);
    expect(book.page('a')).toMatchObject({open: true, state: {mark: '5'}});
  });

  it('starts anew when the same key is now another venue’s page', () => {
    const book = new Book([harbour, wharf]);
    book.open(sender('1:0'), harbour);
    book.read('1:0', [frame(1, {mark: '5'})], 1);
    book.open(sender('1:0'), wharf);
    expect(book.page('1:0')).toMatchObject({venue: 'wharf', state: {}, frames: {read: 0}});
  });

  it('goes on reading after the clock was set back', () => {
    const book = new Book([harbour]);
    book.open(sender('a'), harbour);
    book.read('a', [frame(10 * HOUR, {mark: '5'})], 10 * HOUR);
    book.read('a', [frame(9 * HOUR, {mark: '6'})], 9 * HOUR);
    expect(book.page('a')).toMatchObject({state: {mark: '6'}, newestAt: 9 * HOUR});
  });

  it('reads again what came since a gap, though newer frames were read meanwhile', () => {
    const book = new Book([harbour]);
    book.open(sender('a'), harbour);
    const [first, lost, later] = [
      frame(1, {mark: '1'}),
      frame(2, {equity: '7', account: 'main'}),
      frame(3, {mark: '3'}),
    ];
    book.read('a', [first], 10);
    book.read('a', [later], 10);
    book.rewind('a', 2, 10);
    book.read('a', [frame(4, {mark: '4'})], 11);
    book.read('a', [first, lost, later, frame(4, {mark: '4'})], 12);
    expect(book.page('a')?.state).toMatchObject({mark: '4', equity: '7'});
    expect(book.page('a')?.frames.ignored).toBe(1);
    book.read('a', [later], 10_000);
    expect(book.page('a')?.state).toMatchObject({mark: '4'});
  });

  it('says nothing changed when a frame was ignored, and knows no page it was not told of', () => {
    const book = new Book([harbour]);
    book.open(sender('a'), harbour);
    expect(book.read('a', [frame(1, {ping: 1})], 1)).toBe(false);
    expect(book.read('z', [frame(1, {mark: '5'})], 1)).toBe(false);
    expect(book.page('z')).toBeUndefined();
  });

  it('forgets a closed document after a day, or at once when it never showed anything', () => {
    const book = new Book([harbour]);
    book.open(sender('told'), harbour);
    book.open(sender('silent'), harbour);
    book.read('told', [frame(HOUR, {mark: '5'})], HOUR);
    book.close('told');
    book.close('silent');
    expect(book.prune(20 * HOUR)).toEqual(['silent']);
    expect(book.prune(26 * HOUR)).toEqual(['told']);
    expect(book.pages).toEqual([]);
  });

  it('stays within forty documents, closed ones going first', () => {
    const book = new Book([harbour]);
    for (let index = 0; index < 45; index += 1) {
      book.open(sender(`p${index}`), harbour);
      book.read(`p${index}`, [frame(1000 + index, {mark: '5'})], 2000);
    }
    for (const key of ['p43', 'p44']) book.close(key);
    expect(book.prune(2000).toSorted()).toEqual(['p0', 'p1', 'p2', 'p43', 'p44']);
    expect(book.pages).toHaveLength(40);
  });

  it('restores an earlier life, but not over what this life has heard, nor of a venue that is gone', () => {
    const before = new Book([harbour, wharf]);
    before.open(sender('a'), harbour);
    before.open(sender('b'), harbour);
    before.open(sender('c'), wharf);
    before.read('a', [frame(1, {mark: '1'})], 1);
    before.read('b', [frame(1, {mark: '1'})], 1);
    const after = new Book([harbour]);
    after.open(sender('a'), harbour);
    after.read('a', [frame(2, {mark: '2'})], 2);
    after.restore(before.pages);
    expect(after.page('a')?.state).toMatchObject({mark: '2'});
    expect(after.page('b')?.state).toMatchObject({mark: '1'});
    expect(after.page('c')).toBeUndefined();
  });
});

describe('restarts and replays', () => {
  const step = fc.oneof(
    {weight: 6, arbitrary: fc.record({do: fc.constant('send' as const), many: fc.integer({min: 1, max: 4})})},
    {
      weight: 2,
      arbitrary: fc.record({do: fc.constant('replay' as const), many: fc.integer({min: 1, max: 9})}),
    },
    {weight: 1, arbitrary: fc.record({do: fc.constant('restart' as const), many: fc.constant(0)})},
  );

  it('wherever they fall, leave the state that one undisturbed reading gives', () => {
    const sent = Array.from({length: 40}, (_, index) =>
      frame(
        100 + index,
        index % 5 === 0 ? {account: 'main', equity: `${index}`, size: '1'} : {mark: `${index}`},
      ),
    );
    fc.assert(
      fc.property(fc.array(step, {maxLength: 30}), (steps) => {
        let book = new Book([harbour]);
        book.open(sender('a'), harbour);
        let next = 0;
        for (const {do: what, many} of steps) {
          if (what === 'send') {
            book.read('a', sent.slice(next, next + many), 10_000);
            next = Math.min(sent.length, next + many);
          }
          if (what === 'replay') book.read('a', sent.slice(Math.max(0, next - many), next), 10_000);
          if (what === 'restart') {
            const stored = JSON.parse(JSON.stringify(book.pages));
            book = new Book([harbour]);
            book.restore(stored);
          }
        }
        const undisturbed = new Book([harbour]);
        undisturbed.open(sender('a'), harbour);
        undisturbed.read('a', sent.slice(0, next), 10_000);
        expect(book.page('a')?.state).toEqual(undisturbed.page('a')?.state);
      }),
    );
  });
});
