import type {Frame} from '../../../src/venues/frame.ts';
import {AT, answer, balance, ME, mark, markets, position, push} from './wire.ts';

const BTC = position('BTC-USD', ['0.5', '61000', '500'], {
  openPrice: '60000',
  value: '30500',
  margin: '305',
  liquidationPrice: '42848.48',
});
const ETH = position('ETH-USD', ['-10', '2100', '-1000'], {margin: '210', liquidationPrice: null});
const TOTALS = balance(['10000', '9500', '-500', '51500'], {marginRatio: '0.0542', initialMargin: '4200'});
const SPOTS = [
  {accountId: ME, asset: 'USD', balance: '10000', indexPrice: '1', contributionFactor: '1'},
  {accountId: ME, asset: 'wBTC', balance: '0.1', indexPrice: '61000', contributionFactor: '0.9'},
];

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  markets(['BTC-USD', ['400000', '0.02'], ['800000', '0.04']], ['ETH-USD', ['400000', '0.02']]),
  answer('info/markets', [
    {
      name: 'BTC-USD',
      marketStats: {markPrice: '61000', indexPrice: '60990', fundingRate: '0.000013'},
      tradingConfig: {riskFactorConfig: [{upperBound: '3000000', riskFactor: '0.02'}]},
    },
  ]),
  answer('user/account/info', {accountId: ME, l2Vault: '321', l2Key: '0x1'}),
  answer('user/balance', TOTALS),
  answer('user/spot/balances', SPOTS),
  answer('user/positions', [BTC, ETH]),
  push('BALANCE', {balance: TOTALS}, 1),
  push('POSITION', {positions: [BTC, ETH]}, 2),
  push('POSITION', {positions: [{...ETH, status: 'CLOSED', size: '0'}]}, 3, AT + 1),
  push('POSITION', {positions: [{...BTC, accountId: 77}]}, 4),
  push('SPOT_BALANCE', {spotBalances: SPOTS}, 5),
  push('ORDER', {orders: []}, 6),
  mark('BTC-USD', '62000'),
];
