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

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
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
