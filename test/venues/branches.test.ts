import type * as v from 'valibot';
import {describe, expect, it, vi} from 'vitest';
import type {Frame} from '../../src/venues/frame.ts';
import {venues} from '../../src/venues/index.ts';
import type {Venue} from '../../src/venues/venue.ts';
import {type Branch, Branches, rewritten} from './branches.ts';
import {framesOf, play} from './played.ts';
import {schemas} from './schemas.ts';

// Every option of every schema is there because a wire was seen to go that way; one that no sample goes is a guess, or
// dead. Quick readers are put aside: valibot's own schemas are the ones that can be watched.
vi.mock('../../src/venues/quick.ts', async (original) => {
  const real = await original<typeof import('../../src/venues/quick.ts')>();
  const {safeParse} = await import('valibot');
  const quickOf = (schema: v.GenericSchema) => (value: unknown) => {
    const result = safeParse(schema, value, {abortEarly: true});
    return result.success ? result.output : real.NO;
  };
  return {...real, quickOf};
});

/** The samples with one member written otherwise, until the branch is gone. */
function seek(
  venue: Venue,
  played: readonly (readonly Frame[])[],
  {name, member, written}: Branch,
  branches: Branches,
) {
  for (const frames of played) {
    for (const [at, frame] of frames.entries()) {
      const body = rewritten(frame.body, member, written);
      if (body === null) continue;
      play(venue, frames.with(at, {...frame, body}));
      if (branches.gone.has(name)) return;
    }
  }
}

const all = await schemas();

describe('samples go every way of the schemas', () => {
  it.each(venues.map((venue) => [venue.name, venue] as const))('%s', async (_, venue) => {
    const branches = new Branches();
    for (const {name, schema, venue: id} of all) if (id === venue.id) branches.watch(schema, name);
    const played = await framesOf(venue);
    for (const frames of played) play(venue, frames);
    for (const branch of branches.left) seek(venue, played, branch, branches);
    expect(branches.left.map(({name}) => name)).toEqual([]);
  });
});
