import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {venues} from '../../../src/venues/index.ts';
import {noteFigure} from '../../figures.ts';
import {hours, OWN} from '../hours.ts';
import {fuzz} from './fuzz.ts';

/** Over all venues together; `npm run fuzz` takes ten times as many, from other seeds. */
const FRAMES = 100_000;

it('every venue that reads messages has an hour of them in hours.ts', () => {
  const reading = venues.filter(({wanted}) => wanted.length > 0).map(({id}) => id);
  expect(Object.keys(OWN).sort()).toEqual(reading.sort());
});

describe('mutated, cut, repeated and reordered frames never throw, make no figure that is no number, and leave a bounded state', () => {
  const seed = fc.readConfigureGlobal().seed ?? Math.trunc(Math.random() * 1e9);
  let count = 0;

  it.each(hours)(
    '$id',
    ({venue, hour}) => {
      const {used, ignored, malformed} = fuzz(venue, hour, {frames: Math.ceil(FRAMES / hours.length), seed});
      // Frames that are never believed, or never refused, would try nothing.
      expect(Math.min(used, malformed)).toBeGreaterThan(100);
      count += used + ignored + malformed;
    },
    300_000,
  );

  it('over all venues together', ({task}) => {
    noteFigure(task, `${count} mutated frames over ${hours.length} venues, seed ${seed}: 0 throws.`);
    expect(count).toBeGreaterThanOrEqual(FRAMES);
  });
});
