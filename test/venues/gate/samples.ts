import type {Frame} from '../../../src/venues/frame.ts';
import {captured, ofPayload, type Sample} from '../sample.ts';
import {account, contract, frame, positions, row, unified, WEB} from './wire.ts';

/** Real accounts as Gate's page would tell of them. */

/** ccxt pull request 13130, May 2022. One contract is 10 ADA; (0.79271 − 0.80460065 ÷ 20) ÷ (1 − 0.025 − 0.00075). */
export const ADA = {
  value: '15.8684',
  leverage: '20',
  mode: 'single',
  contract: 'ADA_USDT',
  entry_price: '0.79271',
  mark_price: '0.79342',
  size: 2,
  maintenance_rate: '0.025',
  unrealised_pnl: '0.0142',
  margin: '0.80460065',
  liq_price: '0.77237',
};

/** A public test file's row of May 2026: 24.201063 × (0.003 + 0.00075) = 0.09075398625; Gate cuts its price. */
export const BTC_SHORT = row('BTC_USDT', {
  size: -3,
  value: '24.201063',
  entry_price: '80680.2',
  mark_price: '80670.21',
  unrealised_pnl: '0.002997',
  leverage: '10',
  liq_price: '90307.01',
  pos_margin_mode: 'isolated',
  margin: '2.98964123256',
  maintenance_margin: '0.09075398625',
  maintenance_rate: '0.003',
  average_maintenance_rate: '0.003',
});

/** freqtrade issue 7294: the app showed 1349.70; the reporter had a rebate and so another fee. */
const ETH = {
  contract: 'ETH_USDT',
  mode: 'single',
  size: 54.23,
  value: '911.091115',
  leverage: '5',
  entry_price: '1680.05',
  mark_price: '1680.05',
  margin: '182.81',
  maintenance_rate: '0.005',
  liq_price: '1349.70',
};
export const ETH_REBATE: readonly Frame[] = [contract('ETH_USDT', '0.01', '0.0000075'), positions([ETH])];

/** ccxt pull request 15622: the row counts 4.053794242903. (22322 − 4.053794242903 ÷ 0.0006) ÷ (1 − 0.00575). */
const BTC_LONG = {
  contract: 'BTC_USDT',
  value: '20.816328',
  leverage: '0',
  mode: 'single',
  entry_price: '22322',
  mark_price: '34693.88',
  size: 6,
  cross_leverage_limit: '0',
  maintenance_rate: '0.005',
  unrealised_pnl: '7.423128666667',
  risk_limit: '1000000',
  margin: '4.053794242903',
  liq_price: '15655.7',
  update_time: 1687105587,
  initial_margin: '0',
  maintenance_margin: '0',
};

export const CROSS_BTC: readonly Frame[] = [
  account({total: '4.053794242903', enable_tiered_mm: false}),
  positions([BTC_LONG]),
];

/** ccxt pull request 18092. */
const LTC = {
  contract: 'LTC_USDT',
  cross_leverage_limit: '1',
  entry_price: '90.22',
  leverage: '0',
  liq_price: '0',
  maintenance_rate: '0.01',
  margin: '36.61700759895',
  mark_price: '95.06',
  mode: 'single',
  risk_limit: '500000',
  size: 2,
  unrealised_pnl: '0.968',
  value: '19.012',
};
export const CROSS_LTC: readonly Frame[] = [
  account({total: '36.617', enable_tiered_mm: false}),
  positions([LTC]),
];

/** A public repository's answer of September 2026, hedge mode. */
const hypeLeg = (mode: string, given: object) =>
  row('HYPE_USDT', {
    mode,
    mark_price: '92.702',
    maintenance_rate: '0.008333',
    risk_limit: '10000',
    lever: '75',
    ...given,
  });
const HYPE_SHORT = hypeLeg('dual_short', {
  size: -37,
  value: '342.9974',
  entry_price: '88.077351351351',
  unrealised_pnl: '-17.111200000001',
  liq_price: '152.873',
  maintenance_margin: '3.1154453842',
  average_maintenance_rate: '0.0083',
});
export const CROSS_HYPE: readonly Frame[] = [
  account({total: '244.88', cross_order_margin: '0'}),
  positions([hypeLeg('dual_long', {}), HYPE_SHORT]),
];

/** ccxt, gate.js, a portfolio-margin user. */
export const UNIFIED: readonly Frame[] = [
  unified({
    total_margin_balance: '3382495.944473949183',
    total_maintenance_margin: '205.01049330176',
    total_initial_margin: '1025.0524665088',
    total_maintenance_margin_rate: '16499.135678363399',
  }),
];

const real = (name: string, frames: readonly Frame[]): Sample => ({name, from: 'real accounts', frames});

export const samples: readonly Sample[] = [
  real('isolated ADA long of May 2022', [positions([ADA])]),
  real('isolated BTC short of May 2026', [positions([BTC_SHORT])]),
  real('isolated ETH long with a rebate', ETH_REBATE),
  real('cross BTC long of 2023', CROSS_BTC),
  real('cross LTC long without a price', CROSS_LTC),
  real('cross HYPE short of September 2026', CROSS_HYPE),
  real('portfolio margin', UNIFIED),
  ...ofPayload('gate/account-classic-futures.json', (body) =>
    real('classic account', [frame({url: `${WEB}/futures/usdt/accounts`, body})]),
  ),
  {
    name: 'classic, as answered',
    from: 'worked by hand',
    frames: captured('./captures/classic.ndjson', import.meta.url).slice(0, 4),
  },
];
