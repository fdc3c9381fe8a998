import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {MarginPool, Position} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import {closed} from '../../src/engine/close.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import {numberOf} from '../../src/engine/figure.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {decimal, healthOf, known, number} from './build.ts';
import {accountOf, anyPool, anySchedule, multiPool, singlePool} from './random-account.ts';
import {RUNS} from './runs.ts';

const check = <Value>(arbitrary: fc.Arbitrary<Value>, law: (value: Value) => void): void =>
  fc.assert(fc.property(arbitrary, law), {numRuns: RUNS});

const near = (one: Decimal, other: Decimal): boolean =>
  one
    .minus(other)
    .abs()
    .lte(Decimal.max(one.abs(), other.abs(), 1).times('1e-28'));

const oneRate = (pool: MarginPool, rate: string): MarginPool => ({
  ...pool,
  positions: pool.positions.map((position) => ({
    ...position,
    schedule: {kind: 'tiers', tiers: [{from: decimal('0'), maintenanceRate: decimal(rate)}]},
  })),
});

describe('laws', () => {
  it('doubling every amount under a one-rate schedule doubles equity and leaves accuracy', () => {
    check(singlePool(), (random) => {
      const pool = oneRate(random, '0.01');
      const doubled: MarginPool = {
        ...pool,
        collateral: pool.collateral.map((row) => ({...row, amount: row.amount.times(2)})),
        positions: pool.positions.map((position) => ({...position, size: position.size.times(2)})),
      };
      const [one, two] = [healthOf(pool), healthOf(doubled)];
      expect(near(number(two.equity), number(one.equity).times(2))).toBe(true);
      expect(near(number(two.accuracy), number(one.accuracy))).toBe(true);
    });
  });

  it('more collateral never lowers accuracy', () => {
    check(
      fc.tuple(anyPool(anySchedule), fc.nat(), fc.integer({min: 1, max: 10_000})),
      ([pool, at, cents]) => {
        const index = at % pool.collateral.length;
        const richer: MarginPool = {
          ...pool,
          collateral: pool.collateral.map((row, each) =>
            each === index ? {...row, amount: row.amount.plus(new Decimal(cents).div(100))} : row,
          ),
        };
        const [before, after] = [numberOf(healthOf(pool).accuracy), numberOf(healthOf(richer).accuracy)];
        if (before === null || after === null) expect(after).toBe(before);
        else expect(after.gte(before)).toBe(true);
      },
    );
  });

  it('a pool whose positions are all closed requires nothing', () => {
    check(anyPool(anySchedule), (pool) => {
      const health = healthOf({...pool, positions: []});
      expect(number(health.maintenanceMargin).isZero()).toBe(true);
      expect(health.accuracy.kind).toBe('none');
    });
  });

  it('closing a position at its mark takes its requirement away and leaves equity less the fee', () => {
    check(fc.tuple(singlePool(anySchedule), fc.nat()), ([pool, at]) => {
      const index = at % pool.positions.length;
      const book = known(pool);
      const size = pool.positions[index]?.size ?? decimal('0');
      const after = closed(book, index, size);
      const own = number(healthOf(pool).positions[index]?.notional ?? {kind: 'none', because: ''});
      const fee = own.times(pool.positions[index]?.closingFeeRate ?? 0);
      expect(near(after.equity ?? decimal('NaN'), (book.equity ?? decimal('NaN')).minus(fee))).toBe(true);
      const rest = healthOf({...pool, positions: pool.positions.toSpliced(index, 1)});
      expect(near(after.maintenance ?? decimal('NaN'), number(rest.maintenanceMargin))).toBe(true);
    });
  });

  it('isolated pools do not touch each other', () => {
    check(fc.tuple(anyPool(anySchedule), anyPool(anySchedule)), ([one, other]) => {
      const alone = assess(accountOf({...one, id: 'one'})).pools[0];
      const together = assess(accountOf({...other, id: 'other'}, {...one, id: 'one'})).pools[1];
      expect(together).toEqual(alone);
    });
  });

  it('splitting a position in two equal halves changes nothing under one rate', () => {
    check(singlePool(), (random) => {
      const pool = oneRate(random, '0.02');
      const halves = pool.positions.flatMap((position): Position[] => {
        const half = {...position, size: position.size.div(2)};
        return [half, half];
      });
      const [whole, split] = [healthOf(pool), healthOf({...pool, positions: halves})];
      expect(near(number(split.equity), number(whole.equity))).toBe(true);
      expect(near(number(split.maintenanceMargin), number(whole.maintenanceMargin))).toBe(true);
      for (const [index, position] of whole.positions.entries()) {
        const [one, other] = [
          numberOf(position.liquidationPrice),
          numberOf(split.positions[index * 2]?.liquidationPrice ?? position.liquidationPrice),
        ];
        expect(one === null ? other === null : other !== null && near(one, other)).toBe(true);
      }
    });
  });

  it('both legs of a hedge have one price', () => {
    check(singlePool(), (pool) => {
      const bySymbol = new Map<string, string>();
      for (const {symbol, liquidationPrice} of healthOf(pool).positions) {
        const shown =
          liquidationPrice.kind === 'exact' ? liquidationPrice.value.toFixed() : liquidationPrice.kind;
        const before = bySymbol.get(symbol);
        if (before !== undefined) expect(shown).toBe(before);
        bySymbol.set(symbol, shown);
      }
    });
  });

  it('a pool counted in another unit has the same accuracy and distances', () => {
    check(multiPool(), (pool) => {
      // Every price in cents instead of dollars.
      const cents: MarginPool = {
        ...pool,
        unit: 'cent',
        collateral: pool.collateral.map(({price, ...row}) => ({
          ...row,
          ...(price === undefined ? {} : {price: price.times(100)}),
        })),
      };
      const [dollars, hundred] = [healthOf(pool), healthOf(cents)];
      expect(near(number(hundred.equity), number(dollars.equity).times(100))).toBe(true);
      const [one, other] = [numberOf(dollars.accuracy), numberOf(hundred.accuracy)];
      expect(one === null ? other === null : other !== null && near(one, other)).toBe(true);
      expect(hundred.positions.map(({distance}) => distance.kind)).toEqual(
        dollars.positions.map(({distance}) => distance.kind),
      );
    });
  });

  it('mirroring long and short around the entry mirrors the liquidation price of a fixed requirement', () => {
    const holding = fc.record({
      size: fc.integer({min: 1, max: 1000}),
      margin: fc.integer({min: 1, max: 50_000}),
      required: fc.integer({min: 0, max: 2000}),
    });
    check(holding, ({size, margin, required}) => {
      fc.pre(margin > required);
      const of = (side: 'long' | 'short'): Decimal | null => {
        const [only] = healthOf({
          id: 'iso',
          kind: 'isolated',
          unit: 'USDT',
          waterline: decimal('1'),
          collateral: [
            {asset: 'USDT', amount: new Decimal(margin), price: decimal('1'), weight: decimal('1')},
          ],
          positions: [
            {
              symbol: 'X',
              underlying: 'X',
              contract: 'linear',
              settle: 'USDT',
              multiplier: decimal('1'),
              side,
              size: new Decimal(size),
              entryPrice: decimal('100'),
              markPrice: decimal('100'),
              schedule: {kind: 'fixed', maintenance: new Decimal(required)},
            },
          ],
        }).positions;
        return only === undefined ? null : numberOf(only.liquidationPrice);
      };
      const [long, short] = [of('long'), of('short')];
      if (short === null) throw new Error('a short always has a price');
      if (long === null) expect(short.gte(200)).toBe(true);
      else expect(near(long.plus(short), decimal('200'))).toBe(true);
    });
  });
});

describe('remedies reach their target', () => {
  it('the deposit, and each closing that is offered', () => {
    check(fc.tuple(anyPool(anySchedule), fc.constantFrom('1.2', '1.5', '3')), ([pool, aim]) => {
      const target = decimal(aim);
      const [health] = assess(accountOf(pool), {target}).pools;
      if (health === undefined) throw new Error('no pool');
      const {deposit, reduce} = health.remedies;
      const book = known(pool);
      const reaches = (after: ReturnType<typeof poolBook>): boolean =>
        after.equity !== null &&
        after.maintenance !== null &&
        after.equity.gte(after.maintenance.times(target));
      const money = number(deposit);
      const asset = pool.collateral.some((row) => row.asset === pool.unit) ? pool.unit : 'deposited';
      const collateral = pool.collateral.map((row) =>
        row.asset === asset ? {...row, amount: row.amount.plus(money)} : row,
      );
      const added = {asset: 'deposited', amount: money, price: decimal('1'), weight: decimal('1')};
      expect(
        reaches(poolBook({...pool, collateral: asset === 'deposited' ? [...collateral, added] : collateral})),
      ).toBe(true);
      for (const [index, {size}] of reduce.entries()) {
        const enough = numberOf(size);
        if (enough === null) {
          expect(reaches(closed(book, index, pool.positions[index]?.size ?? decimal('0')))).toBe(false);
          continue;
        }
        expect(enough.isZero() ? reaches(book) : reaches(closed(book, index, enough))).toBe(true);
        // A thousandth less is not enough, unless nothing is needed.
        if (!enough.isZero()) expect(reaches(closed(book, index, enough.times('0.999')))).toBe(false);
      }
    });
  });
});
