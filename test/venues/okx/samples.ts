import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import * as rows from './rows.ts';
import {account, currency, instruments, positions, tiers} from './wire.ts';

/** Real accounts as OKX's page would tell of them; the rows' places are in `rows.ts`. */

export const INVERSE_LONG_BY_TABLE: readonly Frame[] = [
  tiers('BTC-USD', [
    ['0', '0.004'],
    ['500', '0.006'],
  ]),
  instruments({'BTC-USD-SWAP': {size: '100', tick: '0.1', type: 'inverse'}}),
  positions([rows.BTC_INVERSE_LONG]),
];

/** Cash is what OKX's own ratio leaves of its equity: 215.7996731559 less the profit. */
export const CROSS_BTC: readonly Frame[] = [
  account([currency('USDT', '215.78881232000003', {eq: '215.7996731558957', upl: '0.0108608358957'})]),
  instruments({'BTC-USDT-SWAP': {size: '0.01', tick: '0.1'}}),
  positions([rows.BTC_LONG]),
];

export const CROSS_XRP: readonly Frame[] = [
  account([
    currency('USDT', '19.973666', {eq: '19.9976660000000018', upl: '0.0240000000000018', mmr: '0.26346'}),
  ]),
  positions([rows.XRP_LONG], {instType: 'SWAP'}),
];

export const COVERED_TO_ZERO: readonly Frame[] = [
  account([currency('USDT', '49.484412292')]),
  positions([rows.LTC_LONG]),
];

const real = (name: string, frames: readonly Frame[]): Sample => ({name, from: 'real accounts', frames});

export const samples: readonly Sample[] = [
  real('isolated inverse short, ccxt pull request 10547', [positions([rows.ETH_SHORT])]),
  real('isolated inverse long, ccxt sample of fetchPosition', [positions([rows.ETH_LONG])]),
  real('isolated inverse long by tier table, ccxt pull request 21386', INVERSE_LONG_BY_TABLE),
  real('margin loan, ccxt pull request 16498', [positions([rows.LTC_LOAN])]),
  real('cross BTC long, ccxt sample of parsePosition', CROSS_BTC),
  real('cross XRP long, ccxt sample of handlePositions', CROSS_XRP),
  real('cross LTC long without a price, ccxt pull request 16769', COVERED_TO_ZERO),
  {
    name: 'futures-mode, up to its first pushes',
    from: 'worked by hand',
    frames: captured('./captures/futures-mode.ndjson', import.meta.url).slice(0, 8),
  },
];
