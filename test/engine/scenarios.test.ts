import {describe, expect, it} from 'vitest';
import type {Collateral, MarginPool, Position} from '../../src/engine/account.ts';
import {searched} from '../../src/engine/distance.ts';
import {poolBook} from '../../src/engine/pool-book.ts';
import {riskScan} from '../../src/engine/scan-requirement.ts';
import {type StressPoint, stressOf} from '../../src/engine/stress.ts';
import {closeToSurvive, depositToSurvive} from '../../src/engine/survive.ts';
import {asCross, asIsolated, withResized} from '../../src/engine/what-if.ts';
import {decimal, healthOf, number, pool, position, rate, table} from './build.ts';
import {accountOf} from './random-account.ts';

/** What would be: other prices, other arrangements. Worked by hand. */

const NOW = 1_700_000_000_000;

/** Two calls written at 100, worth what exercising brings. */
const calls: Position = {
  ...position({size: '2', entry: '0', mark: '0', side: 'short', schedule: rate('0.1')}),
  symbol: 'BTC-100-C',
  contract: 'option',
  indexPrice: decimal('100'),
  option: {right: 'call', strike: decimal('100'), expiresAt: NOW, markVolatility: decimal('0.5')},
};

const at = (points: readonly StressPoint[], move: number, volatility = '1'): StressPoint => {
  const point = points.find((one) => one.move === move && one.volatility === volatility);
  if (point === undefined) throw new Error(`no point at ${move}`);
  return point;
};
const pointsOf = (of: MarginPool) => stressOf(poolBook(of), NOW).points;
const figuresOf = ({equity, profit, maintenanceMargin}: StressPoint) =>
  [equity, profit, maintenanceMargin].map((figure) => number(figure).toFixed(6));

describe('the grid', () => {
  it('with options has three volatilities, and says that they are repriced', () => {
    const points = pointsOf(pool('50', [calls], {doubts: ['it is Sunday']}));
    expect(points).toHaveLength(123);
    for (const volatility of ['0.75', '1', '1.25']) {
      // Two of 10 each at 110, of which 22 are required; nothing at 90
      expect(figuresOf(at(points, 10, volatility))).toEqual(['30.000000', '-20.000000', '22.000000']);
      expect(figuresOf(at(points, -10, volatility))).toEqual(['50.000000', '0.000000', '18.000000']);
    }
    expect(at(points, 10).equity).toMatchObject({
      kind: 'estimated',
      because: [
        'it is Sunday',
        'options are repriced with Black-76 on the venue’s mark volatility, to fifteen digits',
      ],
    });
    const {markVolatility: _, ...terms} = calls.option ?? {right: 'call', strike: decimal('1'), expiresAt: 1};
    expect(pointsOf(pool('50', [{...calls, option: terms}]))).toEqual([]);
  });

  it('of an option among others, with collateral that moves', () => {
    const collateral: Collateral[] = [
      {asset: 'BTC', amount: decimal('1'), price: decimal('100'), weight: decimal('0.5')},
      {asset: 'USDT', amount: decimal('0'), price: decimal('1'), weight: decimal('1')},
    ];
    const eth = position({symbol: 'ETH', underlying: 'ETH', size: '1', entry: '100', mark: '100'});
    const points = pointsOf(pool('0', [eth, calls], {unit: 'USD', collateral}));
    // 55 + 10 − 20 at +10 %, of which 1.10 and 22 are required
    expect(figuresOf(at(points, 10))).toEqual(['45.000000', '-5.000000', '23.100000']);
  });

  it('of a power schedule is the pool revalued: 44 less, and 0.0001 × 14,400^1.5', () => {
    const schedule = {
      kind: 'power',
      base: decimal('0.001'),
      factor: decimal('0.0001'),
      exponent: decimal('0.5'),
    } as const;
    const still = position({symbol: 'ETH', underlying: 'ETH', size: '1', entry: '100', mark: '100'});
    const short = position({side: 'short', size: '120', entry: '100', mark: '100', schedule});
    const points = pointsOf(pool('5000', [short, still]));
    // 12,000 × 1.2 = 14,400: 120 of it, and 1.20 of the other
    expect(figuresOf(at(points, 20))).toEqual(['2620.000000', '-2380.000000', '174.000000']);
    expect(at(points, 20).equity.kind).toBe('exact');
    expect(points).toHaveLength(41);
  });

  it('without a requirement has no accuracy, and no level twice', () => {
    const free = at(
      pointsOf(pool('5', [position({size: '1', entry: '100', mark: '100', schedule: rate('0')})])),
      3,
    );
    expect([free.accuracy, free.level, free.volatility]).toEqual([
      {kind: 'none', because: 'nothing is required'},
      null,
      '1',
    ]);
    const named = pool('60', [position({size: '10', entry: '100', mark: '100'})], {
      levels: [
        {name: 'call', at: decimal('2')},
        {name: 'the end', at: decimal('1')},
      ],
    });
    // 60 − 50 of 9.50 at −5 %, 60 − 60 of 9.40 at −6 %
    expect([-5, -6].map((move) => at(pointsOf(named), move).level)).toEqual(['call', 'the end']);
  });
});

describe('the scan', () => {
  const tiered: Collateral = {
    asset: 'BTC',
    amount: decimal('10'),
    price: decimal('100'),
    weight: [
      {from: decimal('0'), weight: decimal('0.9')},
      {from: decimal('5'), weight: decimal('0.5')},
    ],
  };
  const scan = (positions: readonly Position[], collateral: readonly Collateral[] = [tiered]) => {
    const usdt = {asset: 'USDT', amount: decimal('5000'), price: decimal('1'), weight: decimal('1')};
    const found = searched(
      poolBook(pool('0', positions, {unit: 'USD', collateral: [...collateral, usdt]})),
      NOW,
    );
    if (found === null) throw new Error('not searched');
    const {required, binding} = riskScan(found);
    return [number(required).toFixed(6), binding?.move];
  };
  const short = (size: string) => position({side: 'short', size, entry: '100', mark: '100'});

  it('weighs what the collateral wins against what is lost', () => {
    // 7 of 10 coins count: 140 at 20 %; 13 short lose 260 when it rises, 5 win 100 when it falls
    expect(scan([short('13')])).toEqual(['120.000000', 20]);
    expect(scan([short('5')])).toEqual(['40.000000', -20]);
  });

  it('goes by 1 ÷ k for an inverse one: 1 + 9.5 × … at −20 %', () => {
    const long = position({contract: 'inverse', settle: 'BTC', size: '200', entry: '100', mark: '100'});
    // 12 − 2/0.8 = 9.5 coins, of which 6.75 count, at 80: 540 of 700
    expect(scan([long])).toEqual(['160.000000', -20]);
    // 8 + 2/k: 10.5 coins count 7.25 at 80: 580 of 700; with 3 short more 520 + … = 640
    const other = {...long, side: 'short'} as const;
    expect(scan([other])).toEqual(['120.000000', -20]);
    // At +20 %: 8 + 2/1.2 = 9.667 count 6.833 at 120: 820, less 20 × 20 of the linear one; at −20 % 580 + 400
    expect(scan([other, {...short('20'), symbol: 'L'}])).toEqual(['280.000000', 20]);
  });

  it('of written options is worst where they cost most: 2 × 20 at +20 %', () => {
    expect(scan([calls], [])).toEqual(['40.000000', 20]);
    const bought = {...calls, side: 'long', markPrice: decimal('5')} as const;
    // Five each go to nothing but for what the model changes: −10 at any fall, the least far first
    expect(scan([bought, position({size: '1', entry: '100', mark: '100'})], [])).toEqual(['20.000000', -20]);
  });
});

describe('surviving', () => {
  it('a jump narrower than any step: 110.05 − 0 needs half of itself', () => {
    const schedule = table(['0', '0.01'], ['110', '0.5'], ['110.05', '0.01']);
    const of = poolBook(
      pool('60', [position({side: 'short', size: '1', entry: '100', mark: '100', schedule})]),
    );
    const amount = number(depositToSurvive(of, decimal('40'), 0));
    // 55.025 of 49.95
    expect(amount.gte('5.0749') && amount.lt('5.0751')).toBe(true);
    // Falling does not come there
    expect(number(depositToSurvive(of, decimal('-40'), 0)).toFixed()).toBe('0');
    // Nor does rising by 9 %: 51 of 1.09
    expect(number(depositToSurvive(of, decimal('9'), 0)).toFixed()).toBe('0');
  });

  it('a fall is a hair more than what lacks at its end', () => {
    const of = poolBook(pool('12', [position({size: '10', entry: '100', mark: '100'})]));
    const amount = number(depositToSurvive(of, decimal('-30'), 0));
    expect(amount.gt('295') && amount.lt('295.0000000012')).toBe(true);
  });

  it('cannot be told without a model, and not helped when all is lost', () => {
    const {markVolatility: _, ...terms} = calls.option ?? {right: 'call', strike: decimal('1'), expiresAt: 1};
    const blind = poolBook(pool('50', [{...calls, option: terms}]));
    const needs = {kind: 'missing', needs: ['mark volatility of BTC-100-C']};
    expect(depositToSurvive(blind, decimal('10'), NOW)).toEqual(needs);
    expect(closeToSurvive(blind, 0, decimal('10'), NOW)).toEqual(needs);
    const lost = poolBook(pool('-1', [position({size: '1', entry: '100', mark: '100'})]));
    expect(closeToSurvive(lost, 0, decimal('-1'), 0)).toEqual({
      kind: 'none',
      because: 'closing all of it does not survive the move',
    });
    // Nothing is required and less than nothing is there: closing helps no more
    expect(closeToSurvive(poolBook(pool('0', [calls])), 0, decimal('50'), NOW).kind).toBe('none');
  });
});

describe('arranged otherwise', () => {
  const long = position({size: '10', entry: '90', mark: '100'});
  const without = (key: keyof Position): Position => {
    const {[key]: _, ...rest} = long;
    return rest as Position;
  };

  it('joined pools keep what each took off, doubted and lacked', () => {
    const first = pool('10', [long], {
      id: 'a',
      deductions: [{name: 'open loss', amount: decimal('1')}],
      doubts: ['one'],
      equityNeeds: ['the spot balance'],
    });
    const second = pool('20', [long], {
      id: 'b',
      deductions: [{name: 'reserve', amount: decimal('2')}],
      doubts: ['two'],
    });
    const [cross] = asCross(accountOf(first, second)).pools;
    expect(cross?.deductions?.map(({name}) => name)).toEqual(['open loss', 'reserve']);
    expect(cross?.doubts).toEqual(['one', 'two']);
    expect(cross?.equityNeeds).toEqual(['the spot balance']);
    expect(cross?.collateral.map(({amount}) => amount.toFixed())).toEqual(['30']);
    const [plain] = asCross(accountOf(pool('1', []), pool('2', [], {id: 'b'}))).pools;
    expect([plain?.deductions, plain?.doubts, plain?.equityNeeds]).toEqual([[], [], []]);
    const held = [{asset: 'ETH', amount: decimal('1'), price: decimal('5')}];
    const [both] = asCross(accountOf(pool('1', []), pool('2', [], {id: 'b', collateral: held}))).pools;
    expect(both?.collateral.map(({asset}) => asset)).toEqual(['USDT', 'ETH']);
  });

  it('isolated ones need leverage, entry and a price of what they settle in', () => {
    expect(asIsolated(pool('1', [without('leverage')])).needs).toEqual(['leverage of BTCUSDT']);
    expect(asIsolated(pool('1', [without('entryPrice')])).needs).toEqual(['entry price of BTCUSDT']);
    const abroad = asIsolated(pool('1', [{...long, settle: 'EUR'}]));
    expect(abroad.needs).toEqual(['price of EUR']);
    expect(abroad.pools.map(({id}) => id)).toEqual(['cross:USDT:free']);
    const rows = [
      {asset: 'EUR', amount: decimal('5'), price: decimal('2')},
      {asset: 'USDT', amount: decimal('500'), price: decimal('1')},
    ];
    const {pools, needs} = asIsolated(pool('0', [long], {unit: 'USD', collateral: rows}));
    expect(needs).toEqual([]);
    // 900 ÷ 10 from the dollars
    expect(pools.at(-1)?.collateral.map(({amount}) => amount.toFixed())).toEqual(['5', '410']);
    expect(
      asIsolated(pool('1', [long], {collateral: []}))
        .pools.at(-1)
        ?.collateral[0]?.amount.toFixed(),
    ).toBe('-90');
    expect(pools.map(({doubts}) => doubts)).toEqual([undefined, undefined]);
  });

  it('a larger short averages its entry; what has no mark or profit keeps it', () => {
    const short = position({side: 'short', size: '10', entry: '110', mark: '100'});
    // 100 of profit over 20
    expect(withResized(pool('1', [short]), 0, decimal('20')).positions[0]?.entryPrice?.toFixed()).toBe('105');
    const blind = withResized(pool('1', [without('markPrice')]), 0, decimal('20')).positions[0];
    expect(blind?.entryPrice?.toFixed()).toBe('90');
    const entryless = withResized(pool('1', [without('entryPrice')]), 0, decimal('20')).positions[0];
    expect(entryless && 'entryPrice' in entryless).toBe(false);
    const loan = position({size: '10', entry: '90', mark: '100', contract: 'spot-borrow'});
    expect(withResized(pool('1', [loan]), 0, decimal('20')).positions[0]?.entryPrice?.toFixed()).toBe('90');
    const reported = {...long, schedule: {kind: 'reported', maintenance: decimal('3')} as const};
    const [grown] = withResized(pool('1', [reported]), 0, decimal('20')).positions;
    expect(grown?.schedule).toEqual({kind: 'reported', maintenance: decimal('6')});
    const of = pool('1', [long]);
    expect(withResized(of, 4, decimal('1'))).toBe(of);
    const {schedule: _, ...untabled} = long;
    expect(healthOf(withResized(pool('1', [untabled]), 0, decimal('20'))).maintenanceMargin.kind).toBe(
      'missing',
    );
  });
});
