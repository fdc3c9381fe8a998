import {describe, expect, it} from 'vitest';
import {initial} from '../../../src/venues/bybit/state.ts';
import {bybit} from '../../../src/venues/bybit/venue.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {fuzzFrames, fuzzTexts} from '../fuzz.ts';
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

describe('mutated, truncated, reordered and repeated frames', () => {
  it('never throw, and what they leave is sound', () => {
    fuzzFrames(bybit, SEEDS);
  });

  it('of any text bring no account', () => {
    fuzzTexts(bybit, SEEDS);
  });

  it('pollute nothing', () => {
    const keys = Object.getOwnPropertyNames(Object.prototype).sort();
    const coin = '{"coin":"constructor","walletBalance":"1"}';
    const body = `{"topic":"wallet","data":[{"accountMMRate":"","coin":[${coin}],"__proto__":{"polluted":1}}]}`;
    const {state} = bybit.reduce(initial, {...topic('wallet', []), body});
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(keys);
    expect(Object.keys(state.main.wallet?.coins ?? {})).toEqual(['constructor']);
    expect(bybit.accounts(state)).toHaveLength(1);
  });
});

describe('a page without end', () => {
  it('does not make the state grow without end', () => {
    let state = initial;
    for (let round = 0; round < 40; round += 1) {
      const names = Array.from({length: 100}, (_, index) => `C${round}X${index}`);
      const rows = names.map((name) => row(`${name}USDT`, {size: '1', markPrice: '1'}));
      const wallets = [
        walletRow(
          {},
          names.map((name) => ({coin: name, walletBalance: '1'})),
        ),
      ];
      for (const frame of [topic('position', rows), topic('wallet', wallets)])
        state = bybit.reduce(state, frame).state;
    }
    expect(Object.keys(state.main.positions)).toHaveLength(2000);
    expect(Object.keys(state.main.wallet?.coins ?? {})).toHaveLength(2000);
  });
});
