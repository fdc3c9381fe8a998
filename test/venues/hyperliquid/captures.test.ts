import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {expectFigure, poolOf, positionOf} from './figures.ts';
import {play, USER} from './wire.ts';

/** Two small captures, made by hand from the documented frames; the numbers are worked out beside them. */

const played = (name: string) =>
  play(parseCapture(readFileSync(new URL(`${name}.ndjson`, import.meta.url), 'utf8')));

describe('standard.ndjson: 10,000 USDC with 0.5 BTC bought at 60,000; 2 ETH sold at 3,000 on 600 of margin', () => {
  const {accounts, outcomes, defects} = played('standard');

  it('is read but for the order book and the last frame, which is cut off', () => {
    const count = (one: string) => outcomes.filter((outcome) => outcome === one).length;
    expect([count('used'), count('ignored'), count('malformed')]).toEqual([7, 1, 1]);
    expect(defects).toHaveLength(1);
    expect(accounts.map(({account, asOf}) => [account, asOf])).toEqual([[USER, 1_790_000_003_110]]);
  });

  it('cross: the mark is 61,000 now', () => {
    const pool = poolOf(accounts[0], 'cross:USDC');
    // 10000 + 0.5 × 1000; 0.5 × 61000 ÷ 80
    expectFigure(pool.equity, 'exact', '10500', '0');
    expectFigure(pool.maintenanceMargin, 'exact', '381.25', '0');
    expectFigure(pool.accuracy, 'exact', '2754.0983606557377', '1e-15');
    // 20000 ÷ (0.5 × 0.9875)
    expectFigure(positionOf(pool, 'BTC').liquidationPrice, 'exact', '40506.329113924050633', '1e-18');
  });

  it('isolated: 6600 ÷ (2 × 1.02)', () => {
    const pool = poolOf(accounts[0], 'isolated:ETH');
    // 6600 − 2 × 3010
    expectFigure(pool.equity, 'exact', '580', '0');
    expectFigure(positionOf(pool, 'ETH').liquidationPrice, 'exact', '3235.2941176470588235', '1e-18');
  });
});

describe('unified.ndjson: 5,000 USDC with 0.1 BTC sold at 60,000 and 10 xyz:NVDA bought at 200', () => {
  const {accounts, outcomes} = played('unified');
  const pool = poolOf(accounts[0], 'cross:USDC');

  it('has one pool for both dexes', () => {
    expect(outcomes.filter((outcome) => outcome === 'malformed')).toEqual([]);
    expect(accounts[0]?.pools.map(({id}) => id)).toEqual(['cross:USDC']);
    // 5000 − 0.1 × 1000 + 10 × 5; 6100 ÷ 80 + 2050 ÷ 40
    expectFigure(pool.equity, 'exact', '4950', '0');
    expectFigure(pool.maintenanceMargin, 'exact', '127.5', '0');
  });

  it('is liquidated by BTC alone at (4950 + 6100 − 51.25) ÷ 0.10125, by NVDA alone nowhere', () => {
    expectFigure(positionOf(pool, 'BTC').liquidationPrice, 'exact', '108629.62962962962963', '1e-18');
    expect(positionOf(pool, 'xyz:NVDA').liquidationPrice.kind).toBe('none');
  });
});
