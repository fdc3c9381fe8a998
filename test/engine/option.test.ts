import {describe, expect, it} from 'vitest';
import type {MarginPool, Position} from '../../src/engine/account.ts';
import {black76, normal} from '../../src/engine/black76.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import {movedPool} from '../../src/engine/moved-pool.ts';
import {repricedMark} from '../../src/engine/option-price.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {normal as doubleNormal} from '../../src/engine/scan/option.ts';
import {decimal, digits, first, healthOf, number, pool, position, rate} from './build.ts';

const YEAR = 365 * 24 * 3600 * 1000;
const NOW = 1_700_000_000_000;

describe('the normal distribution', () => {
  // Abramowitz and Stegun, Handbook of Mathematical Functions, table 26.1
  const cases = [
    ['0', '0.500000000000000'],
    ['1', '0.841344746068543'],
    ['2', '0.977249868051821'],
    ['3', '0.998650101968370'],
    ['-1', '0.158655253931457'],
    ['-5', '0.000000286651572'],
  ] as const;
  it.each(cases)('at %s is %s, exactly and in doubles', (x, expected) => {
    expect(normal(decimal(x)).toFixed(15)).toBe(expected);
    expect(doubleNormal(Number(x)).toFixed(14)).toBe(new Decimal(expected).toFixed(14));
  });

  it('is nothing or all far out', () => {
    expect(normal(decimal('-20')).toFixed()).toBe('0');
    expect(normal(decimal('20')).toFixed()).toBe('1');
    expect([doubleNormal(-40), doubleNormal(40)]).toEqual([0, 1]);
    // Beyond 7.07 by a continued fraction: Φ(−8) = 6.22096e−16
    expect(doubleNormal(-8).toExponential(4)).toBe('6.2210e-16');
  });
});

describe('Black-76', () => {
  it('at the money: 100 × (2Φ(0.1) − 1) = 7.965567', () => {
    const of = (right: 'call' | 'put') =>
      black76(right, decimal('100'), decimal('100'), decimal('1'), decimal('0.2')).toFixed(9);
    expect(of('call')).toBe('7.965567455');
    expect(of('put')).toBe('7.965567455');
  });

  it('call less put is forward less strike', () => {
    const of = (right: 'call' | 'put') =>
      black76(right, decimal('120'), decimal('95'), decimal('0.5'), decimal('0.6'));
    expect(of('call').minus(of('put')).toFixed(25)).toBe('25.0000000000000000000000000');
  });

  it('without time or volatility is what exercising brings', () => {
    const of = (right: 'call' | 'put', years: string, volatility: string) =>
      black76(right, decimal('120'), decimal('95'), decimal(years), decimal(volatility)).toFixed();
    expect([of('call', '0', '0.5'), of('put', '0', '0.5'), of('call', '1', '0')]).toEqual(['25', '0', '25']);
  });
});

const option = (rest: Partial<Position> = {}): Position => ({
  ...position({size: '1', entry: '10', mark: '7.965567455'}),
  symbol: 'X-100-C',
  underlying: 'X',
  contract: 'option',
  indexPrice: decimal('100'),
  schedule: rate('0.1'),
  option: {right: 'call', strike: decimal('100'), expiresAt: NOW + YEAR, markVolatility: decimal('0.2')},
  ...rest,
});

const assessed = (of: MarginPool) => healthOf({...of, positions: of.positions}, NOW);

describe('a pool with options', () => {
  it('counts them at their mark, not their profit: the premium has left the balance', () => {
    const health = assessed(pool('50', [option({side: 'short'})]));
    expect(number(health.equity).toFixed()).toBe('42.034432545');
    expect(health.equity.kind).toBe('exact');
    expect(number(first(health).unrealisedPnl).toFixed()).toBe('2.034432545');
    expect(number(first(health).notional).toFixed()).toBe('100');
    expect(number(health.maintenanceMargin).toFixed()).toBe('10');
  });

  it('reprices them on the way to liquidation, says so, and stands on its waterline there', () => {
    const of = pool('50', [option({side: 'short'})]);
    const {liquidationPrice} = first(assessed(of));
    expect(liquidationPrice).toMatchObject({
      kind: 'estimated',
      because: ["X-100-C is repriced with Black-76 on the venue's mark volatility"],
    });
    const factor = number(liquidationPrice).div(100);
    const there = poolBook(movedPool(of, {factor: () => factor, volatility: decimal('1'), now: NOW}));
    expect(factor.gt(1)).toBe(true);
    expect(
      there.equity
        ?.minus(there.maintenance ?? 0)
        .abs()
        .lt('1e-9'),
    ).toBe(true);
    expect(digits(first(assessed(of)).distance, 6)).toBe(factor.minus(1).times(100).toFixed(6));
  });

  it('a coin option is counted in its coin: 0.1 of it at 60,000 is 6,000', () => {
    const coin = option({
      underlying: 'BTC',
      settle: 'BTC',
      indexPrice: decimal('60000'),
      markPrice: decimal('0.1'),
    });
    const health = assessed(
      pool('0', [coin], {
        unit: 'USD',
        collateral: [{asset: 'BTC', amount: decimal('1'), price: decimal('60000'), weight: decimal('1')}],
      }),
    );
    expect(number(health.equity).toFixed()).toBe('66000');
    expect(number(first(health).notional).toFixed()).toBe('60000');
  });

  it('without a mark volatility has no liquidation price, but an equity', () => {
    const terms = {right: 'call', strike: decimal('100'), expiresAt: NOW + YEAR} as const;
    const health = assessed(pool('50', [option({side: 'short', option: terms})]));
    const needs = {kind: 'missing', needs: ['mark volatility of X-100-C']};
    expect(first(health).liquidationPrice).toEqual(needs);
    expect(health.uniform.down).toEqual(needs);
    expect(health.requiredByScan).toEqual(needs);
    expect(health.equity.kind).toBe('exact');
  });

  it('the price of another underlying beside it stays exact', () => {
    const health = assessed(
      pool('50', [option({side: 'short'}), position({size: '1', entry: '100', mark: '100'})]),
    );
    expect(health.positions.map(({liquidationPrice}) => liquidationPrice.kind)).toEqual([
      'estimated',
      'exact',
    ]);
  });

  it('a scan moves its volatility too: a short call costs most at +20 % and a quarter more', () => {
    // C(120, 100, 0.25) − C(100, 100, 0.2) = 23.705883 − 7.965567, worked out apart with the error function of Python
    const health = assessed(pool('50', [option({side: 'short'})]));
    expect(digits(health.requiredByScan, 6)).toBe('15.740316');
  });
});

describe('repricing', () => {
  it('takes only the change from the model, and never below nothing', () => {
    const mark = (factor: string, shift = '1', rest: Partial<Position> = {}) =>
      repricedMark(option(rest), decimal(factor), decimal(shift), NOW)?.toFixed(6);
    expect(mark('1')).toBe('7.965567');
    expect(mark('1', '1', {markPrice: decimal('9')})).toBe('9.000000');
    expect(mark('0.2')).toBe('0.000000');
    expect(mark('0.2', '1', {markPrice: decimal('7')})).toBe('0.000000');
    // C(100, 100, 0.4) = 100 × (2Φ(0.2) − 1) = 15.851942
    expect(mark('1', '2')).toBe('15.851942');
  });
});
