import {describe, expect, it} from 'vitest';
import type {Position} from '../../src/engine/account.ts';
import {assess} from '../../src/engine/assess.ts';
import {dragOf} from '../../src/engine/drag.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {decimal, digits, first, healthOf, number, pool, position, rate} from './build.ts';
import {accountOf} from './random-account.ts';

const NONE = {kind: 'none', because: 'nothing is required'};
const long = position({size: '1', entry: '1000', mark: '1000'});

const without = (key: keyof Position, from: Position = long): Position => {
  const {[key]: _, ...rest} = from;
  return rest as Position;
};

const withRates: Position = {
  ...without('leverage'),
  schedule: {
    kind: 'tiers',
    tiers: [
      {from: decimal('0'), maintenanceRate: decimal('0.01'), initialRate: decimal('0.05')},
      {from: decimal('1000'), maintenanceRate: decimal('0.02'), initialRate: decimal('0.08')},
    ],
  },
};

describe('the initial requirement', () => {
  it('is value ÷ leverage of each position, and what open orders hold', () => {
    const other = position({
      symbol: 'ETH',
      underlying: 'ETH',
      size: '2',
      entry: '50',
      mark: '60',
      leverage: decimal('4'),
    });
    const same = position({
      symbol: 'SOL',
      underlying: 'SOL',
      side: 'short',
      size: '1',
      entry: '50',
      mark: '50',
    });
    const health = healthOf(pool('500', [long, other, same], {orderMargin: decimal('7')}));
    // 1,000 ÷ 10 + 120 ÷ 4 + 50 ÷ 10 + 7
    expect(health.initialMargin).toEqual({kind: 'exact', value: decimal('142')});
    // 520 ÷ 142
    expect(digits(health.initialAccuracy, 6)).toBe('366.197183');
  });

  it('in a settle asset is valued in the unit', () => {
    const coin = position({contract: 'inverse', settle: 'BTC', size: '6000', entry: '60000', mark: '60000'});
    const collateral = [
      {asset: 'BTC', amount: decimal('1'), price: decimal('60000'), weight: decimal('0.5')},
    ];
    expect(number(healthOf(pool('0', [coin], {unit: 'USD', collateral})).initialMargin).toFixed()).toBe(
      '600',
    );
  });

  it('takes the tier’s own rate where no leverage was seen, and says so', () => {
    const health = healthOf(pool('500', [withRates]));
    const because = ["leverage of BTCUSDT was not seen: its tier's initial rate is taken"];
    expect(health.initialMargin).toEqual({kind: 'estimated', value: decimal('80'), because});
    expect(health.initialAccuracy).toEqual({kind: 'estimated', value: decimal('625'), because});
    expect(healthOf(pool('500', [{...withRates, leverage: decimal('0')}])).initialMargin.kind).toBe(
      'estimated',
    );
  });

  it('takes no orders for granted: none seen is an estimate, but not of a pool without positions', () => {
    const {orderMargin: _, ...unordered} = pool('500', [long]);
    expect(healthOf(unordered).initialMargin).toEqual({
      kind: 'estimated',
      value: decimal('100'),
      because: ['margin held by open orders was not seen and is taken as none'],
    });
    expect(healthOf({...unordered, positions: []}).initialMargin).toEqual({
      kind: 'exact',
      value: decimal('0'),
    });
  });

  it('carries the pool’s doubts', () => {
    const health = healthOf(pool('500', [long], {doubts: ['it is Sunday']}));
    for (const figure of [
      health.initialMargin,
      health.initialAccuracy,
      health.equity,
      health.accuracy,
      first(health).notional,
    ])
      expect(figure).toMatchObject({kind: 'estimated', because: ['it is Sunday']});
  });

  it('names what it lacks', () => {
    const initial = (of: Position) => healthOf(pool('500', [of])).initialMargin;
    expect(initial(without('leverage'))).toEqual({kind: 'missing', needs: ['leverage of BTCUSDT']});
    expect(initial(without('leverage', without('schedule')))).toEqual({
      kind: 'missing',
      needs: ['leverage of BTCUSDT'],
    });
    expect(initial(without('markPrice'))).toEqual({kind: 'missing', needs: ['mark price of BTCUSDT']});
    expect(initial({...long, settle: 'EUR'})).toEqual({kind: 'missing', needs: ['price of EUR']});
  });
});

describe('accuracy', () => {
  it('is none without a requirement', () => {
    const health = healthOf(pool('500', []));
    expect([health.accuracy, health.initialAccuracy]).toEqual([NONE, NONE]);
    expect(healthOf(pool('5', [{...long, schedule: rate('0.01', '20')}])).accuracy).toEqual(NONE);
  });

  it('lacks what equity and requirement lack', () => {
    const blind = healthOf(pool('500', [without('entryPrice')]));
    expect(blind.accuracy).toEqual({kind: 'missing', needs: ['entry price of BTCUSDT']});
    expect(blind.initialAccuracy).toEqual({kind: 'missing', needs: ['entry price of BTCUSDT']});
    expect(blind.maintenanceMargin.kind).toBe('exact');
    const untabled = healthOf(pool('500', [without('schedule')]));
    expect(untabled.accuracy).toEqual({kind: 'missing', needs: ['margin tiers of BTCUSDT']});
    expect(untabled.equity.kind).toBe('exact');
    expect(untabled.grade).toBe('unknown');
    const unlevered = healthOf(pool('500', [without('leverage')]));
    expect(unlevered.initialAccuracy).toEqual({kind: 'missing', needs: ['leverage of BTCUSDT']});
    expect(unlevered.accuracy.kind).toBe('exact');
    const neither = healthOf(pool('500', [without('leverage', without('entryPrice'))]));
    expect(neither.initialAccuracy).toEqual({
      kind: 'missing',
      needs: ['entry price of BTCUSDT', 'leverage of BTCUSDT'],
    });
  });

  it('of a pool whose balance has not been seen is missing with it', () => {
    const health = healthOf(pool('500', [long], {equityNeeds: ['the spot balance']}));
    for (const figure of [
      health.equity,
      health.accuracy,
      health.uniform.down,
      first(health).liquidationPrice,
    ])
      expect(figure).toEqual({kind: 'missing', needs: ['the spot balance']});
    expect(first(health).unrealisedPnl.kind).toBe('exact');
  });

  it('of collateral without price or weight is missing, unless it is a debt or nothing', () => {
    const held = (row: {amount: string; price?: string; weight?: string}) => {
      const collateral = [
        {asset: 'USDT', amount: decimal('500'), price: decimal('1'), weight: decimal('1')},
        {
          asset: 'ETH',
          amount: decimal(row.amount),
          ...(row.price === undefined ? {} : {price: decimal(row.price)}),
          ...(row.weight === undefined ? {} : {weight: decimal(row.weight)}),
        },
      ];
      return healthOf(pool('0', [long], {collateral})).equity;
    };
    expect(held({amount: '1', weight: '0.9'})).toEqual({kind: 'missing', needs: ['price of ETH']});
    expect(held({amount: '1', price: '50'})).toEqual({kind: 'missing', needs: ['collateral weight of ETH']});
    expect(held({amount: '-1', price: '50'})).toEqual({kind: 'exact', value: decimal('450')});
    expect(held({amount: '-1'})).toEqual({kind: 'missing', needs: ['price of ETH']});
    expect(held({amount: '0'})).toEqual({kind: 'exact', value: decimal('500')});
  });

  it('one asset in two rows is their sum', () => {
    const row = {asset: 'USDT', amount: decimal('250'), price: decimal('1'), weight: decimal('0.8')};
    expect(number(healthOf(pool('0', [], {collateral: [row, row]})).equity).toFixed()).toBe('400');
  });

  it('deductions are taken off', () => {
    const deductions = [
      {name: 'open loss', amount: decimal('30')},
      {name: 'reserve', amount: decimal('20')},
    ];
    expect(number(healthOf(pool('500', [long], {deductions})).equity).toFixed()).toBe('450');
  });
});

describe('a requirement that is an amount', () => {
  it('fixed, with a fee that moves: 100 + p − 1,000 = 20 + 0.01p', () => {
    const fixed: Position = {
      ...long,
      schedule: {kind: 'fixed', maintenance: decimal('20')},
      closingFeeRate: decimal('0.01'),
    };
    const health = healthOf(pool('100', [fixed]));
    expect(number(health.maintenanceMargin).toFixed()).toBe('30');
    expect(digits(first(health).liquidationPrice, 6)).toBe('929.292929');
  });

  it('reported, scaled with the value: 100 + p − 1,000 = 0.02p + 0.01p', () => {
    const reported: Position = {
      ...long,
      schedule: {kind: 'reported', maintenance: decimal('20')},
      closingFeeRate: decimal('0.01'),
    };
    const {liquidationPrice, maintenanceMargin} = first(healthOf(pool('100', [reported])));
    expect(digits(liquidationPrice, 6)).toBe('927.835052');
    const because = ["the requirement of BTCUSDT is the venue's own figure, scaled with its value"];
    expect(liquidationPrice).toMatchObject({kind: 'estimated', because});
    expect(maintenanceMargin).toMatchObject({kind: 'estimated', because});
  });

  it('a borrowing has no profit, whatever it was taken up at', () => {
    const loan: Position = {
      ...position({size: '10', entry: '70', mark: '100'}),
      contract: 'spot-borrow',
      side: 'short',
    };
    const health = healthOf(pool('500', [loan]));
    expect(number(first(health).unrealisedPnl).toFixed()).toBe('0');
    expect(number(health.equity).toFixed()).toBe('500');
  });
});

describe('drag that is not known', () => {
  it('names the price that it lacks', () => {
    const paying = {fundingRate: decimal('0.01'), fundingIntervalHours: decimal('8'), nextFundingAt: 1};
    const abroad = poolBook(pool('500', [{...long, ...paying, settle: 'EUR'}]));
    expect(dragOf(abroad, null, 0).perHour).toEqual({kind: 'missing', needs: ['price of EUR']});
    const owing = [{asset: 'ETH', amount: decimal('-1'), borrowRate: decimal('0.1')}];
    expect(dragOf(poolBook(pool('0', [], {collateral: owing})), null, 0).perHour).toEqual({
      kind: 'missing',
      needs: ['price of ETH'],
    });
    const unknown = poolBook(pool('500', [{...without('entryPrice'), ...paying}]));
    expect(dragOf(unknown, decimal('1'), 0).hoursToCall.kind).toBe('missing');
  });

  it('payments of one kind are one payment', () => {
    const paying = {
      fundingRate: decimal('0.01'),
      fundingIntervalHours: decimal('8'),
      nextFundingAt: 3_600_000,
    };
    const book = poolBook(
      pool('85', [
        {...long, ...paying},
        {...long, ...paying, symbol: 'ETH', underlying: 'ETH'},
      ]),
    );
    const {perHour, hoursToCall} = dragOf(book, decimal('1'), 0);
    // 20 each: 65 of room after four
    expect(number(perHour).toFixed()).toBe('2.5');
    expect(number(hoursToCall).toFixed()).toBe('25');
  });
});

describe('what the caller says', () => {
  it('now makes streams stale; without it the account’s own time is taken', () => {
    const sources = [{name: 'account', at: 1_700_000_000_000, limitMs: 5000}];
    const of = accountOf(pool('500', [long], {sources}));
    expect(assess(of).pools[0]?.feed.verdict).toBe('live');
    expect(assess(of, {now: 1_700_000_009_000}).pools[0]?.feed.verdict).toBe('stale');
  });
});
