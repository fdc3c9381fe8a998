import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {AT, assets, contract, contracts, fair, position, positions} from './wire.ts';

/** A real account of January 2021, an answer in ccxt; 0.5 % and 0.06 % were ETH_USDT's rates. */
export const ETH: readonly Frame[] = [
  contracts([contract('ETH_USDT', 0.01, {maintenanceMarginRate: 0.005, takerFeeRate: 0.0006})]),
  positions([
    position('ETH_USDT', ['long', 1, 1217.3], {
      openType: 1,
      leverage: 100,
      oim: 0.1290338,
      im: 0.1290338,
      realised: -0.0073,
      liquidatePrice: 1211.2,
    }),
  ]),
  assets([]),
  fair('ETH_USDT', 1217.3, AT + 1),
];

/** A real row of August 2025 of a sister exchange on the same software (Ourbit), in a public client; 0.4 % and 0.04 %. */
export const SOL: readonly Frame[] = [
  contracts([contract('SOL_USDT', 0.01, {takerFeeRate: 0.0004})]),
  positions([
    position('SOL_USDT', ['long', 1, 203.44], {
      openType: 1,
      holdAvgPriceFullyScale: '203.44',
      oim: 0.10253376,
      im: 0.10253376,
      realised: -0.0008,
      liquidatePrice: 194.07,
      marginRatio: 0.0998,
      version: 1,
    }),
  ]),
  fair('SOL_USDT', 203.44, AT + 1),
];

export const samples: readonly Sample[] = [
  {name: 'ETH long at 100x, isolated', from: 'real accounts', frames: ETH},
  {name: 'SOL long at 20x, isolated, of a sister exchange', from: 'real accounts', frames: SOL},
  {
    name: 'cross and isolated, as answered',
    from: 'worked by hand',
    frames: captured('./captures/two-pools.ndjson', import.meta.url).slice(0, 6),
  },
];
