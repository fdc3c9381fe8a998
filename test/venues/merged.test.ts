import {describe, expect, it} from 'vitest';
import {merged} from '../../src/venues/merged.ts';

describe('entries over those that are known', () => {
  it('replace their namesakes; what is new beyond the bound is left out', () => {
    const known = {A: 1, B: 2};
    const told = [
      ['C', 3],
      ['D', 4],
      ['A', 5],
    ] as const;
    expect(merged<number>(known, told, 3)).toEqual({A: 5, B: 2, C: 3});
    expect(known).toEqual({A: 1, B: 2});
  });

  it('a name of the prototype is an entry like any other', () => {
    expect(Object.keys(merged<number>({}, [['constructor', 1]], 3))).toEqual(['constructor']);
  });
});
