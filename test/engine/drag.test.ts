import {describe, expect, it} from 'vitest';
import {dragOf} from '../../src/engine/drag.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {decimal, healthOf, number, pool, position} from './build.ts';

const NOW = 1_700_000_000_000;
const HOUR = 3_600_000;

/** A long of 1,000 that pays 1 % each eight hours, the next in two. */
const paying = {
  fundingRate: decimal('0.01'),
  fundingIntervalHours: decimal('8'),
  nextFundingAt: NOW + 2 * HOUR,
};
const long = {size: '1', entry: '1000', mark: '1000', ...paying};

describe('drag', () => {
  it('funding is paid in steps: room for 25 is gone with the third payment of 10, after 18 hours', () => {
    const book = poolBook(pool('37', [position(long)]));
    const {perHour, hoursToCall} = dragOf(book, decimal('1.2'), NOW);
    expect(perHour).toMatchObject({kind: 'exact'});
    expect(number(perHour).toFixed()).toBe('1.25');
    // 37 − 1.2 × 10
    expect(number(hoursToCall).toFixed()).toBe('18');
    expect(hoursToCall).toMatchObject({kind: 'estimated', because: ['if rates and prices stay as they are']});
  });

  it('the payment that reaches the level counts, not the one after', () => {
    const hours = (balance: string) =>
      number(dragOf(poolBook(pool(balance, [position(long)])), decimal('1.2'), NOW).hoursToCall).toFixed();
    expect([hours('22'), hours('22.01'), hours('32'), hours('1012')]).toEqual(['2', '10', '10', '794']);
  });

  it('a due time that has passed is paid: the next one counts', () => {
    const late = position({...long, nextFundingAt: NOW - 3 * HOUR});
    const hours = (balance: string) =>
      number(dragOf(poolBook(pool(balance, [late])), decimal('1.2'), NOW).hoursToCall).toFixed();
    expect([hours('22'), hours('32')]).toEqual(['5', '13']);
    // 10.50 of room: what was paid three hours ago is not paid again
    expect(hours('22.5')).toBe('13');
  });

  it('one that falls due this moment is paid: the next is a whole interval away', () => {
    const due = position({...long, nextFundingAt: NOW});
    const {hoursToCall} = dragOf(poolBook(pool('22.5', [due])), decimal('1.2'), NOW);
    expect(number(hoursToCall).toFixed()).toBe('16');
  });

  it('payments of one moment and of one rhythm are told apart from others', () => {
    // 10 after two hours and each eight, 10 after three and each eight, 1 each hour from the second on
    const others = [
      {nextFundingAt: NOW + 3 * HOUR},
      {fundingRate: decimal('0.001'), fundingIntervalHours: decimal('1')},
    ];
    const legs = others.map((rest, index) =>
      position({...long, ...rest, symbol: `X${index}`, underlying: `X${index}`}),
    );
    const book = poolBook(pool('65', [position(long), ...legs]));
    // 29 of room: 11 after two, 22 after three, then 1 an hour until 28 after nine; 39 after ten
    expect(number(dragOf(book, decimal('1.2'), NOW).hoursToCall).toFixed()).toBe('10');
  });

  it('interest falls due each hour from now on: 1 each hour of 3.5', () => {
    const collateral = [
      {asset: 'USDT', amount: decimal('115.5'), price: decimal('1'), weight: decimal('1')},
      {asset: 'BTC', amount: decimal('-1'), price: decimal('100'), borrowRate: decimal('0.01')},
    ];
    const {fundingRate: _, ...rest} = long;
    const free = position({...rest, fundingRate: decimal('0')});
    const book = poolBook(pool('0', [free], {collateral}));
    // 15.5 − 1.2 × 10
    expect(number(dragOf(book, decimal('1.2'), NOW).hoursToCall).toFixed()).toBe('4');
  });

  it('intervals shorter than a millisecond are smoothed: 10 each ten-millionth of an hour', () => {
    const mad = position({...long, fundingIntervalHours: decimal('0.0000001'), nextFundingAt: NOW - 1});
    const both = [position(long), mad];
    const {perHour, hoursToCall} = dragOf(poolBook(pool('37', [mad])), decimal('1.2'), NOW);
    expect(number(perHour).toFixed()).toBe('100000000');
    expect(number(hoursToCall).toFixed()).toBe('0.00000025');
    expect(number(dragOf(poolBook(pool('49', both)), decimal('1.2'), NOW).hoursToCall).lt('0.0000003')).toBe(
      true,
    );
  });

  it('says why there is no hour to count', () => {
    const because = (of: Parameters<typeof dragOf>[0], level: string | null) =>
      dragOf(of, level === null ? null : decimal(level), NOW).hoursToCall;
    const book = poolBook(pool('37', [position(long)]));
    const noLevel = {kind: 'none', because: 'no level below to come to'};
    expect(because(book, null)).toEqual(noLevel);
    const free = poolBook(
      pool('37', [position({...long, schedule: {kind: 'fixed', maintenance: decimal('0')}})]),
    );
    expect(because(free, '1')).toEqual(noLevel);
    const receiving = poolBook(pool('37', [position({...long, side: 'short'})]));
    expect(because(receiving, '1')).toEqual({
      kind: 'none',
      because: 'holding costs nothing at today’s rates',
    });
    const {schedule: _, ...untabled} = position(long);
    expect(because(poolBook(pool('37', [untabled])), '1')).toEqual({
      kind: 'missing',
      needs: ['margin tiers of BTCUSDT'],
    });
  });

  it('shorts receive what longs pay', () => {
    const {perHour, hoursToCall} = dragOf(
      poolBook(pool('37', [position({...long, side: 'short'})])),
      decimal('1.2'),
      NOW,
    );
    expect(number(perHour).toFixed()).toBe('-1.25');
    expect(hoursToCall.kind).toBe('none');
  });

  it('payments of several intervals: 10 each eight hours and 3 each hour', () => {
    const other = position({
      ...long,
      symbol: 'ETH',
      underlying: 'ETH',
      fundingRate: decimal('0.003'),
      fundingIntervalHours: decimal('1'),
      nextFundingAt: NOW + HOUR,
    });
    const book = poolBook(pool('49', [position(long), other]));
    const {perHour, hoursToCall} = dragOf(book, decimal('1.2'), NOW);
    expect(number(perHour).toFixed()).toBe('4.25');
    // 25 of room: 3 after one hour, 16 after two, 19, 22, 25 after five
    expect(number(hoursToCall).toFixed()).toBe('5');
  });

  it('a debt bears interest by the hour, a balance does not', () => {
    const collateral = [
      {
        asset: 'USDT',
        amount: decimal('1000'),
        price: decimal('1'),
        weight: decimal('1'),
        borrowRate: decimal('0.5'),
      },
      {
        asset: 'BTC',
        amount: decimal('-2'),
        price: decimal('100'),
        weight: decimal('1'),
        borrowRate: decimal('0.0001'),
      },
    ];
    const book = poolBook(pool('0', [], {collateral}));
    expect(number(dragOf(book, null, NOW).perHour).toFixed()).toBe('0.02');
    const unknown = collateral.map(({borrowRate: _, ...row}) => row);
    expect(dragOf(poolBook(pool('0', [], {collateral: unknown})), null, NOW).perHour).toEqual({
      kind: 'missing',
      needs: ['borrow rate of BTC'],
    });
  });

  it('is valued in the unit', () => {
    const coin = position({
      ...long,
      contract: 'inverse',
      settle: 'BTC',
      size: '6000',
      entry: '60000',
      mark: '60000',
    });
    const collateral = [
      {asset: 'BTC', amount: decimal('1'), price: decimal('60000'), weight: decimal('0.9')},
    ];
    const book = poolBook(pool('0', [coin], {unit: 'USD', collateral}));
    // 0.1 BTC × 1 % ÷ 8 × 60,000
    expect(number(dragOf(book, null, NOW).perHour).toFixed()).toBe('7.5');
  });

  it('says what is missing, and when only the time is', () => {
    const {fundingRate: _, ...silent} = long;
    expect(healthOf(pool('37', [position(silent)])).drag.perHour).toEqual({
      kind: 'missing',
      needs: ['funding rate of BTCUSDT'],
    });
    const {nextFundingAt: __, ...timeless} = long;
    const {perHour, hoursToCall} = dragOf(poolBook(pool('37', [position(timeless)])), decimal('1.2'), NOW);
    expect(perHour.kind).toBe('exact');
    expect(hoursToCall).toEqual({kind: 'missing', needs: ['next funding time of BTCUSDT']});
  });

  it('an option and a borrowing pay no funding', () => {
    const option = {right: 'call', strike: decimal('1'), expiresAt: NOW} as const;
    const terms = [
      {contract: 'option', option, indexPrice: decimal('1000')},
      {contract: 'spot-borrow'},
    ] as const;
    for (const rest of terms) {
      const {perHour} = dragOf(poolBook(pool('37', [{...position(long), ...rest}])), null, NOW);
      expect(perHour).toEqual({kind: 'exact', value: decimal('0')});
    }
    const {fundingIntervalHours: _, ...unpaced} = long;
    expect(dragOf(poolBook(pool('37', [position(unpaced)])), null, NOW).perHour).toEqual({
      kind: 'missing',
      needs: ['funding interval of BTCUSDT'],
    });
  });

  it('a drag of almost nothing is not counted out step by step', () => {
    const tiny = position({...long, fundingRate: decimal('0.000000000001')});
    const {hoursToCall} = dragOf(poolBook(pool('1000', [tiny])), decimal('1.2'), NOW);
    // 988 ÷ (1e−9 ÷ 8)
    expect(number(hoursToCall).toFixed()).toBe('7904000000000');
  });

  it('at its level already, no hour is left', () => {
    const {hoursToCall} = dragOf(poolBook(pool('12', [position(long)])), decimal('1.2'), NOW);
    expect(number(hoursToCall).toFixed()).toBe('0');
  });
});
