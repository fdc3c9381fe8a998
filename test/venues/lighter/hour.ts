import type {Frame} from '../../../src/venues/frame.ts';
import {AT, account, closed, mark, markets, position, positions, push, stats} from './wire.ts';

const ETH = position(0, 'ETH', [1, '1.5', '3525.15', '3.45'], {liquidation_price: '1900.00'});
const MEGA = position(30, 'MEGA', [-1, '100', '50.5', '-0.5'], {margin_mode: 1, allocated_margin: '12.5'});

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  markets([0, 120, 80], [30, 1200, 800]),
  account(
    {collateral: '1000', cross_asset_value: '1003.45', cross_maintenance_margin_requirement: '42.3018'},
    [ETH, MEGA],
  ),
  account({account_index: 281474976710656, collateral: '10', account_trading_mode: 1}, [MEGA]),
  positions([ETH], AT, 'subscribed'),
  positions([MEGA, closed(0, 'ETH')]),
  push('account_all:702384', {account: 702384, positions: {'0': ETH}}),
  mark(0, '2360.5'),
  push('market_stats:all', {market_stats: {'30': {market_id: 30, mark_price: '0.51'}}}),
  stats('999.5', AT, {
    portfolio_value: '1002.95',
    cross_stats: {collateral: '987', portfolio_value: '990.45'},
    total_stats: {collateral: '999.5', portfolio_value: '1002.95'},
  }),
];
