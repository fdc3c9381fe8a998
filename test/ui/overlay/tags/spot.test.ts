import {describe, expect, it} from 'vitest';
import {around, type Box, spotFor} from '../../../../src/ui/overlay/tags/spot.ts';

const box = (left: number, top: number, right: number, bottom: number): Box => ({left, top, right, bottom});
/** A row of 30 pixels; the price in its middle, 18 high. */
const within = box(0, 100, 300, 130);
const price = box(120, 106, 170, 124);
const tag = {width: 40, height: 14};
const spot = (taken: readonly Box[], more = {}) =>
  spotFor({price, within, taken: [price, ...taken], ...tag, ...more});

describe('a tag stands', () => {
  it('behind the price, at its height', () => {
    expect(spot([])).toEqual({x: 175, y: 108});
  });
  it('before it, where something is behind', () => {
    expect(spot([box(190, 106, 230, 124)])).toEqual({x: 75, y: 108});
  });
  it('below or above it, where both sides are taken', () => {
    const sides = [box(60, 106, 110, 124), box(190, 106, 230, 124)];
    expect(spot(sides, {within: box(0, 80, 300, 140)})).toEqual({x: 120, y: 124});
    expect(spot(sides, {within: box(0, 80, 300, 130)})).toEqual({x: 120, y: 92});
  });
  it('nowhere, rather than on something else or outside the row', () => {
    expect(spot([box(60, 106, 110, 124), box(190, 106, 230, 124)])).toBeNull();
    expect(spot([], {within: box(110, 100, 180, 130)})).toBeNull();
  });
});

it('around several boxes is the box that holds all; around none, none', () => {
  expect(around([box(5, 5, 10, 10), box(0, 7, 6, 20)])).toEqual(box(0, 5, 10, 20));
  expect(around([])).toBeNull();
});
