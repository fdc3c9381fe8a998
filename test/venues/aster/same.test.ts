import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {healthToJson} from '../../../src/engine/health-json.ts';
import {accounts} from '../../../src/venues/aster/account.ts';
import {accounts as binanceAccounts} from '../../../src/venues/binance/account.ts';
import {reduce as reduceBinance} from '../../../src/venues/binance/reduce.ts';
import {initial} from '../../../src/venues/binance/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {samples} from '../binance/samples.ts';
import {PAGE, play} from './wire.ts';

/** Binance's accounts, told under Aster's hosts: every USD-M figure must come out the same. */

const readdressed = (frame: Frame): Frame => ({
  ...frame,
  page: PAGE,
  url: frame.url.replace('fapi.binance.com', 'fapi.asterdex.com').replace('.binance.com', '.asterdex.com'),
});

const healthOf = (of: ReturnType<typeof accounts>) => of.map((account) => healthToJson(assess(account)));

describe.each(samples.map(({name, frames}) => [name, frames] as const))('%s', (name, frames) => {
  it('is the same at Aster', () => {
    const state = frames.reduce((before, frame) => reduceBinance(before, frame).state, initial);
    const theirs = binanceAccounts(state).filter(({venue}) => venue === 'binance-usdm');
    const ours = accounts(play(frames.map(readdressed)));
    if (/COIN-M/.test(name)) expect(theirs.length + ours.length).toBe(0);
    // One symbol's positionRisk may be a part: see README.
    else if (!frames.some(({url}) => url.endsWith('positionRisk'))) {
      expect(theirs.length).toBeGreaterThan(0);
      expect(healthOf(ours)).toEqual(
        healthOf(theirs).map((health) => ({...(health as object), venue: 'aster'})),
      );
    } else expect(ours.length).toBe(theirs.length);
  });
});
