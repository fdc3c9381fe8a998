import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  balances,
  change,
  client,
  event,
  funding,
  holding,
  indices,
  joined,
  marks,
  positions,
  pushed,
  row,
  rules,
  say,
  tokens,
} from './wire.ts';

const ETH = row('ETH', [1.5, 3500, 2350], {est_liq_price: 1900.5});
const SOL = row('SOL', [-100, -13_000, 131], {margin_mode: 'ISOLATED', margin: 1250.5, est_liq_price: 140});

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  rules({ETH: [0.012, 0.02, 0.0000002], SOL: [0.025, 0.05, 0.000001]}),
  client({ETH: 0.0000002, SOL: 0.000001}),
  tokens({ETH: {base_weight: 0.9, discount_factor: 0.001, user_max_qty: 5}}),
  funding({ETH: 95.5, SOL: -3.2}),
  holding({USDC: 1000, ETH: 7.5}),
  positions([ETH, SOL], {total_collateral_value: 15_000, free_collateral: 900}),
  joined(),
  event('ping'),
  change([
    pushed('ETH', [0, -12.5, 2350]),
    pushed('SOL', [-90, -11_700, 131], {marginMode: 'ISOLATED', margin: 1100}),
  ]),
  balances({USDC: {holding: 990, isolatedOrderFrozen: 10, pendingShortQty: -1}}),
  marks({ETH: 2360.5, SOL: 130}),
  indices({ETH: 2361, SOL: 130}),
  say('PERP_ETH_USDC@markprice', {symbol: 'PERP_ETH_USDC', price: 2362}, AT + 5),
  say('SPOT_ETH_USDC@indexprice', {symbol: 'SPOT_ETH_USDC', price: 2362}, AT + 5),
];
