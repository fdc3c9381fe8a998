import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {replayFrames} from '../../../src/commands/replay-frames.ts';
import {gmx} from '../../../src/venues/gmx/venue.ts';
import {withTable} from '../../../src/venues/table/with-table.ts';
import type {Venue} from '../../../src/venues/venue.ts';
import {AT, healthOn, shown} from '../table/shown.ts';

const PAGE = 'https://app.gmx.io/';
const HEAD = ['Position', 'Size', 'Net Value', 'Collateral', 'Entry Price', 'Mark Price', 'Liq. Price', ''];

const poolOf = (row: readonly string[]) => healthOn(gmx, PAGE, {head: HEAD, rows: [row]})?.pools[0];

// Liquidation prices computed from gmx-io/gmx-interface sdk/src/utils/positions getLiquidationPrice: with fees of 85,
// price impact of 100 and a factor of 0.005, a size of 50 000 needs 250 + 85 + 100 = 435 behind it.
describe('GMX off its page', () => {
  it('long behind dollars: 5000 ÷ 435', () => {
    const pool = poolOf([
      'BTC/USD\n[WBTC-USDC]\n10.00x\tLong',
      '$50,000.00',
      '$5,000.00',
      '$5,000.00',
      '$50,000.00',
      '$50,000.00',
      '$45,435.00',
      'Close',
    ]);
    expect(shown(pool?.maintenanceMargin)).toBe('435');
    expect(shown(pool?.accuracy)).toBe('1149.4253');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('45435');
  });

  it('short behind dollars, of which 150 + 61 + 60 = 271 are needed', () => {
    const pool = poolOf([
      'SOL/USD\n10.00x\tShort',
      '$30,000.00',
      '$3,000.00',
      '$3,000.00',
      '$3,000.00',
      '$3,000.00',
      '$3,272.90',
      'Close',
    ]);
    expect(shown(pool?.maintenanceMargin)).toBe('271');
    expect(shown(pool?.accuracy)).toBe('1107.0111');
    expect(pool?.positions[0]?.side).toBe('short');
  });

  it('long behind the coin itself, which falls with it', () => {
    const pool = poolOf([
      'BTC/USD\n10.00x\tLong',
      '$50,000.00',
      '$5,000.00',
      '0.1 BTC\n($5,000.00)',
      '$50,000.00',
      '$50,000.00',
      '$45,850.00',
      'Close',
    ]);
    expect(shown(pool?.maintenanceMargin)).toBe('435');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('45850');
    // 4150 of 50 000.
    expect(shown(pool?.positions[0]?.distance)).toBe('8.3');
  });

  it('reads collateral in dollars beside the same in a stablecoin, where no net value is shown', () => {
    const pool = poolOf([
      'BTC/USD\n10.00x\tLong',
      '$50,000.00',
      '',
      '$5,000.00\n(5,001.20 USDC)',
      '$50,000.00',
      '$50,000.00',
      '$45,435.00',
      '',
    ]);
    expect(shown(pool?.equity)).toBe('5000');
  });

  it('a capture: a long falls, a short follows and is closed', () => {
    const capture = parseCapture(readFileSync(new URL('capture.ndjson', import.meta.url), 'utf8'));
    const after = (count: number) =>
      replayFrames(capture.slice(0, count), [withTable(gmx as Venue)]).accounts[0];
    const accuracies = [1, 2, 3, 4].map((count) =>
      after(count)?.pools.map(({accuracy}) => ('value' in accuracy ? accuracy.value.slice(0, 6) : null)),
    );
    // (5000 − 20 × 200) ÷ 300, then × 210; (2000 − 100 × 5) ÷ 400, then × 10.
    expect(accuracies).toEqual([['333.33', '375'], ['266.66', '375'], ['266.66', '250'], ['266.66']]);
  });

  it('ages: a page that stands still is stale after 30 s', () => {
    const row = [
      'BTC/USD\n10.00x\tLong',
      '$50,000.00',
      '$5,000.00',
      '',
      '$50,000.00',
      '$50,000.00',
      '$45,435.00',
      '',
    ];
    const verdict = (now: number) =>
      healthOn(gmx, PAGE, {head: HEAD, rows: [row]}, {now})?.pools[0]?.feed.verdict;
    expect(verdict(AT + 30_000)).toBe('live');
    expect(verdict(AT + 30_001)).toBe('stale');
  });

  it('is read on its own pages only', () => {
    const row = [
      'BTC/USD\n10.00x\tLong',
      '$50,000.00',
      '$5,000.00',
      '',
      '$50,000.00',
      '$50,000.00',
      '$45,435.00',
      '',
    ];
    expect(healthOn(gmx, 'https://gmx.io/', {head: HEAD, rows: [row]})).toBeNull();
  });
});
