import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {initialFraction} from '../../../src/venues/dydx/position.ts';
import {LDO_ACCOUNT, ldoAt} from './samples.ts';
import {child, healthOf, held, market, markets, number, parent} from './wire.ts';

const near = (actual: string, expected: string, relative = '1e-9') =>
  expect(
    new Decimal(actual).minus(expected).abs().lte(new Decimal(expected).abs().times(relative)),
    `${actual} is not near ${expected}`,
  ).toBe(true);

const LOW = {initialMarginFraction: '0.02', maintenanceMarginFraction: '0.012'};

type Case = {
  readonly cash: string;
  readonly sizes: Readonly<Record<string, string>>;
  readonly prices: Readonly<Record<string, string>>;
  readonly terms?: object;
  readonly equity: string;
  readonly maintenance: string;
  readonly initial: string;
  readonly accuracy: string;
  readonly liquidation: Readonly<Record<string, string>>;
};

/** v4-abacus V4CalculationTests; v4-chain comlink helpers.test.ts; the open-source page as it ran. */
const CASES: readonly (readonly [string, Case])[] = [
  [
    'the front end’s test of a long: 333.33 %, liquidation at 927.835',
    {
      cash: '-900',
      sizes: {'ETH-USD': '1'},
      prices: {'ETH-USD': '1000'},
      equity: '100',
      maintenance: '30',
      initial: '50',
      accuracy: '333.3333333333',
      liquidation: {'ETH-USD': '927.835051546'},
    },
  ],
  [
    'its test of a short: the fraction is added, 1067.961',
    {
      cash: '1100',
      sizes: {'ETH-USD': '-1'},
      prices: {'ETH-USD': '1000'},
      equity: '100',
      maintenance: '30',
      initial: '50',
      accuracy: '333.3333333333',
      liquidation: {'ETH-USD': '1067.961165049'},
    },
  ],
  [
    'the indexer’s test: equity 325000, free collateral 317500',
    {
      cash: '175000',
      sizes: {'BTC-USD': '10'},
      prices: {'BTC-USD': '15000'},
      equity: '325000',
      maintenance: '4500',
      initial: '7500',
      accuracy: '7222.2222222222',
      liquidation: {'BTC-USD': 'none'},
    },
  ],
  [
    'the page showed a liquidation price of $50,972 with bitcoin at 59 710',
    {
      cash: '-20000',
      sizes: {'BTC-USD': '1', 'ETH-USD': '-10'},
      prices: {'BTC-USD': '59710', 'ETH-USD': '3000'},
      terms: LOW,
      equity: '9710',
      maintenance: '1076.52',
      initial: '1794.2',
      accuracy: '901.98045554',
      liquidation: {'BTC-USD': '50971.659919028', 'ETH-USD': '3853.110671937'},
    },
  ],
  [
    'and $50,972 and $3,874 of $9,920.00 with bitcoin at 59 920',
    {
      cash: '-20000',
      sizes: {'BTC-USD': '1', 'ETH-USD': '-10'},
      prices: {'BTC-USD': '59920', 'ETH-USD': '3000'},
      terms: LOW,
      equity: '9920',
      maintenance: '1079.04',
      initial: '1798.4',
      accuracy: '919.3357058867',
      // 360 + 59 920 − 9 920 over 0.988; 9 920 + 30 000 − 719.04 over 10.12
      liquidation: {'BTC-USD': '50971.659919028', 'ETH-USD': '3873.612648221'},
    },
  ],
  [
    'below the requirement: 500 of 720',
    {
      cash: '-59500',
      sizes: {'BTC-USD': '1'},
      prices: {'BTC-USD': '60000'},
      terms: LOW,
      equity: '500',
      maintenance: '720',
      initial: '1200',
      accuracy: '69.4444444444',
      liquidation: {'BTC-USD': '60222.672064777'},
    },
  ],
];

describe('published numbers, through frames', () => {
  it.each(CASES)('%s', (_, {cash, sizes, prices, terms, ...expected}) => {
    const rows = Object.entries(sizes).map(([name, size]) =>
      held(name, size, {entryPrice: prices[name] ?? ''}),
    );
    const listed = Object.entries(prices).map(([name, price]) => [name, market(price, terms)]);
    const pool = healthOf([markets(Object.fromEntries(listed)), parent([child(0, cash, rows)])]);
    expect(pool.equity).toMatchObject({kind: 'exact'});
    expect(pool.maintenanceMargin).toMatchObject({kind: 'exact'});
    expect(number(pool.equity)).toBe(expected.equity);
    expect(number(pool.maintenanceMargin)).toBe(expected.maintenance);
    expect(number(pool.initialMargin)).toBe(expected.initial);
    near(number(pool.accuracy), expected.accuracy);
    for (const {symbol, liquidationPrice} of pool.positions) {
      const price = expected.liquidation[symbol] ?? '';
      if (price === 'none') expect(liquidationPrice.kind).toBe('none');
      else near(number(liquidationPrice), price);
    }
  });

  it('the initial margin is marked as estimated: a leverage that the trader chose may raise it', () => {
    const pool = healthOf([
      markets({'ETH-USD': market('1000')}),
      parent([child(0, '-900', [held('ETH-USD', '1')])]),
    ]);
    expect(pool.initialMargin.kind).toBe('estimated');
  });
});

describe('open interest raises the initial fraction (v4-abacus V4MarketsTests)', () => {
  it.each([
    ['ether', '1000', '0.01', '1000', '100000', '1500000', '0.6464285714285715'],
    ['below the lower cap', '.4472', '0.05', '1200.24', '1000', '15000', '0.05'],
    ['caps of "0"', '1000', '0.02', '1000', '0', '0', '0.02'],
    ['equal caps', '1000', '0.02', '1000', '5', '5', '0.02'],
    ['above the upper cap', '2000', '0.01', '1000', '100000', '1500000', '1'],
  ])('%s', (_, oracle, initial, openInterest, lowerCap, upperCap, expected) => {
    const fraction = initialFraction({
      oracle: oracle.replace(/^\./, '0.'),
      initial,
      openInterest,
      lowerCap,
      upperCap,
    });
    near(fraction?.toFixed() ?? '', expected, '1e-12');
  });

  it('without caps it stays, and without a price too', () => {
    expect(initialFraction({oracle: '1', initial: '0.0523', openInterest: '3530'})?.toFixed()).toBe('0.0523');
    expect(
      initialFraction({initial: '0.05', openInterest: '3', lowerCap: '1', upperCap: '2'})?.toFixed(),
    ).toBe('0.05');
  });

  it('and never the maintenance: 3 % of 1 000 with the initial fraction at 64.64 %', () => {
    const caps = {
      initialMarginFraction: '0.01',
      openInterest: '1000',
      openInterestLowerCap: '100000',
      openInterestUpperCap: '1500000',
    };
    const pool = healthOf([
      markets({'ETH-USD': market('1000', caps)}),
      parent([child(0, '-100', [held('ETH-USD', '1')])]),
    ]);
    expect(number(pool.maintenanceMargin)).toBe('30');
    near(number(pool.initialMargin), '646.428571428571');
  });
});

describe('a captured testnet account with an isolated child (v4-abacus V4ParentSubaccountTests)', () => {
  it('at the price of the markets channel: equity 289.443242402, no liquidation price', () => {
    const isolated = healthOf([ldoAt('1.959289582'), LDO_ACCOUNT], 'isolated:128');
    expect(isolated.kind).toBe('isolated');
    expect(number(isolated.equity)).toBe('289.443242402');
    expect(number(isolated.maintenanceMargin)).toBe('2.1552185402');
    expect(number(isolated.initialMargin)).toBe('4.3104370804');
    near(number(isolated.accuracy), '13429.87901242');
    expect(isolated.positions[0]?.liquidationPrice.kind).toBe('none');
    // The indexer's 285.69 is of another price.
    expect(isolated.audit).toEqual([]);
  });

  it('at the indexer’s own price, 1.7 − 0.901678998 ÷ 11, its equity is ours', () => {
    const isolated = healthOf([ldoAt('1.618029182'), LDO_ACCOUNT], 'isolated:128');
    expect(number(isolated.equity)).toBe('285.689378002');
    // 285.689378002 − 282.1297138016
    expect(number(isolated.initialMargin)).toBe('3.5596642004');
    expect(isolated.audit.map(({figure, reported, agrees}) => [figure, reported, agrees])).toEqual([
      ['equity', '285.689378002', true],
    ]);
  });

  it('what the isolated child has does not help the cross pool', () => {
    const cross = healthOf([ldoAt('1.618029182'), LDO_ACCOUNT]);
    expect(number(cross.equity)).toBe('1711.959192');
    expect(cross.audit).toMatchObject([{figure: 'equity', reported: '1711.959192', agrees: true}]);
  });
});
