import {beforeEach, expect, it} from 'vitest';
import {age} from '../../../src/ui/text/age.ts';
import {speak} from '../browser-stub.ts';

beforeEach(() => speak('en'));

it.each([
  [-50, '0.0 s'],
  [400, '0.4 s'],
  [9_999, '9.9 s'],
  [10_000, '10 s'],
  [59_999, '59 s'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h'],
  [47 * 3_600_000, '47 h'],
  [49 * 3_600_000, '2 d'],
])('an age of %s ms reads %s', (elapsed, text) => expect(age(1_000_000, 1_000_000 + elapsed)).toBe(text));
