import {describe, expect, it} from 'vitest';
import type {MarginPool, PoolReported, Position, PositionReported} from '../../src/engine/account.ts';
import {toleranceOf} from '../../src/engine/audit.ts';
import type {AuditLine} from '../../src/engine/health.ts';
import {decimal, healthOf, pool, position, rate} from './build.ts';

/** 1,000 in the wallet, long 1 at 10,000 entered at 9,900: equity 1,100, requirement 100 and a fee of 5. */
const holding = {
  size: '1',
  entry: '9900',
  mark: '10000',
  schedule: rate('0.01'),
  closingFeeRate: decimal('0.0005'),
  fundingRate: decimal('0.0001'),
} as const;

const audited = (reported: PoolReported, of: Partial<MarginPool> = {}): readonly AuditLine[] =>
  healthOf(pool('1000', [position(holding)], {...of, reported})).audit;

const ofPosition = (reported: PositionReported, rest: Partial<Position> = {}): AuditLine | undefined =>
  healthOf(pool('1000', [{...position(holding), ...rest, reported}])).audit[0];

describe('tolerance', () => {
  it('is one unit of the last digit that the venue shows, never below a millionth nor above half a percent', () => {
    expect(toleranceOf(decimal('1153.26')).toFixed()).toBe('0.01');
    // `0.50000000` on the wire: the zeros are gone, and ten digits are not one.
    expect(toleranceOf(decimal('0.5')).toFixed()).toBe('0.0025');
    expect(toleranceOf(decimal('4398175.3896000003')).toFixed()).toBe('4.3981753896000003');
  });
});

describe('ours beside theirs', () => {
  it('nothing reported, nothing audited; not known, not audited', () => {
    expect(healthOf(pool('1000', [position(holding)])).audit).toEqual([]);
    const {markPrice: _, ...blind} = position(holding);
    expect(healthOf(pool('1000', [blind], {reported: {equity: decimal('5')}})).audit).toEqual([]);
  });

  it('holds a ratio shown the other way round to the digits it was shown with', () => {
    // 105 ÷ 1,100 = 0.09545…: ours is 10.4762; one unit of the fourth place is 0.011 of ours.
    const ratio = (shown: string) =>
      audited({inverseRatio: decimal(shown)}).find(({figure}) => figure === 'ratio')?.agrees;
    expect(ratio('0.0955')).toBe(true); // 10.4712
    expect(ratio('0.0954')).toBe(true); // 10.4822: cut, not rounded
    expect(ratio('0.0956')).toBe(false); // 10.4603
    expect(ratio('0.09545')).toBe(true);
    expect(ratio('0.09547')).toBe(false); // 10.4745, and one unit of the fifth place is 0.0011
  });

  it('agrees within the venue’s own digits', () => {
    expect(
      audited({equity: decimal('1100.00'), maintenanceMargin: decimal('105'), ratio: decimal('10.47')}),
    ).toEqual([
      {figure: 'equity', assessed: '1100', reported: '1100', differenceBps: '0', agrees: true},
      {figure: 'maintenanceMargin', assessed: '105', reported: '105', differenceBps: '0', agrees: true},
      {
        figure: 'ratio',
        assessed: '10.47619047619047619047619047619047619048',
        reported: '10.47',
        differenceBps: '5.9126',
        agrees: true,
      },
    ]);
  });

  it('tells how far they are apart, ours above theirs positive', () => {
    expect(audited({equity: decimal('1000.5')})[0]).toMatchObject({differenceBps: '994.5027', agrees: false});
    expect(audited({equity: decimal('1200.5')})[0]).toMatchObject({
      differenceBps: '-837.1512',
      agrees: false,
    });
    expect(audited({equity: decimal('0')})[0]).toMatchObject({differenceBps: 'none', agrees: false});
  });
});

describe('the likely cause', () => {
  const equity = (amount: string, of: Partial<MarginPool> = {}) =>
    audited({equity: decimal(amount)}, of)[0]?.cause;
  const maintenance = (amount: string) => audited({maintenanceMargin: decimal(amount)})[0]?.cause;

  it('of another equity', () => {
    expect(equity('1000.001')).toBe('the venue’s figure leaves out unrealised profit');
    expect(equity('1200.001')).toBe('unrealised profit is counted twice in ours or already in the balance');
    expect(equity('1099.001')).toBe('a funding payment is not settled on one side');
    expect(equity('1102.13')).toBe('prices of another moment');
    expect(equity('5000.10')).toBe('a balance is missing here, as of a unified account');
    expect(equity('500.10')).toBe('a liability or a reservation is missing here');
    const deductions = [{name: 'open loss', amount: decimal('70')}];
    expect(equity('1100.001', {deductions})).toBe('the venue’s figure is before its deductions');
    const collateral = [
      {asset: 'USDT', amount: decimal('1000'), price: decimal('1'), weight: decimal('0.9')},
    ];
    // 1,100 × 0.9 = 990 here
    expect(equity('1100.001', {collateral})).toBe('the venue’s figure is before haircuts');
  });

  it('of another requirement', () => {
    expect(maintenance('100.001')).toBe('the venue’s figure is without closing fees');
    expect(maintenance('110.001')).toBe('closing fees are counted twice');
    expect(maintenance('105.3')).toBe('prices of another moment, or a closing fee');
    expect(maintenance('205.3')).toBe('the tier table is outdated, or the venue counts this pool otherwise');
  });

  it('of another ratio', () => {
    const ratio = (amount: string) => audited({ratio: decimal(amount)})[0]?.cause;
    expect(ratio('0.09545')).toBe('the venue’s ratio is the other way round');
    expect(ratio('10.4700')).toBeUndefined();
    expect(ratio('10.4513')).toBe('prices of another moment');
    expect(ratio('7.111')).toBe('equity or requirement differ: see theirs');
  });

  it('of another liquidation price', () => {
    // Ours: 8,900 ÷ (1 − 0.0105) = 8,994.44; with today's requirement kept: 10,000 − (1,100 − 105) = 9,005
    const price = (amount: string) => ofPosition({liquidationPrice: decimal(amount)})?.cause;
    expect(price('9005.0001')).toBe('the venue keeps today’s requirement while the price moves');
    expect(price('8994.70')).toBe('the venue rounds to its price step');
    expect(price('8990.10')).toBe('prices of another moment');
    expect(price('5000.10')).toBe(
      'the venue counts more equity, as of a unified account, or lets collateral stay',
    );
    expect(price('9500.10')).toBe('the venue counts less equity, or moves other prices too');
  });

  it('of a price where the other side has none', () => {
    expect(ofPosition({liquidationPrice: 'none'})).toMatchObject({
      symbol: 'BTCUSDT',
      reported: 'none',
      differenceBps: 'none',
      agrees: false,
      cause: 'the venue shows no price so far away',
    });
    const safe = healthOf(
      pool('20000', [{...position(holding), reported: {liquidationPrice: 'none'}}]),
    ).audit;
    expect(safe).toEqual([
      {
        figure: 'liquidationPrice',
        symbol: 'BTCUSDT',
        assessed: 'none',
        reported: 'none',
        differenceBps: '0',
        agrees: true,
      },
    ]);
    const theirs = healthOf(
      pool('20000', [{...position(holding), reported: {liquidationPrice: decimal('5')}}]),
    ).audit;
    expect(theirs[0]).toMatchObject({assessed: 'none', reported: '5', agrees: false});
  });

  it('of one position’s requirement, by that position alone', () => {
    const other = position({...holding, symbol: 'ETH', underlying: 'ETH'});
    const own = {...position(holding), reported: {maintenanceMargin: decimal('100.001')}};
    expect(healthOf(pool('1000', [other, own])).audit).toMatchObject([
      {
        figure: 'maintenanceMargin',
        symbol: 'BTCUSDT',
        assessed: '105',
        cause: 'the venue’s figure is without closing fees',
      },
    ]);
  });
});
