import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {reduce} from '../../../src/venues/gate/reduce.ts';
import {initial} from '../../../src/venues/gate/state.ts';
import {healthOf, isNear, number} from './wire.ts';

/** Constructed from the seen and documented shapes; the figures in it are worked out by hand. */
const frames = parseCapture(readFileSync(new URL('./captures/classic.ndjson', import.meta.url), 'utf8'));

describe('classic: a cross long is cut, an isolated short is closed', () => {
  it('reads every frame; only the order is not used', () => {
    let state = initial;
    const outcomes = frames.map((frame) => {
      const reduction = reduce(state, frame);
      state = reduction.state;
      return reduction.outcome;
    });
    expect(outcomes.filter((outcome) => outcome === 'malformed')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'ignored')).toHaveLength(1);
  });

  it('as answered: 4700 + 1000; 61000 × 0.00475; 55300 ÷ 0.99525; all of Gate’s figures agree', () => {
    const [cross, isolated] = healthOf(frames.slice(0, 4)).pools;
    expect(number(cross?.equity)).toBe('5700');
    expect(number(cross?.maintenanceMargin)).toBe('289.75');
    expect(isNear(cross?.positions[0]?.liquidationPrice, '55563.92866113')).toBe(true);
    expect(isNear(isolated?.positions[0]?.liquidationPrice, '3281.13348248')).toBe(true);
    const audits = [cross, isolated].flatMap((pool) => pool?.audit ?? []);
    expect(audits.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
      ['ratio', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
    ]);
  });

  it('after the cut: cross is 5187.9 − 300, and Gate’s new price agrees', () => {
    const [cross] = healthOf(frames.slice(0, 9)).pools;
    // 4887.9 + 0.6 × 400; 0.6 × 60400 × 0.00475; (60000 − 4887.9 ÷ 0.6) ÷ 0.99525
    expect(number(cross?.equity)).toBe('5127.9');
    expect(number(cross?.maintenanceMargin)).toBe('172.14');
    expect(isNear(cross?.positions[0]?.liquidationPrice, '52100.97965335')).toBe(true);
    expect(cross?.audit).toMatchObject([{figure: 'liquidationPrice', reported: '52100.97', agrees: true}]);
    expect(cross?.accuracy.kind).toBe('exact');
  });

  it('after the close: what the isolated position held is cross again', () => {
    const {pools} = healthOf(frames);
    expect(pools.map(({id}) => id)).toEqual(['cross:USDT']);
    // 5196.405 + 240; ÷ 172.14; (60000 − 5196.405 ÷ 0.6) ÷ 0.99525
    expect(number(pools[0]?.equity)).toBe('5436.405');
    expect(isNear(pools[0]?.accuracy, '3158.1300104566')).toBe(true);
    expect(isNear(pools[0]?.positions[0]?.liquidationPrice, '51584.3506656619')).toBe(true);
  });
});
