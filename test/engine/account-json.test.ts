import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {AccountFormatError, accountToJson, parseAccount} from '../../src/engine/account-json.ts';
import {accountOf, anyPool, anySchedule} from './random-account.ts';
import {RUNS} from './runs.ts';

type Json = Record<string, unknown>;

const plain = () => ({
  venue: 'binance-usdm',
  account: 'main',
  asOf: 1_700_000_000_000,
  pools: [
    {
      id: 'cross:USDT',
      kind: 'cross',
      unit: 'USDT',
      waterline: '1',
      collateral: [{asset: 'USDT', amount: '1535443.01', price: '1', weight: '1'}] as Json[],
      positions: [
        {
          symbol: 'ETHUSDT',
          underlying: 'ETH',
          contract: 'linear',
          settle: 'USDT',
          multiplier: '1',
          side: 'long',
          size: '3683.979',
          entryPrice: '1456.84',
          markPrice: '1335.18',
          indexPrice: '1335.2',
          leverage: '10',
          schedule: {
            kind: 'tiers',
            tiers: [{from: '0', maintenanceRate: '0.0065', deduction: '0', initialRate: '0.02'}] as Json[],
          } as Json,
          closingFeeRate: '0',
          fundingRate: '-0.0001',
          fundingIntervalHours: 8,
          nextFundingAt: 1_700_006_400_000,
          reported: {liquidationPrice: '1153.26', maintenanceMargin: '31972.04'},
        } as Json,
      ],
      orderMargin: '0',
      deductions: [] as Json[],
      levels: [{name: 'liquidation', at: '1'}] as Json[],
      reported: {equity: '1087250.12', maintenanceMargin: '31972.04', initialMargin: '491877.5', ratio: '34'},
    } as Json & {collateral: Json[]; positions: Json[]},
  ],
});

type Plain = ReturnType<typeof plain>;

/** What is said when `change` was made to a good account; the empty string when it is accepted. */
const saidOf = (change: (account: Plain) => void): string => {
  const account = plain();
  change(account);
  try {
    parseAccount(account, 'a.json');
    return '';
  } catch (error) {
    if (!(error instanceof AccountFormatError)) throw error;
    return error.message;
  }
};

const pool = ({pools}: Plain) => {
  const [only] = pools;
  if (only === undefined) throw new Error('no pool');
  return only;
};

const held = (account: Plain): Json => {
  const [only] = pool(account).positions;
  if (only === undefined) throw new Error('no position');
  return only;
};

const put =
  (key: string, value: unknown) =>
  (account: Plain): void => {
    held(account)[key] = value;
  };

describe('the documented account format', () => {
  it('is read as it stands in the documentation', () => {
    const account = parseAccount(plain(), 'a.json');
    expect(account.pools[0]?.positions[0]?.size.toFixed()).toBe('3683.979');
    expect(account.pools[0]?.positions[0]?.fundingIntervalHours?.toFixed()).toBe('8');
    expect(account.pools[0]?.collateral[0]?.amount.toFixed()).toBe('1535443.01');
  });

  it('comes back the same after printing', () => {
    fc.assert(
      fc.property(anyPool(anySchedule), (random) => {
        const account = accountOf(random);
        const printed = JSON.parse(JSON.stringify(accountToJson(account))) as unknown;
        expect(parseAccount(printed, 'printed')).toEqual(account);
      }),
      {numRuns: RUNS},
    );
  });

  it('takes digits without a leading zero, as venues send them', () => {
    expect(saidOf(put('size', '.5'))).toBe('');
    expect(saidOf(put('size', '5.'))).toBe('');
    expect(saidOf(put('size', '1e-7'))).toBe('');
  });

  it('takes every kind of schedule, tiered weights and options', () => {
    expect(saidOf(put('schedule', {kind: 'sized', base: '0.01', slope: '0.00005'}))).toBe('');
    expect(
      saidOf(put('schedule', {kind: 'power', base: '0.01', factor: '0.0000003754', exponent: '0.8'})),
    ).toBe('');
    expect(saidOf(put('schedule', {kind: 'fixed', maintenance: '12'}))).toBe('');
    expect(saidOf(put('schedule', {kind: 'reported', maintenance: '12'}))).toBe('');
    expect(
      saidOf((account) => {
        pool(account).collateral.push({
          asset: 'BTC',
          amount: '-1',
          price: '60000',
          weight: [
            {from: '0', weight: '0.9'},
            {from: '5', weight: '0.5'},
          ],
          underlying: 'BTC',
          borrowRate: '0.00001',
        });
        Object.assign(held(account), {
          contract: 'option',
          option: {right: 'put', strike: '60000', expiresAt: 1_800_000_000_000, markVolatility: '0.5'},
        });
        Object.assign(pool(account), {
          doubts: ['a doubt'],
          equityNeeds: ['a balance'],
          sources: [{name: 'account', at: 1, limitMs: 2}],
        });
      }),
    ).toBe('');
  });
});

describe('anything else is one sentence that names file and field', () => {
  const cases: readonly (readonly [string, (account: Plain) => void, string])[] = [
    ['missing', (account) => delete held(account).size, 'a.json: pools[0].positions[0].size is missing'],
    ['extra', put('sizes', '1'), 'a.json: pools[0].positions[0].sizes is not a field of the account format'],
    [
      'a name of the language',
      (account) => Object.defineProperty(held(account), '__proto__', {value: {}, enumerable: true}),
      'a.json: pools[0].positions[0].__proto__ is not a field of the account format',
    ],
    ['a number', put('size', 1), 'a.json: pools[0].positions[0].size must be a decimal string, not a number'],
    ['null', put('size', null), 'a.json: pools[0].positions[0].size must be a decimal string, not null'],
    ['a list', put('size', []), 'a.json: pools[0].positions[0].size must be a decimal string, not a list'],
    [
      'an object',
      put('size', {}),
      'a.json: pools[0].positions[0].size must be a decimal string, not an object',
    ],
    ['words', put('size', 'many'), 'a.json: pools[0].positions[0].size must be a decimal string, not "many"'],
    ['empty', put('size', ''), 'a.json: pools[0].positions[0].size must be a decimal string, not ""'],
    ['NaN', put('size', 'NaN'), 'a.json: pools[0].positions[0].size must be a decimal string, not "NaN"'],
    [
      'Infinity',
      put('size', 'Infinity'),
      'a.json: pools[0].positions[0].size must be a decimal string, not "Infinity"',
    ],
    [
      'hexadecimal',
      put('size', '0x10'),
      'a.json: pools[0].positions[0].size must be a decimal string, not "0x10"',
    ],
    [
      'two numbers',
      put('size', '1 2'),
      'a.json: pools[0].positions[0].size must be a decimal string, not "1 2"',
    ],
    [
      'a large exponent',
      put('size', '1e400'),
      'a.json: pools[0].positions[0].size must be a decimal string, not "1e400"',
    ],
    [
      'absurdly long',
      put('size', '1'.repeat(81)),
      'a.json: pools[0].positions[0].size is longer than 80 characters',
    ],
    ['astronomic', put('size', '1e41'), 'a.json: pools[0].positions[0].size is beyond 1e40'],
    ['infinitesimal', put('size', '1e-41'), 'a.json: pools[0].positions[0].size is beyond 1e40'],
    ['negative size', put('size', '-1'), 'a.json: pools[0].positions[0].size must be more than zero, not -1'],
    ['no size', put('size', '0'), 'a.json: pools[0].positions[0].size must be more than zero, not 0'],
    [
      'negative price',
      put('markPrice', '-1'),
      'a.json: pools[0].positions[0].markPrice must be zero or more, not -1',
    ],
    [
      'a mark of zero',
      put('markPrice', '0'),
      'a.json: pools[0].positions[0].markPrice must be more than zero, not 0',
    ],
    [
      'negative entry',
      put('entryPrice', '-1'),
      'a.json: pools[0].positions[0].entryPrice must be zero or more, not -1',
    ],
    [
      'negative leverage',
      put('leverage', '-3'),
      'a.json: pools[0].positions[0].leverage must be more than zero, not -3',
    ],
    [
      'negative fee',
      put('closingFeeRate', '-0.1'),
      'a.json: pools[0].positions[0].closingFeeRate must be zero or more, not -0.1',
    ],
    [
      'no interval',
      put('fundingIntervalHours', 0),
      'a.json: pools[0].positions[0].fundingIntervalHours must be more than zero, not 0',
    ],
    [
      'half a millisecond',
      put('nextFundingAt', 1.5),
      'a.json: pools[0].positions[0].nextFundingAt must be a whole number of milliseconds since 1970',
    ],
    ['an unknown side', put('side', 'both'), 'a.json: pools[0].positions[0].side must be one of long, short'],
    [
      'an unknown contract',
      put('contract', 'future'),
      'a.json: pools[0].positions[0].contract must be one of linear, inverse, quanto, option, spot-borrow',
    ],
    ['an option without terms', put('contract', 'option'), 'a.json: pools[0].positions[0].option is missing'],
    [
      'terms without an option',
      put('option', {right: 'put', strike: '1', expiresAt: 1}),
      'a.json: pools[0].positions[0].option belongs to options only',
    ],
    [
      'an inverse entry of zero',
      (account) => Object.assign(held(account), {contract: 'inverse', entryPrice: '0'}),
      'a.json: pools[0].positions[0].entryPrice must be more than zero, not 0',
    ],
    [
      'a schedule of no kind',
      put('schedule', {tiers: []}),
      'a.json: pools[0].positions[0].schedule.kind is missing',
    ],
    [
      'a schedule that is a list',
      put('schedule', []),
      'a.json: pools[0].positions[0].schedule must be an object, not a list',
    ],
    [
      'an unknown schedule',
      put('schedule', {kind: 'steps'}),
      'a.json: pools[0].positions[0].schedule.kind must be one of tiers, sized, power, fixed, reported',
    ],
    [
      'no tiers',
      put('schedule', {kind: 'tiers', tiers: []}),
      'a.json: pools[0].positions[0].schedule.tiers is empty',
    ],
    [
      'tiers not from zero',
      put('schedule', {kind: 'tiers', tiers: [{from: '5', maintenanceRate: '0.1'}]}),
      'a.json: pools[0].positions[0].schedule.tiers[0].from must be 0 in the first tier',
    ],
    [
      'tiers that do not rise',
      put('schedule', {
        kind: 'tiers',
        tiers: [
          {from: '0', maintenanceRate: '0.1'},
          {from: '0', maintenanceRate: '0.2'},
        ],
      }),
      'a.json: pools[0].positions[0].schedule.tiers[1].from must be above that of the tier before',
    ],
    [
      'a negative rate',
      put('schedule', {kind: 'tiers', tiers: [{from: '0', maintenanceRate: '-0.1'}]}),
      'a.json: pools[0].positions[0].schedule.tiers[0].maintenanceRate must be zero or more, not -0.1',
    ],
    [
      'an absurd exponent',
      put('schedule', {kind: 'power', base: '0.01', factor: '0.1', exponent: '10.1'}),
      'a.json: pools[0].positions[0].schedule.exponent must be from 0 to 10, not 10.1',
    ],
    [
      'a negative exponent',
      put('schedule', {kind: 'power', base: '0.01', factor: '0.1', exponent: '-1'}),
      'a.json: pools[0].positions[0].schedule.exponent must be from 0 to 10, not -1',
    ],
    [
      'an unknown measure',
      put('schedule', {kind: 'tiers', by: 'lots', tiers: [{from: '0', maintenanceRate: '0.1'}]}),
      'a.json: pools[0].positions[0].schedule.by must be one of notional, contracts, base',
    ],
    [
      'a weight in percent',
      (account) => Object.assign(pool(account).collateral[0] ?? {}, {weight: '95'}),
      'a.json: pools[0].collateral[0].weight must be from 0 to 1, not 95',
    ],
    [
      'a negative weight',
      (account) => Object.assign(pool(account).collateral[0] ?? {}, {weight: '-0.5'}),
      'a.json: pools[0].collateral[0].weight must be from 0 to 1, not -0.5',
    ],
    [
      'a unit that is not worth one of itself',
      (account) => Object.assign(pool(account).collateral[0] ?? {}, {price: '1.1'}),
      'a.json: pools[0].collateral[0].price must be 1, because the pool is counted in USDT',
    ],
    [
      'the same asset twice',
      (account) => pool(account).collateral.push({asset: 'USDT', amount: '1'}),
      'a.json: pools[0].collateral[1].asset names USDT a second time',
    ],
    [
      'the same pool twice',
      (account) => account.pools.push(pool(account)),
      'a.json: pools[1].id names cross:USDT a second time',
    ],
    [
      'a waterline of zero',
      (account) => Object.assign(pool(account), {waterline: '0'}),
      'a.json: pools[0].waterline must be more than zero, not 0',
    ],
    [
      'an unknown kind of pool',
      (account) => Object.assign(pool(account), {kind: 'hedge'}),
      'a.json: pools[0].kind must be one of cross, isolated, portfolio',
    ],
    ['no name', (account) => Object.assign(pool(account), {id: ''}), 'a.json: pools[0].id is empty'],
    [
      'a long name',
      (account) => Object.assign(pool(account), {id: 'x'.repeat(201)}),
      'a.json: pools[0].id is longer than 200 characters',
    ],
    [
      'a name that is a number',
      (account) => Object.assign(account, {venue: 3}),
      'a.json: venue must be a text, not a number',
    ],
    [
      'no time',
      (account) => Object.assign(account, {asOf: '2026'}),
      'a.json: asOf must be a whole number of milliseconds since 1970',
    ],
    [
      'no pools',
      (account) => Object.assign(account, {pools: {}}),
      'a.json: pools must be a list, not an object',
    ],
    [
      'too many',
      (account) => Object.assign(pool(account), {levels: new Array(101).fill({name: 'a', at: '1'})}),
      'a.json: pools[0].levels has 101 entries, more than 100',
    ],
  ];
  it.each(cases)('%s', (_, change, said) => {
    expect(saidOf(change)).toBe(said);
  });

  it('a whole that is no object', () => {
    expect(() => parseAccount([], 'a.json')).toThrow('a.json: must be an object, not a list');
    expect(() => parseAccount(null, 'a.json')).toThrow('a.json: must be an object, not null');
    expect(() => parseAccount('x', 'a.json')).toThrow('a.json: must be an object, not a string');
  });

  it('a long unknown name is cut before it is shown', () => {
    expect(saidOf(put('x'.repeat(1000), '1'))).toBe(
      `a.json: pools[0].positions[0].${'x'.repeat(60)}… is not a field of the account format`,
    );
  });
});
