import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {AccountHealth} from '../../../src/engine/health.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {READ, tableAccount} from '../../../src/venues/table/account.ts';
import {reduceTable, type TableState} from '../../../src/venues/table/reduce.ts';
import {FALLBACK, type TableTerms} from '../../../src/venues/table/terms.ts';

const AT = 1_790_000_000_000;

const frame = (body: object, at = AT): Frame => ({
  at,
  page: 'https://perp.example/trade',
  via: 'dom',
  url: 'https://perp.example/trade',
  direction: 'in',
  body: JSON.stringify({lang: 'en', drawn: 'all', ...body}),
});

const stateOf = (body: object): TableState | null => reduceTable(null, frame(body)).state;

const healthOf = (body: object, terms: Partial<TableTerms> = {}): AccountHealth | null => {
  const account = tableAccount('perp', stateOf(body), {...FALLBACK, ...terms});
  return account && assess(account);
};

const shown = (figure: Figure | undefined) =>
  figure?.kind === 'estimated' ? figure.value.toSignificantDigits(8).toFixed() : figure?.kind;

const GMX: Partial<TableTerms> = {
  margin: 'isolated',
  dollarsAt: 'entry',
  requirement: 'fixed',
  coins: 'move',
};
const GMX_HEAD = [
  'Position',
  'Size',
  'Net Value',
  'Collateral',
  'Entry Price',
  'Mark Price',
  'Liq. Price',
  '',
];

describe('a row with its own margin', () => {
  it('has the requirement that its liquidation price tells: 5000 − 4565 = 435, and 5000 ÷ 435', () => {
    const rows = [
      [
        'ETH/USD\n[ETH-USDC]\n10.00x\tLong',
        '$50,000.00',
        '$5,000.00',
        '$5,000.00',
        '$50,000.00',
        '$50,000.00',
        '$45,435.00',
        'Close',
      ],
    ];
    const pool = healthOf({head: GMX_HEAD, rows}, GMX)?.pools[0];
    expect(shown(pool?.equity)).toBe('5000');
    expect(shown(pool?.maintenanceMargin)).toBe('435');
    expect(shown(pool?.accuracy)).toBe('1149.4253');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('45435');
    expect(shown(pool?.positions[0]?.distance)).toBe('9.13');
    expect(pool?.audit).toEqual([]);
  });

  it('is told apart from what it is sure of by its reasons', () => {
    const rows = [
      ['ETH/USD\n10x\tLong', '$50,000.00', '', '$5,000.00', '$50,000.00', '$50,000.00', '$45,435.00', ''],
    ];
    const accuracy = healthOf({head: GMX_HEAD, rows}, GMX)?.pools[0]?.accuracy;
    expect(accuracy).toMatchObject({
      kind: 'estimated',
      because: [READ, 'the requirement is worked back from the liquidation price that the page shows'],
    });
  });

  it('whose margin is the coin itself falls with it: 0.1 × 45 850 − 4150 = 435', () => {
    const rows = [
      [
        'ETH/USD\n10x\tLong',
        '$50,000.00',
        '$5,000.00',
        '0.1 ETH\n($5,000.00)',
        '$50,000.00',
        '$50,000.00',
        '$45,850.00',
        '',
      ],
    ];
    const pool = healthOf({head: GMX_HEAD, rows}, GMX)?.pools[0];
    expect(shown(pool?.maintenanceMargin)).toBe('435');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('45850');
  });

  it('counts sizes in dollars at the entry where the venue does: 30 000 ÷ 3000 = 10, short from 3000 to 2900', () => {
    const rows = [
      [
        'SOL/USD\n10x\tShort',
        '$30,000.00',
        '$4,000.00',
        '$3,000.00',
        '$3,000.00',
        '$2,900.00',
        '$3,272.90',
        '',
      ],
    ];
    const pool = healthOf({head: GMX_HEAD, rows}, GMX)?.pools[0];
    expect(shown(pool?.positions[0]?.notional)).toBe('29000');
    expect(shown(pool?.positions[0]?.unrealisedPnl)).toBe('1000');
    // 4000 − 10 × (3272.90 − 2900) = 271
    expect(shown(pool?.maintenanceMargin)).toBe('271');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('3272.9');
  });

  it('shows no requirement that its digits leave open, but the distance', () => {
    // One unit of the last digit is 1 M × 0.01 = 10 000, ten times the margin left.
    const rows = [['DOGE/USD\n10x\tLong', '1,000,000 DOGE', '', '$1,500.00', '$0.15', '$0.15', '$0.14', '']];
    const pool = healthOf({head: GMX_HEAD, rows}, GMX)?.pools[0];
    expect(pool?.accuracy.kind).toBe('missing');
    expect(shown(pool?.positions[0]?.distance)).toBe('6.6666667');
  });

  it('shows no requirement from a liquidation price on the wrong side', () => {
    const rows = [
      ['ETH/USD\n10x\tLong', '$50,000.00', '$5,000.00', '', '$50,000.00', '$50,000.00', '$55,000.00', ''],
    ];
    expect(healthOf({head: GMX_HEAD, rows}, GMX)?.pools[0]?.accuracy.kind).toBe('missing');
  });

  it('stands beside another of the same contract and side', () => {
    const row = [
      'ETH/USD\n10x\tLong',
      '$50,000.00',
      '$5,000.00',
      '',
      '$50,000.00',
      '$50,000.00',
      '$45,435.00',
      '',
    ];
    const ids = healthOf({head: GMX_HEAD, rows: [row, row]}, GMX)?.pools.map(({id}) => id);
    expect(ids).toEqual(['ETH/USD:long', 'ETH/USD:long:2']);
  });
});

const HEAD = ['Symbol', 'Size', 'Entry Price', 'Mark Price', 'Liq. Price', 'Margin', 'PnL'];

describe('rows that one account secures', () => {
  const rows = [
    [
      'BTCUSDT\nPerp\t20x',
      '0.500 BTC',
      '64,000.0',
      '65,000.0',
      '58,500.0',
      '1,625.00 USDT\n(Cross)',
      '+500.00 USDT\n+30.77%',
    ],
    [
      'ETHUSDT\nPerp\t20x',
      '−10.00 ETH',
      '3,100.00',
      '3,000.00',
      '3,600.00',
      '1,500.00 USDT\n(Cross)',
      '+1,000.00 USDT',
    ],
  ];

  it('have distances by their liquidation prices, and no accuracy: 6500 ÷ 65 000, 600 ÷ 3000', () => {
    const pool = healthOf({head: HEAD, rows})?.pools[0];
    expect(pool?.accuracy).toEqual({
      kind: 'missing',
      needs: expect.arrayContaining(['the account’s equity, which the page’s table does not show']),
    });
    expect(pool?.positions.map(({side}) => side)).toEqual(['long', 'short']);
    expect(pool?.positions.map(({distance}) => shown(distance))).toEqual(['10', '20']);
  });

  it('stand beside those that say they are isolated', () => {
    const isolated = [
      'SOLUSDT\nPerp\t10x',
      '100 SOL',
      '150.00',
      '150.00',
      '136.00',
      '1,500.00 USDT\n(Isolated)',
      '0.00 USDT',
    ];
    const health = healthOf({head: HEAD, rows: [...rows, isolated]});
    const pool = health?.pools.find(({kind}) => kind === 'isolated');
    // 1500 − 100 × 14 = 100 at 136, which is 1 ÷ 136 of the value there, so 150 ÷ 136 × 100 today.
    expect(shown(pool?.maintenanceMargin)).toBe('110.29412');
    expect(shown(pool?.accuracy)).toBe('1360');
    expect(health?.pools).toHaveLength(2);
  });

  it('are left out, and counted, where what they show contradicts itself', () => {
    // 0.5 BTC cannot have lost 90 000 between 64 000 and 65 000.
    const odd = [
      'BTCUSDT\n20x\tLong',
      '0.500 BTC',
      '64,000.0',
      '65,000.0',
      '58,500.0',
      '1,625.00 USDT',
      '−90,000.00 USDT',
    ];
    const pools = healthOf({head: HEAD, rows: [...rows, odd]})?.pools;
    expect(pools?.[0]?.positions).toHaveLength(2);
    expect(pools?.[0]?.positions[0]?.distance).toMatchObject({
      because: expect.arrayContaining([expect.stringContaining('1 of the table’s rows could not be read')]),
    });
  });

  it('with a size that has no unit are coins or dollars as the profit says', () => {
    const sized = (size: string) =>
      shown(
        healthOf({
          head: HEAD,
          rows: [['BTC-PERP\tLong', size, '64,000.0', '65,000.0', '58,500.0', '', '+500.00']],
        })?.pools[0]?.positions[0]?.notional,
      );
    expect(sized('0.5')).toBe('32500');
    expect(sized('32,500')).toBe('32500');
    // Fifty contracts of whatever: nothing fits.
    expect(sized('50')).toBeUndefined();
  });

  it('without a side are not read: a short that is told by its colour alone', () => {
    expect(
      healthOf({head: HEAD, rows: [['BTC-PERP', '0.5 BTC', '64,000.0', '65,000.0', '71,500.0', '', '']]}),
    ).toBeNull();
  });

  it('of an option are not read', () => {
    const option = ['BTC-27DEC26-100000-C\tLong', '0.5 BTC', '64,000.0', '65,000.0', '58,500.0', '', ''];
    expect(healthOf({head: HEAD, rows: [option]})).toBeNull();
  });

  it('in numbers that can be two things are not read', () => {
    const rows = [['BTC-PERP\tLong', '1 BTC', '64,120', '65,120', '58,500', '', '']];
    expect(healthOf({head: HEAD, rows, lang: ''})?.pools[0]?.positions[0]?.distance.kind).toBe('missing');
    expect(shown(healthOf({head: HEAD, rows, lang: 'en'})?.pools[0]?.positions[0]?.liquidationPrice)).toBe(
      '58500',
    );
  });
});

describe('an account’s health beside its table', () => {
  const DRIFT: Partial<TableTerms> = {
    margin: 'cross',
    labels: {health: ['health'], equity: ['total collateral']},
  };
  const head = ['Market', 'Size', 'Entry / Mark', 'Liq. Price', 'P&L'];
  const rows = [['SOL-PERP\nLong', '10 SOL', '$1.00\n$1.0000', '$0.88888889', '$0.00']];

  it('gives requirement and price: collateral 2, health 50', () => {
    const pool = healthOf({head, rows, figures: {health: '50%', equity: '$2.00'}}, DRIFT)?.pools[0];
    expect(shown(pool?.equity)).toBe('2');
    expect(shown(pool?.maintenanceMargin)).toBe('1');
    expect(shown(pool?.accuracy)).toBe('200');
    expect(shown(pool?.positions[0]?.liquidationPrice)).toBe('0.88888889');
    expect(pool?.audit).toMatchObject([{figure: 'liquidationPrice', reported: '0.88888889', agrees: true}]);
  });

  it('tells the collateral too where the page does not show it', () => {
    const pool = healthOf({head, rows, figures: {health: '50%'}}, DRIFT)?.pools[0];
    expect(shown(pool?.accuracy)).toBe('200');
    expect(shown(pool?.equity)).toBe('2');
    expect(pool?.audit).toEqual([]);
  });

  it('of a short: collateral 500, health 95.5 in whole percent 96, price 301.587 by the exact one', () => {
    const short = [['SOL-PERP\nShort', '3 SOL', '$150.00\n$150.00', '$301.58730159', '$0.00']];
    const exact = healthOf({head, rows: short, figures: {health: '95.5', equity: '$500.00'}}, DRIFT)
      ?.pools[0];
    expect(shown(exact?.maintenanceMargin)).toBe('22.5');
    expect(shown(exact?.positions[0]?.liquidationPrice)).toBe('301.5873');
    const rounded = healthOf({head, rows: short, figures: {health: '96%', equity: '$500.00'}}, DRIFT)
      ?.pools[0];
    expect(shown(rounded?.accuracy)).toBe('2500');
  });

  it('is not used beside a row that cannot be read', () => {
    const odd = ['SOL-PERP', '10 SOL', '$1.00\n$1.00', '$1.50', '$0.00'];
    const pool = healthOf({head, rows: [...rows, odd], figures: {health: '50%', equity: '$2.00'}}, DRIFT)
      ?.pools[0];
    expect(pool?.accuracy.kind).toBe('missing');
  });

  it('of 100 or nothing is no figure to divide by', () => {
    const accuracy = (health: string) =>
      shown(healthOf({head, rows, figures: {health, equity: '$2.00'}}, DRIFT)?.pools[0]?.accuracy);
    expect(accuracy('100%')).toBe('20000');
    expect(accuracy('0%')).toBe('missing');
    expect(accuracy('120%')).toBe('missing');
  });
});

describe('any table', () => {
  const word = fc.constantFrom(
    'BTC-PERP',
    'Long',
    'Short',
    '10x',
    '0.5 BTC',
    '$32,000',
    '64,000',
    '65.000,5',
    '−1',
    '(5)',
    '0',
    '--',
    '∞',
    '1e9',
    '%',
    '\n',
    '\t',
    'USDC',
    '12.3K',
    '0.0₄1',
  );
  const cell = fc.array(word, {maxLength: 4}).map((words) => words.join(' ').slice(0, 160));
  const name = fc.oneof(fc.constant('BTC-PERP\tLong'), cell);
  const rows = fc.array(
    fc.tuple(name, cell, cell, cell, cell, cell, cell).map((texts) => [...texts]),
    {minLength: 1, maxLength: 4},
  );

  it('gives an account without a number that is none, or gives none', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom('isolated', 'cross'),
        fc.constantFrom('50%', '0', ''),
        (some, margin, health) => {
          for (const requirement of ['fixed', 'scaled'] as const) {
            const terms = {margin, requirement, coins: 'move', labels: {}} as const;
            const said = JSON.stringify(healthOf({head: HEAD, rows: some, figures: {health}}, terms));
            expect(said).not.toMatch(/NaN|Infinity/);
            expect(said).not.toMatch(/"kind":"exact"/);
          }
        },
      ),
    );
  });
});
