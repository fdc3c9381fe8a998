import type {Frame} from '../../../src/venues/frame.ts';
import {answer, asset, assets, contract, contracts, fair, position, positions, push} from './wire.ts';

const BTC = position('BTC_USDT', ['long', 1000, 60_000], {version: 3});
const SOL = position('SOL_USDT', ['short', 100, 150], {openType: 1, im: 100, liquidatePrice: 160.9});
const COIN = position('BTC_USD', ['long', 100, 50_000]);

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  contracts([
    contract('BTC_USDT', 0.0001),
    contract('BTC_USD', 100),
    contract('SOL_USDT', 0.1, {
      liquidationFeeRate: 0.0002,
      riskLimitType: 'BY_VALUE',
      riskLimitMode: 'CUSTOM',
      riskLimitCustom: [{level: 1, maxVol: 100, mmr: 0.01, imr: 0.02, maxLeverage: 50}],
    }),
  ]),
  answer('/contract/detailV2', [
    {
      symbol: 'ETH_USDT',
      bc: 'ETH',
      qc: 'USDT',
      sc: 'USDT',
      cs: 0.01,
      tfr: 0.0002,
      mmr: 0.004,
      rbv: 10,
      riv: 10,
      rim: 0.1,
      rll: 2,
    },
  ]),
  positions([BTC, SOL, COIN]),
  positions([BTC], undefined, '?symbol=BTC_USDT'),
  assets([
    asset('USDT', 775, {
      positionMargin: 325,
      equity: 1290,
      unrealized: 190,
      debtAmount: 0,
      contributeMarginAmount: 0,
    }),
    asset('BTC', 0.05),
  ]),
  push('push.personal.position', {...BTC, holdVol: 2000, version: 4}),
  push('push.personal.position', {...BTC, state: 3, holdVol: 0, version: 5}),
  push('push.personal.asset', {
    currency: 'USDT',
    positionMargin: 5,
    frozenBalance: 1,
    availableBalance: 9,
    bonus: 1,
  }),
  fair('BTC_USDT', 61_000),
  fair('BTC_USD', 50_100),
  push('push.tickers', [{symbol: 'SOL_USDT', fairPrice: 149.5, lastPrice: 149, indexPrice: 149.4}]),
];
