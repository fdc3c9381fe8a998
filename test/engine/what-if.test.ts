import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {MarginAccount, MarginPool} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import {ghostLegs} from '../../src/engine/ghost.ts';
import {levelDistances} from '../../src/engine/level-distance.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {
  asCross,
  asIsolated,
  withAdded,
  withClosed,
  withLeverage,
  withResized,
} from '../../src/engine/what-if.ts';
import {decimal, digits, first, healthOf, number, pool, position} from './build.ts';
import {accountOf, singlePool} from './random-account.ts';
import {RUNS} from './runs.ts';

const btc = position({size: '10', entry: '90', mark: '100', closingFeeRate: decimal('0.001')});
const eth = position({
  symbol: 'ETHUSDT',
  underlying: 'ETH',
  side: 'short',
  size: '5',
  entry: '100',
  mark: '100',
});
const both = pool('100', [btc, eth]);

const equityOf = (of: MarginPool): string => number(healthOf(of).equity).toFixed();
const requiredOf = (of: MarginPool): string => number(healthOf(of).maintenanceMargin).toFixed();

describe('what if', () => {
  it('a position is closed: its profit and fee are in the wallet, its requirement is gone', () => {
    const after = withClosed(both, 0);
    expect(after.collateral[0]?.amount.toFixed()).toBe('199');
    expect(after.positions.map(({symbol}) => symbol)).toEqual(['ETHUSDT']);
    expect([equityOf(after), requiredOf(after)]).toEqual(['199', '5']);
    expect(withClosed(both, 9)).toBe(both);
  });

  it('a position is added at its mark, its fee paid', () => {
    const after = withAdded(
      both,
      position({symbol: 'SOL', underlying: 'SOL', size: '2', entry: '1', mark: '50'}),
      decimal('0.01'),
    );
    expect([equityOf(after), requiredOf(after)]).toEqual(['199', '17']);
  });

  it('a position is made larger at its mark: profit stays, the entry is averaged', () => {
    const after = withResized(both, 0, decimal('40'));
    expect(number(first(healthOf(after)).unrealisedPnl).toFixed()).toBe('100');
    expect(after.positions[0]?.entryPrice?.toFixed()).toBe('97.5');
    expect(requiredOf(after)).toBe('49');
  });

  it('an inverse one too', () => {
    const coin = position({contract: 'inverse', settle: 'BTC', size: '1000', entry: '80', mark: '100'});
    const of = pool('0', [coin], {
      unit: 'BTC',
      collateral: [{asset: 'BTC', amount: decimal('5'), price: decimal('1'), weight: decimal('1')}],
    });
    const after = withResized(of, 0, decimal('4000'));
    // 12.5 − 10 of profit before; 4,000 ÷ (2.5 + 40)
    expect(digits(first(healthOf(after)).unrealisedPnl, 12)).toBe('2.500000000000');
    expect(after.positions[0]?.entryPrice?.toFixed(8)).toBe('94.11764706');
  });

  it('or smaller: a part is closed', () => {
    const after = withResized(both, 0, decimal('5'));
    expect(after.collateral[0]?.amount.toFixed()).toBe('149.5');
    expect([equityOf(after), requiredOf(after)]).toEqual(['199.5', '10.5']);
    expect(withResized(both, 0, decimal('10'))).toBe(both);
  });

  it('another leverage changes what opening takes, not what liquidates', () => {
    const after = withLeverage(both, 0, decimal('2'));
    expect(number(healthOf(after).initialMargin).toFixed()).toBe('550');
    expect(healthOf(after).positions.map(({liquidationPrice}) => liquidationPrice)).toEqual(
      healthOf(both).positions.map(({liquidationPrice}) => liquidationPrice),
    );
  });

  it('a requirement that is an amount grows with the size', () => {
    const fixed = pool('100', [{...btc, schedule: {kind: 'fixed', maintenance: decimal('7')}}]);
    expect(requiredOf(withResized(fixed, 0, decimal('20')))).toBe('16');
    // 14 and a thousandth of 2,000 to close
  });

  it('as isolated pools: each with the margin its leverage took at its entry, the rest apart', () => {
    const {pools, needs} = asIsolated(both);
    expect(needs).toEqual([]);
    expect(pools.map(({id, kind}) => [id, kind])).toEqual([
      ['isolated:BTCUSDT:long:0', 'isolated'],
      ['isolated:ETHUSDT:short:1', 'isolated'],
      ['cross:USDT:free', 'cross'],
    ]);
    expect(pools.map((one) => one.collateral[0]?.amount.toFixed())).toEqual(['90', '50', '-40']);
    const {leverage: _, ...unlevered} = btc;
    expect(asIsolated(pool('1', [unlevered])).needs).toEqual(['leverage of BTCUSDT']);
  });

  it('as one cross pool: balances together carry all positions', () => {
    const isolated: MarginAccount = accountOf(...asIsolated(both).pools);
    const [cross, ...rest] = asCross(isolated).pools;
    if (cross === undefined) throw new Error('no pool');
    expect(rest).toEqual([]);
    expect([cross.id, cross.kind, equityOf(cross), requiredOf(cross)]).toEqual([
      'cross:USDT',
      'cross',
      equityOf(both),
      requiredOf(both),
    ]);
    const stricter = accountOf({...both, id: 'a'}, {...both, id: 'b', waterline: decimal('1.05')});
    expect(asCross(stricter).pools.map(({waterline}) => waterline.toFixed())).toEqual(['1.05']);
  });

  it('there and back: isolated and joined again is the pool that it was', () => {
    fc.assert(
      fc.property(singlePool(), (random) => {
        const [back] = asCross(accountOf(...asIsolated(random).pools)).pools;
        if (back === undefined) throw new Error('no pool');
        const [one, other] = [poolBook(random), poolBook({...back, waterline: random.waterline})];
        const off = (one.equity ?? decimal('NaN')).minus(other.equity ?? decimal('NaN')).abs();
        expect(off.lte('1e-25')).toBe(true);
        expect(
          other.maintenance
            ?.minus(one.maintenance ?? 'NaN')
            .abs()
            .lte('1e-25'),
        ).toBe(true);
      }),
      {numRuns: RUNS},
    );
  });

  it('what the venue reported of the account as it is, is not audited against another', () => {
    const reported = pool('100', [{...btc, reported: {liquidationPrice: decimal('1')}}, eth], {
      reported: {equity: decimal('1')},
    });
    for (const after of [
      withClosed(reported, 1),
      withResized(reported, 0, decimal('11')),
      withLeverage(reported, 0, decimal('3')),
      withAdded(reported, eth),
    ])
      expect(healthOf(after).audit).toEqual([]);
  });
});

describe('ghost legs', () => {
  it('the pool without each leg, worst first: the hedge’s losing leg is what the other leans on', () => {
    // 100 + 100 of profit for 10 + 1 of fee and 5; without BTC 200 for 5, without ETH 200 for 11
    const legs = ghostLegs(poolBook(both));
    expect(legs.map(({symbol, side, index}) => [symbol, side, index])).toEqual([
      ['ETHUSDT', 'short', 1],
      ['BTCUSDT', 'long', 0],
    ]);
    expect(legs.map(({accuracy}) => digits(accuracy, 4))).toEqual(['1818.1818', '4000.0000']);
  });

  it('the only leg leaves nothing that requires', () => {
    expect(ghostLegs(poolBook(pool('100', [btc])))[0]?.accuracy.kind).toBe('none');
  });

  it('is missing what the pool misses', () => {
    const {markPrice: _, ...blind} = btc;
    expect(ghostLegs(poolBook(pool('100', [blind, eth]))).map(({accuracy}) => accuracy.kind)).toEqual([
      'missing',
      'missing',
    ]);
  });
});

describe('distances to each level', () => {
  it('the venue’s ladder, the waterline and one’s own, highest first', () => {
    // 110 − 100 + p = a × 0.01p: at 1 → 90 ÷ … : 10p − 890 = 0.1 a p
    const of = pool(
      '110',
      [
        position({
          size: '10',
          entry: '100',
          mark: '100',
          fundingRate: decimal('0.01'),
          fundingIntervalHours: decimal('1'),
          nextFundingAt: 1,
        }),
      ],
      {
        levels: [{name: 'reminder', at: decimal('2')}],
      },
    );
    const levels = levelDistances(of, 0, [{name: 'mine', at: decimal('5')}]);
    expect(levels.map(({name}) => name)).toEqual(['mine', 'reminder', 'liquidation']);
    // 890 ÷ 9.5, ÷ 9.8, ÷ 9.9
    expect(
      levels.map(({positions}) => digits(positions[0]?.liquidationPrice ?? {kind: 'none', because: ''}, 6)),
    ).toEqual(['93.684211', '90.816327', '89.898990']);
    // 10 an hour: 110 − 50, − 20, − 10
    expect(levels.map(({hours}) => number(hours).toDecimalPlaces(0, 2).toFixed())).toEqual(['6', '9', '10']);
  });
});

describe('an account', () => {
  it('is assessed pool by pool', () => {
    expect(assess(accountOf(both, {...both, id: 'second'})).pools.map(({id}) => id)).toEqual([
      'cross:USDT',
      'second',
    ]);
  });
});
