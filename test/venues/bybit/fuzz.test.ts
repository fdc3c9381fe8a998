import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {accountToJson, parseAccount} from '../../../src/engine/account-json.ts';
import {assess} from '../../../src/engine/assess.ts';
import {healthToJson} from '../../../src/engine/health-json.ts';
import {accounts} from '../../../src/venues/bybit/account.ts';
import {reduce} from '../../../src/venues/bybit/reduce.ts';
import {type BybitState, initial} from '../../../src/venues/bybit/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  answer,
  ask,
  asked,
  CROSS,
  ISOLATED,
  mode,
  positions,
  row,
  ticker,
  tiers,
  topic,
  V5,
  wallet,
  walletRow,
} from './wire.ts';

/** Whatever a page sends: never a throw, never a figure that is no number, and the last good state is kept. */

const btc = row('BTCUSDT', {
  size: '0.5',
  avgPrice: '60000',
  markPrice: '61000',
  leverage: '10',
  positionBalance: '3000',
  positionIM: '3065',
  positionMM: '167.5',
  riskLimitValue: '2000000',
  liqPrice: '54000',
  seq: 9,
});
const short = {...btc, positionIdx: 2, side: 'Sell', size: '0.2'};
const inverse = row('BTCUSD', {
  size: '300',
  avgPrice: '27464.5',
  markPrice: '28224.5',
  positionMM: '0.00005',
});
const option = row('BTC-27JUN27-100000-C', {side: 'Sell', size: '0.1', markPrice: '600', positionMM: '61'});
const coins = [
  {
    coin: 'USDT',
    walletBalance: '9000',
    equity: '9500',
    usdValue: '9501',
    unrealisedPnl: '500',
    totalPositionMM: '150',
  },
  {
    coin: 'BTC',
    walletBalance: '0.5',
    equity: '0.5',
    usdValue: '30000',
    totalOrderIM: '0.01',
    spotBorrow: '0.1',
  },
];
const totals = {
  totalEquity: '39501',
  totalMarginBalance: '39501',
  totalAvailableBalance: '36000',
  totalInitialMargin: '3000',
  totalMaintenanceMargin: '170',
  totalPerpUPL: '500',
};

/** One good frame of each kind. */
const SEEDS: readonly Frame[] = [
  CROSS,
  ISOLATED,
  mode('PORTFOLIO_MARGIN'),
  tiers('BTCUSDT', [
    ['2000000', '0.005', '0', '100'],
    ['2600000', '0.0056', '', '90'],
  ]),
  ...positions([btc, short]),
  ...asked({...ask, category: 'inverse', limit: 1}, [inverse]),
  ...asked({...ask, category: 'option'}, [option]),
  wallet(totals, coins),
  topic('wallet', [walletRow(totals, coins)], {at: AT + 5}),
  topic('position', [btc, short], {at: AT + 6}),
  topic('position', [{...btc, side: '', size: '0', seq: 10}], {at: AT + 7}),
  ticker('BTCUSDT', {markPrice: '61500', indexPrice: '61490'}, {at: AT + 8}),
  answer(`${V5}/market/tickers`, {list: [{symbol: 'BTCUSD', markPrice: '61000', indexPrice: '61001'}]}),
  answer(`${V5}/spot-margin-trade/collateral`, {
    list: [{currency: 'BTC', collateralRatioList: [{minQty: '0', maxQty: '', collateralRatio: '0.95'}]}],
  }),
  answer('https://api2.bybit.com/siteapi/unified/private/account-walletbalance', {
    coinList: [{coin: 'USDT', wb: '1'}],
  }),
  answer(`${V5}/asset/portfolio-margin`, {wallet: {availableBalance: '9', accountIM: '1', accountMM: '2'}}),
];

/** Values that break careless readers. */
const ODD = fc.constantFrom<unknown>(
  null,
  true,
  -1,
  0,
  1e308,
  '',
  ' NaN',
  '-Infinity',
  '1e99',
  '1e-99',
  '-0.0',
  '0',
  '-1',
  '0.0000000000000000000000001',
  '9'.repeat(20),
  '9'.repeat(5000),
  '__proto__',
  'constructor',
  'BTCUSD',
  [],
  {},
  [[]],
);

type Path = readonly (string | number)[];

function paths(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, inner]) => paths(inner, [...at, key]))];
}

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[`${key}`] = replaced(copy[`${key}`], rest, by);
  return copy;
}

const mistyped = fc.constantFrom(...SEEDS).chain((seed) => {
  const value: unknown = JSON.parse(seed.body);
  return fc
    .tuple(fc.constantFrom(...paths(value)), ODD)
    .map(([path, odd]): Frame => ({...seed, body: JSON.stringify(replaced(value, path, odd)) ?? ''}));
});

const garbled = fc
  .tuple(fc.constantFrom(...SEEDS), fc.nat(), fc.nat(40), fc.string({maxLength: 12}))
  .map(([seed, place, length, letters]): Frame => {
    const at = place % (seed.body.length + 1);
    return {...seed, body: seed.body.slice(0, at) + letters + seed.body.slice(at + length)};
  });

const frames = fc.array(fc.oneof(fc.constantFrom(...SEEDS), mistyped, garbled), {maxLength: 25});

/** Every number that leaves must be one. */
function expectSound(state: BybitState): void {
  for (const account of accounts(state)) {
    const json = JSON.stringify(accountToJson(account));
    expect(json).not.toMatch(/"-?(NaN|Infinity)"|:null/);
    parseAccount(JSON.parse(json), 'fuzz');
    expect(JSON.stringify(healthToJson(assess(account)))).not.toMatch(/"-?(NaN|Infinity)"/);
  }
}

describe('mutated, truncated, reordered and repeated frames', () => {
  it('never throw, and what they leave is sound', () => {
    fc.assert(
      fc.property(frames, (list) => {
        let state = initial;
        for (const frame of list) {
          const before = state;
          const reduction = reduce(before, frame);
          ({state} = reduction);
          if (reduction.outcome === 'malformed') {
            expect(state).toBe(before);
            expect(reduction.defects).toHaveLength(1);
            expect(reduction.defects[0]?.what).not.toBe('');
          } else {
            expect(reduction.defects).toEqual([]);
          }
        }
        expectSound(state);
        expect(accounts(JSON.parse(JSON.stringify(state)))).toEqual(accounts(state));
      }),
      {numRuns: 250},
    );
  });

  it('pollute nothing', () => {
    const keys = Object.getOwnPropertyNames(Object.prototype).sort();
    const body =
      '{"topic":"wallet","data":[{"accountMMRate":"","coin":[{"coin":"constructor","walletBalance":"1"}],"__proto__":{"polluted":1}}]}';
    const [seed] = SEEDS.filter(({via}) => via === 'websocket');
    if (seed === undefined) throw new Error('no seed');
    const {state} = reduce(initial, {...seed, body});
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(keys);
    expect(Object.keys(state.main.wallet?.coins ?? {})).toEqual(['constructor']);
    expectSound(state);
  });
});
