import {describe, expect, it} from 'vitest';
import {axisEdge, axisX, barShare, labelsThatFit, nextLevel, sideOf} from '../../../src/ui/picture/pixels.ts';

describe('the axis', () => {
  it('ends at the first edge that holds all, and at 100 % at most', () => {
    expect(axisEdge(['20.8', '32.4', '30.1'])).toBe(50);
    expect(axisEdge(['1.2'])).toBe(2);
    expect(axisEdge([])).toBe(2);
    expect(axisEdge(['840'])).toBe(100);
  });

  it('has today in the middle, falls left and rises right, and nothing beyond its edge', () => {
    expect(axisX('0', 'down', 50, 328)).toBe(164);
    expect(axisX('25', 'down', 50, 328)).toBe(82);
    expect(axisX('25', 'up', 50, 328)).toBe(246);
    expect(axisX('840', 'up', 100, 328)).toBe(328);
  });

  it('takes the side from the price, for a hedge may die against its position', () => {
    expect(sideOf('48112.4', '60745')).toBe('down');
    expect(sideOf('70112.4', '60745')).toBe('up');
  });
});

describe('labels', () => {
  it('never overlap, the nearest to the middle first, and stay on the line', () => {
    const labels = [
      {x: 100, text: 'BTC −20.8%'},
      {x: 110, text: 'ETH −19.0%'},
      {x: 2, text: 'SOL −48.0%'},
    ];
    const placed = labelsThatFit(labels, 328);
    expect(placed.map(({text}) => text)).toEqual(['BTC −20.8%', 'SOL −48.0%'].slice(0, placed.length));
    expect(Math.min(...placed.map(({left}) => left))).toBeGreaterThanOrEqual(0);
  });
});

describe('a distance bar', () => {
  it('is shorter the nearer, and full from 50 % on', () => {
    expect(barShare('0')).toBe(0);
    expect(barShare('25')).toBe(0.5);
    expect(barShare('400')).toBe(1);
  });
});

describe('the next level', () => {
  const levels = [{at: '1'}, {at: '1.5'}, {at: '3'}];
  it('is the first below the standing and above the line', () => {
    expect(nextLevel(levels, '1', '342')?.at).toBe('3');
    expect(nextLevel(levels, '1', '214')?.at).toBe('1.5');
    expect(nextLevel(levels, '1', '120')).toBeUndefined();
  });
});
