import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {reduce} from '../../../src/venues/okx/reduce.ts';
import {initial} from '../../../src/venues/okx/state.ts';
import {auditOf, healthOf, isNear, number} from './wire.ts';

/** Constructed from the documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(readFileSync(new URL('./captures/futures-mode.ndjson', import.meta.url), 'utf8'));

/** Up to the first push of positions, the mark after it, the end. */
const OPENED = 8;
const MARKED = 10;

describe('futures-mode: a cross long and an isolated short, a price change, the short is closed', () => {
  it('reads every frame; only the login and the pong hold nothing', () => {
    let state = initial;
    const outcomes = frames.map((frame) => {
      const reduction = reduce(state, frame);
      state = reduction.state;
      return reduction.outcome;
    });
    expect(outcomes.filter((outcome) => outcome === 'malformed')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'ignored')).toHaveLength(2);
  });

  it('opens: 5000 + 500, 0.45 % of 30500, 25000 ÷ 0.49775; all of OKX’s figures agree', () => {
    const cross = healthOf(frames.slice(0, OPENED), 'cross:USDT');
    expect(number(cross.equity)).toBe('5500');
    expect(number(cross.maintenanceMargin)).toBe('137.25');
    expect(cross.accuracy.kind).toBe('exact');
    expect(isNear(cross.accuracy, '4007.285974499089')).toBe('near');
    expect(isNear(cross.positions[0]?.liquidationPrice, '50226.0170768458')).toBe('near');
    expect(auditOf(cross)).toEqual({
      equity: true,
      maintenanceMargin: true,
      ratio: true,
      liquidationPrice: true,
    });
    const isolated = healthOf(frames.slice(0, OPENED), 'iso:ETH-USDT-SWAP');
    expect(isNear(isolated.accuracy, '1092.896174863388')).toBe('near');
    expect(isNear(isolated.positions[0]?.liquidationPrice, '3185.66450970632')).toBe('near');
    expect(auditOf(isolated)).toEqual({maintenanceMargin: true, ratio: true, liquidationPrice: true});
  });

  it('the mark falls to 60500: 5250 ÷ 136.125', () => {
    const cross = healthOf(frames.slice(0, MARKED), 'cross:USDT');
    expect(isNear(cross.accuracy, '3856.749311294766')).toBe('near');
  });

  it('the short is closed and its margin comes back: 6734.75 ÷ 136.125, (30000 − 6484.75) ÷ 0.49775', () => {
    expect(() => healthOf(frames, 'iso:ETH-USDT-SWAP')).toThrow('no pool');
    const cross = healthOf(frames, 'cross:USDT');
    expect(isNear(cross.accuracy, '4947.474747474747')).toBe('near');
    expect(isNear(cross.positions[0]?.liquidationPrice, '47243.0939226519')).toBe('near');
    // The fee that an earlier push told is still the account's; OKX's price was of other cash.
    expect(cross.accuracy.kind).toBe('exact');
    expect(cross.audit).toEqual([]);
  });
});
