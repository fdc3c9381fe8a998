import {describe, expect, it} from 'vitest';
import type {MarginPool, PositionReported} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import {Decimal} from '../../src/engine/decimal.ts';

const WHY = 'it is the exchange’s own, read from the page';

/** A long of 2 at 95 with a liquidation price of 76, of a pool whose equity nobody told. */
const pool = (reported: PositionReported, more: Partial<MarginPool> = {}): MarginPool => ({
  id: 'cross',
  kind: 'cross',
  unit: 'USD',
  waterline: new Decimal(1),
  collateral: [],
  positions: [
    {
      symbol: 'SOL-PERP',
      underlying: 'SOL',
      contract: 'linear',
      settle: 'USD',
      multiplier: new Decimal(1),
      side: 'long',
      size: new Decimal(2),
      entryPrice: new Decimal(100),
      markPrice: new Decimal(95),
      reported,
    },
  ],
  equityNeeds: ['the account’s equity'],
  ...more,
});

const positionOf = (of: MarginPool) =>
  assess({venue: 'test', account: 'main', asOf: 0, pools: [of]}).pools[0]?.positions[0];

describe('the venue’s liquidation price', () => {
  it('stands as an estimate where the pool’s own cannot be worked out: (95 − 76) ÷ 95 = 20 %', () => {
    const position = positionOf(
      pool({liquidationPrice: new Decimal(76), stands: WHY}, {doubts: ['a doubt']}),
    );
    expect(position?.liquidationPrice).toEqual({
      kind: 'estimated',
      value: new Decimal(76),
      because: ['a doubt', WHY],
    });
    expect(position?.distance).toEqual({
      kind: 'estimated',
      value: new Decimal(20),
      because: ['a doubt', WHY],
    });
  });

  it('proves nothing by standing beside itself', () => {
    const held = pool({liquidationPrice: new Decimal(76), stands: WHY});
    const health = assess({venue: 'test', account: 'main', asOf: 0, pools: [held]});
    expect(health.pools[0]?.audit).toEqual([]);
  });

  it('stays with the audit unless a reason is given', () => {
    const position = positionOf(pool({liquidationPrice: new Decimal(76)}));
    expect(position?.liquidationPrice.kind).toBe('missing');
    expect(position?.distance.kind).toBe('missing');
  });

  it('gives way to the pool’s own where that can be worked out', () => {
    const held = pool({liquidationPrice: new Decimal(76), stands: WHY});
    const [position] = held.positions;
    if (position === undefined) throw new Error('no position');
    const whole = positionOf({
      ...held,
      equityNeeds: [],
      collateral: [{asset: 'USD', amount: new Decimal(50), price: new Decimal(1), weight: new Decimal(1)}],
      positions: [{...position, schedule: {kind: 'fixed', maintenance: new Decimal(10)}}],
    });
    // 50 + 2 × (p − 100) = 10 at p = 80.
    expect(whole?.liquidationPrice).toEqual({kind: 'exact', value: new Decimal(80)});
  });

  it('is not there to stand when the venue says that there is none', () => {
    expect(positionOf(pool({liquidationPrice: 'none', stands: WHY}))?.liquidationPrice.kind).toBe('missing');
  });
});
