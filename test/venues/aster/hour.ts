import type {Frame} from '../../../src/venues/frame.ts';
import {balance, brackets, event, mark, multiAssets, rest, risk, update, web} from './wire.ts';

const BTC = risk('BTCUSDT', {
  positionAmt: '-2',
  entryPrice: '50000',
  markPrice: '51000.5',
  liquidationPrice: '61000',
  unRealizedProfit: '-2001',
});
const ETH = risk('ETHUSDT', {
  positionAmt: '3',
  entryPrice: '2000',
  markPrice: '2100',
  marginType: 'isolated',
  isolatedMargin: '900',
  unRealizedProfit: '300',
});

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  multiAssets(false),
  brackets('BTCUSDT'),
  brackets('ETHUSDT'),
  balance({USDT: '10000', USDF: '5'}),
  rest('positionRisk', [BTC, ETH]),
  rest('positionRisk', [ETH]),
  rest('account', {
    assets: [{asset: 'USDT', crossWalletBalance: '10000', crossUnPnl: '1', maintMargin: '5'}],
    positions: [{...BTC, isolated: false}],
  }),
  web('user-position', [BTC]),
  mark('BTCUSDT', '51200'),
  update([{s: 'ETHUSDT', pa: '0', ep: '0', mt: 'isolated', iw: '0', ps: 'BOTH'}], [{a: 'USDT', cw: '10001'}]),
  event({e: 'listenKeyExpired', E: 1}),
];
