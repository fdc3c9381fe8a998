import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseCapture} from '../../../src/capture.ts';
import {assess} from '../../../src/engine/assess.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import {reduce} from '../../../src/venues/binance/reduce.ts';
import {initial} from '../../../src/venues/binance/state.ts';
import {accountOf} from './wire.ts';

/** Constructed from the documented shapes; the figures in them are worked out by hand. */
const capture = (name: string) =>
  parseCapture(readFileSync(new URL(`./captures/${name}.ndjson`, import.meta.url), 'utf8'));

const number = (figure: Figure | undefined) =>
  figure?.kind === 'exact' ? figure.value.toDecimalPlaces(8).toFixed() : figure?.kind;

describe('usdm-one-way: cross and isolated, a part is closed, a copy-trading view is opened', () => {
  const frames = capture('usdm-one-way');
  const health = assess(accountOf(frames));
  const [cross, isolated] = health.pools;

  it('reads every frame; only the order event and the portfolio’s answer are not used', () => {
    let state = initial;
    const outcomes = frames.map((frame) => {
      const reduction = reduce(state, frame);
      state = reduction.state;
      return reduction.outcome;
    });
    expect(outcomes.filter((outcome) => outcome === 'malformed')).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 'ignored')).toHaveLength(2);
  });

  it('puts cross and isolated into pools of their own, and no portfolio', () => {
    expect(health.pools.map(({id}) => id)).toEqual(['cross:USDT', 'iso:ETHUSDT']);
  });

  it('cross: 51469.25 + (61600 − 60000); 0.4 % of 61600; (60000 − 51469.25) ÷ 0.996', () => {
    expect(number(cross?.equity)).toBe('53069.25');
    expect(number(cross?.maintenanceMargin)).toBe('246.4');
    expect(number(cross?.accuracy)).toBe('21537.84496753');
    expect(number(cross?.positions[0]?.liquidationPrice)).toBe('8565.01004016');
  });

  it('isolated: 1500 − 5 × 100; 0.5 % of 15500; 16500 ÷ 5.025', () => {
    expect(number(isolated?.equity)).toBe('1000');
    expect(number(isolated?.maintenanceMargin)).toBe('77.5');
    expect(number(isolated?.positions[0]?.liquidationPrice)).toBe('3283.58208955');
    expect(isolated?.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
    ]);
  });
});

describe('hedge-and-coin: both legs of one contract, and a COIN-M account beside them', () => {
  const frames = capture('hedge-and-coin');

  it('both legs have one price, and it is Binance’s', () => {
    const [pool] = assess(accountOf(frames)).pools;
    expect(pool?.positions.map((position) => number(position.liquidationPrice))).toEqual([
      '49746.1928934',
      '49746.1928934',
    ]);
    expect(pool?.audit.length).toBe(4);
    expect(pool?.audit.every(({agrees}) => agrees)).toBe(true);
  });

  it('COIN-M counts in coin', () => {
    const {pools} = assess(accountOf(frames, 'binance-coinm'));
    expect(pools.map(({id, unit}) => [id, unit])).toEqual([['iso:BTCUSD_PERP', 'BTC']]);
    expect(number(pools[0]?.positions[0]?.liquidationPrice)).toBe('25119.97445761');
  });
});
