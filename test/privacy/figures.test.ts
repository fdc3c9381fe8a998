import {existsSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {replayFrames} from '../../src/commands/replay-frames.ts';
import {withoutSecrets} from '../../src/content/secrets.ts';
import {venues} from '../../src/venues/index.ts';
import type {Sample} from '../venues/sample.ts';

const sampled = venues.filter(({id}) => existsSync(new URL(`../venues/${id}/samples.ts`, import.meta.url)));

describe('taking credentials out of what is read', () => {
  it.each(sampled)('changes no figure of $id', async (venue) => {
    const {samples}: {samples: readonly Sample[]} = await import(`../venues/${venue.id}/samples.ts`);
    expect(samples.length).toBeGreaterThan(0);
    for (const {name, frames} of samples) {
      const clean = frames.map((frame) => ({
        ...frame,
        url: withoutSecrets(frame.url),
        body: frame.encoding === undefined ? withoutSecrets(frame.body) : frame.body,
      }));
      expect(replayFrames(clean, [venue]), name).toEqual(replayFrames(frames, [venue]));
    }
  });

  // In a time that grows with the square of the length this would take minutes, and run into the test's limit.
  it.each(['token', 'eyJaaaaaaaaa', '&tokentoken', 'key":"', 'secret\\\\"'])(
    'gets through two million letters of %s',
    (bait) => {
      const text = bait.repeat(2_000_000 / bait.length);
      expect(withoutSecrets(text).length).toBeLessThanOrEqual(text.length);
    },
  );
});
