import {describe, expect, it} from 'vitest';
import type {Collateral, MarginPool, Position} from '../../src/engine/account.ts';
import {advance, begin, type Change, healthOf as healthOfAssessment} from '../../src/engine/advance.ts';
import {assess} from '../../src/engine/assess.ts';
import {withPosition} from '../../src/engine/book-change.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {depositFor} from '../../src/engine/remedy.ts';
import {asCross, asIsolated, withAdded, withResized} from '../../src/engine/what-if.ts';
import {decimal, healthOf, number, pool, position, rate} from './build.ts';
import {accountOf} from './random-account.ts';

/** What has not been seen stays unknown, also where it did not matter a moment ago. */

const usdt: Collateral = {
  asset: 'USDT',
  amount: decimal('12'),
  price: decimal('1'),
  weight: decimal('1'),
};
const long = position({size: '10', entry: '100', mark: '100'});
const beside = (row: Collateral): MarginPool =>
  pool('0', [long], {unit: 'USD', collateral: [usdt, row], id: 'one'});

const changed = (of: MarginPool, change: Change) => healthOfAssessment(advance(begin(accountOf(of)), change));

describe('an asset whose price or weight did not matter', () => {
  it('of an empty balance, until something comes in', () => {
    const of = beside({asset: 'XRP', amount: decimal('0')});
    expect(number(healthOf(of).equity).toFixed()).toBe('12');
    const health = changed(of, {kind: 'balance', pool: 'one', asset: 'XRP', amount: decimal('5')});
    expect(health.pools[0]?.equity).toEqual({
      kind: 'missing',
      needs: ['price of XRP', 'collateral weight of XRP'],
    });
  });

  it('of a debt, until it is repaid', () => {
    const of = beside({asset: 'XRP', amount: decimal('-2'), price: decimal('0.5')});
    expect(number(healthOf(of).equity).toFixed()).toBe('11');
    const health = changed(of, {kind: 'balance', pool: 'one', asset: 'XRP', amount: decimal('3')});
    expect(health.pools[0]?.equity).toEqual({kind: 'missing', needs: ['collateral weight of XRP']});
  });

  it('of an empty balance: what a deposit of it would count for is unknown', () => {
    const deposit = (row: Omit<Collateral, 'asset'>, target = '1.5') =>
      depositFor(poolBook(beside({asset: 'XRP', ...row})), 'XRP', decimal(target));
    expect(deposit({amount: decimal('0')})).toEqual({
      kind: 'missing',
      needs: ['price of XRP', 'collateral weight of XRP'],
    });
    expect(deposit({amount: decimal('0'), weight: decimal('0.5')})).toEqual({
      kind: 'missing',
      needs: ['price of XRP'],
    });
    expect(deposit({amount: decimal('0'), price: decimal('0'), weight: decimal('0.5')})).toEqual({
      kind: 'missing',
      needs: ['price of XRP'],
    });
    // 12 − 2 of 15: the debt of 4 is filled with 2 of the 5 that lack, the rest would have a weight
    const debt = {amount: decimal('-4'), price: decimal('0.5')};
    expect(deposit(debt)).toEqual({kind: 'missing', needs: ['collateral weight of XRP']});
    // 10 of 11 lack 1, which is 2 of the debt; 12 would be the whole of it
    expect(deposit(debt, '1.1')).toEqual({kind: 'exact', value: decimal('2')});
    expect(deposit(debt, '1.2')).toEqual({kind: 'exact', value: decimal('4')});
  });

  it('a debt at a price of 0 is a debt of unknown size; a balance at it counts for nothing', () => {
    const row = {asset: 'XRP', price: decimal('0'), weight: decimal('1')};
    expect(healthOf(beside({...row, amount: decimal('-1')})).equity).toEqual({
      kind: 'missing',
      needs: ['price of XRP'],
    });
    expect(number(healthOf(beside({...row, amount: decimal('1')})).equity).toFixed()).toBe('12');
    const settled = pool('0', [{...long, settle: 'XRP'}], {
      unit: 'USD',
      collateral: [{...row, amount: decimal('1')}],
    });
    expect(healthOf(settled).maintenanceMargin).toEqual({kind: 'missing', needs: ['price of XRP']});
  });
});

describe('what a change leaves behind', () => {
  it('a venue’s own requirement is doubted by the name of the position that has it now', () => {
    const reported: Position = {...long, schedule: {kind: 'reported', maintenance: decimal('10')}};
    const next = {...reported, symbol: 'ETHUSDT'};
    const of = pool('12', [reported], {id: 'one'});
    const health = changed(of, {kind: 'position', pool: 'one', index: 0, position: next});
    expect(health).toEqual(assess(accountOf({...of, positions: [next]})));
    expect(health.pools[0]?.accuracy).toMatchObject({
      because: ["the requirement of ETHUSDT is the venue's own figure, scaled with its value"],
    });
  });

  it('a position that settles elsewhere, an index that is not there', () => {
    const book = poolBook(pool('12', [long]));
    expect(() => withPosition(book, 0, {...long, settle: 'EUR'})).toThrow('BTCUSDT settles elsewhere');
    expect(() => withPosition(book, 1, long)).toThrow('no item 1 of 1');
  });

  it('a pool that is not there changes nothing', () => {
    const of = pool('12', [long], {id: 'one'});
    for (const change of [
      {kind: 'balance', pool: 'two', asset: 'USDT', amount: decimal('1')},
      {kind: 'balance', pool: 'one', asset: 'EUR', amount: decimal('1')},
      {kind: 'price', pool: 'one', asset: 'EUR', price: decimal('1')},
      {kind: 'position', pool: 'one', index: 4, position: long},
    ] as const)
      expect(changed(of, change)).toEqual(assess(accountOf(of)));
  });
});

describe('what if nobody said', () => {
  it('joined pools know their open orders only when both do', () => {
    const {orderMargin: _, ...unordered} = pool('12', [long], {id: 'b'});
    const joined = (...pools: MarginPool[]) => asCross(accountOf(...pools)).pools[0]?.orderMargin?.toFixed();
    const five = pool('12', [long], {orderMargin: decimal('5')});
    expect(joined(five, unordered)).toBeUndefined();
    expect(joined(unordered, five)).toBeUndefined();
    expect(joined(five, {...five, id: 'b', orderMargin: decimal('2')})).toBe('7');
  });

  it('a doubted pool’s positions are doubted when they are isolated', () => {
    const {pools} = asIsolated(pool('120', [long], {doubts: ['it is Sunday']}));
    expect(pools.map(({doubts}) => doubts)).toEqual([['it is Sunday'], ['it is Sunday']]);
  });

  it('an option’s premium is paid when it is bought and received when it is written', () => {
    const option: Position = {
      ...position({size: '2', entry: '1', mark: '30', multiplier: decimal('0.5')}),
      symbol: 'BTC-100-C',
      contract: 'option',
      indexPrice: decimal('100'),
      schedule: rate('0'),
      option: {right: 'call', strike: decimal('100'), expiresAt: 1, markVolatility: decimal('0.5')},
    };
    const empty = pool('100', []);
    const bought = withAdded(empty, option, decimal('0.01'));
    // 30 of premium, 1 % of 100 as fee; the option is worth the 30
    expect(bought.collateral[0]?.amount.toFixed()).toBe('69');
    expect(number(healthOf(bought).equity).toFixed()).toBe('99');
    const written = withAdded(empty, {...option, side: 'short'});
    expect(written.collateral[0]?.amount.toFixed()).toBe('130');
    expect(number(healthOf(written).equity).toFixed()).toBe('100');
    for (const size of ['1', '6'])
      expect(number(healthOf(withResized(bought, 0, decimal(size))).equity).toFixed()).toBe('99');
    expect(withResized(bought, 0, decimal('6')).collateral[0]?.amount.toFixed()).toBe('9');
  });
});
