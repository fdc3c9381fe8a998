import {describe, expect, it} from 'vitest';
import {loadLine, waterHeight} from '../src/load-line.ts';

describe('the water', () => {
  const cases = [
    // accuracy %, waterline, height: half of waterline ÷ accuracy
    ['100', '1', 0.5],
    ['200', '1', 0.25],
    ['105', '1.05', 0.5],
    ['50', '1', 1],
    ['0', '1', 1],
    ['-3', '1', 1],
    ['1000', '1', 0.05],
  ] as const;
  it.each(cases)('at accuracy %s %% and waterline %s stands at %s', (accuracy, waterline, height) => {
    expect(waterHeight(accuracy, waterline)).toBeCloseTo(height, 12);
  });

  it('meets the bar exactly where the venue takes over', () => {
    const mark = loadLine(32, waterHeight('105', '1.05'));
    expect(mark.surface).toBe(16);
    expect(mark.bar).toMatch(/^M[\d.]+ 16H[\d.]+$/);
  });

  it('is no shape at all when dry, and the whole ring when drowned', () => {
    expect(loadLine(16, 0).water).toBe('');
    const {water, radius} = loadLine(100, 1);
    expect(water).toBe(
      `M${50 - radius} 50A38.5 38.5 0 0 1 ${50 + radius} 50A38.5 38.5 0 0 1 ${50 - radius} 50Z`,
    );
  });

  it('takes the large arc only above the bar', () => {
    expect(loadLine(32, 0.4).water).toContain(' 0 0 1 ');
    expect(loadLine(32, 0.6).water).toContain(' 0 1 1 ');
  });

  it('never leaves the square', () => {
    for (const size of [16, 18, 32, 104, 128]) {
      const {centre, radius, stroke} = loadLine(size, 0.3);
      expect(centre - radius - stroke / 2).toBeGreaterThan(0);
      expect(centre + radius + stroke / 2).toBeLessThan(size);
    }
  });
});
