import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  answer,
  currency,
  flex,
  instrument,
  instruments,
  message,
  position,
  positions,
  single,
  ticker,
} from './wire.ts';

const MARGINS = {
  entry_price: 60_000,
  mark_price: 61_000,
  index_price: 60_990,
  initial_margin: 1200,
  maintenance_margin: 600,
  liquidation_threshold: 51_000,
};
const BTC = position('PF_XBTUSD', 1, MARGINS);
const DATED = position('FF_XBTUSD_270326', -0.5, {...MARGINS, maintenance_margin: 300});
const ETH = position('PF_ETHUSD', -10, {...MARGINS, entry_price: 3000, mark_price: 2900});
const INVERSE = position('PI_XBTUSD', -1000, {...MARGINS, maintenance_margin: 2e-4, pnl_currency: 'XBT'});
const MARGIN = {initial_margin: 600, initial_margin_without_orders: 600, maintenance_margin: 300};

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  instruments(
    instrument('PF_XBTUSD', [
      [0, 0.02, 0.01],
      [1_000_000, 0.04, 0.02],
    ]),
    instrument('PI_XBTUSD', [
      [0, 0.02, 0.01],
      [500_000, 0.04, 0.02],
    ]),
  ),
  flex(
    {USD: currency(10_000), XBT: currency(0.5, 60_000, 0.05, 0.005), EUR: currency(-5, 1.1)},
    {maintenance_margin: 600, margin_equity: 20_000, total_unrealized: 5, total_unrealized_as_margin: 4},
    {isolated: {PF_ETHUSD: MARGIN}},
  ),
  positions([BTC, DATED, ETH, INVERSE]),
  positions([{...BTC, balance: 2}], {seq: 1, timestamp: AT + 1}),
  positions([{...DATED, balance: 0}], {seq: 2, timestamp: AT + 2}),
  single({balance: 0.1, portfolio_value: 0.101, maintenance_margin: 2e-4}),
  message('balances', {flex_futures: {currencies: {USD: currency(9000)}}, seq: 3}),
  ticker('PF_XBTUSD', 62_000),
  ticker('PI_XBTUSD', 62_010),
  answer('tickers', {tickers: [{symbol: 'PF_ETHUSD', markPrice: 2950, indexPrice: 2951}]}),
  answer('openpositions', {
    openPositions: [
      {side: 'long', symbol: 'PF_XBTUSD', price: 60_000, size: 2, unrealizedFunding: 1e-5},
      {side: 'short', symbol: 'PF_SOLUSD', price: 150, size: 7, maxFixedLeverage: 5},
    ],
  }),
  answer('accounts', {
    accounts: {
      cash: {type: 'cashAccount', balances: {xbt: '1'}},
      fi_xbtusd: {
        type: 'marginAccount',
        currency: 'xbt',
        balances: {xbt: '0.1'},
        auxiliary: {pv: '0.1', funding: '0.0001'},
        marginRequirements: {im: '0.0005', mm: '0.00025', lt: '0.0004', tt: '0.0001'},
      },
      flex: {
        type: 'multiCollateralMarginAccount',
        currencies: {USDT: {quantity: '1', value: '1.0001', collateral: '0.94', available: '1.0'}},
        initialMargin: '0.0',
        initialMarginWithOrders: '0.0',
        maintenanceMargin: '0.0',
        marginEquity: '0.95',
        unrealizedFunding: '0.0',
        totalUnrealized: '0.0',
        totalUnrealizedAsMargin: '0.0',
      },
    },
  }),
];
