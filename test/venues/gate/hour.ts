import type {Frame} from '../../../src/venues/frame.ts';
import {AT, account, contract, positions, row, ticker, tiers, unified, update} from './wire.ts';

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  contract('ETH_USDT', '0.01'),
  tiers('BTC_USDT', [
    ['1000000', '0.004', '0', '0.008'],
    ['2000000', '0.005', '1000'],
  ]),
  account({
    total: '66',
    cross_balance: '60',
    iso_balance: '6',
    cross_unrealised_pnl: '1',
    cross_maintenance_margin: '0.285',
    mmr: '214',
    bonus: '1',
  }),
  positions([
    row('BTC_USDT', {
      size: 10,
      value: '60',
      entry_price: '59000',
      mark_price: '60000',
      unrealised_pnl: '1',
      liq_price: '9',
      maintenance_margin: '0.285',
    }),
    row('ETH_USDT', {
      size: -2,
      value: '60',
      entry_price: '3000',
      mark_price: '3000',
      leverage: '10',
      pos_margin_mode: 'isolated',
      margin: '6',
    }),
    row('XRP_USDT', {mode: 'dual_long', size: 1, pid: 3}),
    row('XRP_USDT', {mode: 'dual_short', size: 4, voucher_size: '1'}),
  ]),
  account({total: '0.01'}, {settle: 'btc'}),
  positions([row('BTC_USD', {size: 100, entry_price: '60000', mark_price: '60000'})], {settle: 'btc'}),
  ticker('BTC_USDT', '60100'),
  update('futures.balances', [
    {balance: 65, change: -1, currency: 'usdt', type: 'fund', time_ms: AT + 10, user: '1'},
  ]),
  update('futures.positions', [
    {
      contract: 'BTC_USDT',
      size: 5,
      leverage: 0,
      entry_price: 59000.5,
      margin: 0,
      mode: 'single',
      maintenance_rate: 0.004,
      time_ms: AT + 20,
      update_id: 9,
    },
  ]),
  account({margin_mode: 1, total: '3'}),
  account({margin_mode: 2, total: '3'}),
  account({margin_mode: 3, margin_balance: '61', cross_unrealised_pnl: '1'}),
  unified({
    total_margin_balance: '1001',
    total_maintenance_margin: '1.285',
    total_initial_margin: '10',
    total_maintenance_margin_rate: '779',
  }),
];
