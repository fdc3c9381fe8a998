import {Decimal} from '../../../src/engine/decimal.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {balances, coin, positions, push, row, tiers} from './wire.ts';

/** Real accounts as Bitget's page would tell of them. */

/** Of 2023: one tier is enough for these positions. */
export const FIRST = tiers('BTCUSDT', [['0', '150000', '0.004']]);
/**
 * Real rows, ccxt 4.5.84 (js/src/bitget.js, js/src/pro/bitget.js, samples in comments). The wallet is not in them; it is
 * the one that Bitget's own ratio gives: requirement ÷ ratio − profit. Requirement: value × (0.4 % + 0.06 %).
 */
const first = {
  marginSize: '3.73555',
  total: '0.002',
  openPriceAvg: '37355.5',
  keepMarginRate: '0.004',
  cTime: '1700807507275',
};
export const CROSS_A = row('BTCUSDT', {
  ...first,
  unrealizedPL: '0.007',
  liquidationPrice: '31724.970702417',
  markPrice: '37359',
  marginRatio: '0.029599540355',
});
export const CROSS_B = row('BTCUSDT', {
  ...first,
  unrealizedPL: '0.03',
  liquidationPrice: '31725.023602417',
  markPrice: '37370.5',
  marginRatio: '0.029550120396',
});

type Cash = {readonly wallet: string; readonly profit: string};

export const crossFrames = (position: object, {wallet, profit}: Cash): readonly Frame[] => [
  FIRST,
  balances([coin('USDT', {accountEquity: new Decimal(wallet).plus(profit).toFixed(), unrealizedPL: profit})]),
  positions([position]),
];

const SOCKET_ROW = {
  posId: '926036334386778112',
  instId: 'BTCUSDT',
  marginCoin: 'USDT',
  marginSize: '2.19245',
  marginMode: 'crossed',
  holdSide: 'long',
  posMode: 'hedge_mode',
  total: '0.001',
  available: '0.001',
  frozen: '0',
  openPriceAvg: '43849',
  leverage: 20,
  achievedProfits: '0',
  unrealizedPL: '-0.0032',
  unrealizedPLR: '-0.00145955438',
  liquidationPrice: '17629.684814834',
  keepMarginRate: '0.004',
  marginRate: '0.007634649185',
  cTime: '1652331666985',
  uTime: '1701913016923',
  autoMargin: 'off',
};

/** Of the same kind: the wallet that the ratio gives, less the loss. */
const SOCKET_ACCOUNT = {
  marginCoin: 'USDT',
  frozen: '0',
  equity: new Decimal('26.421005862811235').minus('0.0032').toFixed(),
  unrealizedPL: '-0.0032',
};

export const SOCKET_FRAMES: readonly Frame[] = [
  FIRST,
  push('account', [SOCKET_ACCOUNT]),
  push('positions', [SOCKET_ROW]),
];

/** A public client's example, August 2025. */
export const REAL_BALANCE = coin('USDT', {
  accountEquity: '36.07827483',
  assetMode: 'single',
  available: '1.28556483',
  crossedMargin: '0',
  crossedUnrealizedPL: '',
  isolatedMargin: '34.54821',
  isolatedUnrealizedPL: '',
  unionAvailable: '1.28556483',
  unionMm: '0',
  unionTotalMargin: '36.07827483',
  unrealizedPL: '0.2445',
});

const real = (name: string, frames: readonly Frame[]): Sample => ({name, from: 'real accounts', frames});

export const samples: readonly Sample[] = [
  real(
    'cross long of 2023, first read',
    crossFrames(CROSS_A, {wallet: '11.604761394867107', profit: '0.007'}),
  ),
  real(
    'cross long of 2023, second read',
    crossFrames(CROSS_B, {wallet: '11.604761394966738', profit: '0.03'}),
  ),
  real('cross long of 2023, a socket’s row', SOCKET_FRAMES),
  real('classic balance of August 2025', [balances([REAL_BALANCE]), positions([])]),
  {
    name: 'classic, up to its first positions',
    from: 'worked by hand',
    frames: captured('./captures/classic.ndjson', import.meta.url).slice(0, 9),
  },
];
