import type {Frame} from '../../../src/venues/frame.ts';
import {captured, ofPayload, type Sample} from '../sample.ts';
import {balances, brackets, COIN_WEB, envelope, frame, mode, positions, row} from './wire.ts';

/** Real accounts as Binance's page would tell of them. Wallets and tiers that a source leaves out are put in. */

/** ccxt, account position v3. */
const WLD_SHORT = {
  // The source has none, and a row without more would say "0".
  liquidationPrice: undefined,
  positionAmount: '-849',
  entryPrice: '2.34',
  markPrice: '2.34683250',
  notionalValue: '-1992.46079250',
  initialMargin: '99.62303962',
  maintMargin: '11.95476475',
};
export const WLD: readonly Frame[] = [
  mode(false),
  brackets({WLDUSDT: [[0, 0.006, 0]]}),
  balances({USDT: '1000'}),
  positions([row('WLDUSDT', WLD_SHORT)]),
];

/** ccxt, pull request 20895. */
const ADA_LONG = {
  symbol: 'ADAUSDT',
  positionAmt: '200',
  entryPrice: '0.29371',
  markPrice: '0.51682318',
  unRealizedProfit: '44.62263600',
  liquidationPrice: '0',
  leverage: '20',
  marginType: 'cross',
  isolatedMargin: '0.00000000',
  positionSide: 'BOTH',
  notional: '103.36463600',
  isolatedWallet: '0',
  updateTime: '1698749102911',
  isolated: false,
};
export const ADA: readonly Frame[] = [
  mode(false),
  brackets({ADAUSDT: [[0, 0.0065, 0]]}),
  balances({USDT: '1000'}),
  frame({url: 'https://fapi.binance.com/fapi/v2/positionRisk', body: [ADA_LONG]}),
];

const coinBrackets = (symbol: string, rate: number) =>
  frame({
    url: 'https://www.binance.com/bapi/futures/v1/friendly/delivery/common/brackets',
    body: [
      {
        symbol,
        brackets: [
          {bracket: 1, initialLeverage: 20, qtyCap: 5, qtyFloor: 0, maintMarginRatio: rate, cum: 0.0},
        ],
      },
    ],
  });

/** ccxt, COIN-M position risk. */
const PERP_LONG = {
  symbol: 'BTCUSD_PERP',
  positionAmt: '2',
  entryPrice: '37643.10000021',
  markPrice: '38103.05510455',
  unRealizedProfit: '0.00006413',
  liquidationPrice: '25119.97445760',
  leverage: '2',
  marginType: 'isolated',
  isolatedMargin: '0.00274471',
  positionSide: 'BOTH',
  notionalValue: '0.00524892',
  isolatedWallet: '0.00268058',
};
export const COIN_PERP: readonly Frame[] = [
  coinBrackets('BTCUSD_PERP', 0.004),
  frame({url: `${COIN_WEB}/user-position`, body: envelope([PERP_LONG])}),
];

/** ccxt, COIN-M account position. */
const QUARTER_LONG = {
  symbol: 'BTCUSD_210625',
  positionAmt: '1',
  entryPrice: '41021.20000069',
  notionalValue: '0.00243939',
  initialMargin: '0.00024393',
  maintMargin: '0.00002439',
  leverage: '10',
  isolated: false,
  positionSide: 'BOTH',
  isolatedWallet: '0',
};
export const COIN_QUARTER: readonly Frame[] = [
  coinBrackets('BTCUSD_210625', 0.01),
  frame({
    url: 'https://dapi.binance.com/dapi/v1/account',
    body: {assets: [{asset: 'BTC', crossWalletBalance: '34'}], positions: [QUARTER_LONG]},
  }),
];

const real = (name: string, frames: readonly Frame[]): Sample => ({name, from: 'real accounts', frames});

const worked = (name: string): Sample => ({
  name,
  from: 'worked by hand',
  frames: captured(`./captures/${name}.ndjson`, import.meta.url),
});

export const samples: readonly Sample[] = [
  real('WLDUSDT short', WLD),
  real('ADAUSDT long without a price', ADA),
  real('COIN-M isolated BTCUSD_PERP', COIN_PERP),
  real('COIN-M quarterly', COIN_QUARTER),
  ...ofPayload('binance/usdm-position-risk-v3.json', (body) =>
    real('position risk v3', [frame({url: 'https://fapi.binance.com/fapi/v3/positionRisk', body})]),
  ),
  ...ofPayload('binance/usdm-account-v2.json', (body) =>
    real('account v2', [frame({url: 'https://fapi.binance.com/fapi/v2/account', body})]),
  ),
  worked('usdm-one-way'),
  worked('hedge-and-coin'),
];
