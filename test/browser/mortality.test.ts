import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, inject, it} from 'vitest';
import {mortality} from '../soak/mortality/mortality.ts';
import {watchedBuild} from '../soak/watched-build.ts';
import {BROWSERS} from './harness/house.ts';

// The short form of `npm run soak`, which kills a thousand times.
it.each(BROWSERS)(
  '%s: a background that dies while frames flow ends up as one that does not',
  async (browser) => {
    const folder = mkdtempSync(join(tmpdir(), 'plimsoll-mortal-'));
    try {
      const extension = watchedBuild(inject('extension')[browser], folder);
      const report = await mortality({
        browser,
        extension,
        kills: 3,
        seed: 20261123,
        venues: ['binance', 'okx'],
      });
      expect(report).toMatchObject({kills: 3, faults: []});
      expect(report.equal).toBeGreaterThan(0);
      expect(report.history.minutes).toBeGreaterThan(0);
    } finally {
      rmSync(folder, {recursive: true, force: true, maxRetries: 5, retryDelay: 100});
    }
  },
);
