import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {account, markets, position} from './wire.ts';

/** Real accounts as Lighter's page would tell of them. */

/** GET /account of account 702384, published in a public client's tests. */
const SIX_ROWS = [
  position(1, 'BTC', [1, '3.87333', '251677.750743', '29.306261']),
  position(16, 'SUI', [-1, '1382.1', '942.882441', '107.336382'], {
    liquidation_price: '1252.8958441209281',
  }),
  position(29, 'ENA', [1, '125.5', '11.374065', '-2.433445']),
  position(55, 'OP', [1, '1640.9', '142.266030', '-54.264563']),
  position(74, 'NMR', [-1, '0.85', '7.173065', '-0.069700'], {liquidation_price: '1798562.881587889'}),
  position(104, 'STRK', [-1, '144.7', '3.591454', '3.624735'], {liquidation_price: '11319.784492361827'}),
];
export const SIX_TOLD = account(
  {
    collateral: '1837526.962274',
    cross_asset_value: '1837610.4619429999',
    cross_initial_margin_requirement: '84253.253098',
    cross_maintenance_margin_requirement: '3084.930401',
  },
  SIX_ROWS,
);
const SIX_FRACTIONS = markets(
  [1, 120, 80],
  [16, 600, 400],
  [29, 600, 400],
  [55, 399, 266],
  [74, 2000, 1333],
  [104, 1200, 800],
);
export const SIX: readonly Frame[] = [SIX_FRACTIONS, SIX_TOLD];

/** Sample answer of account 1077 in ccxt, fractions of orderBookDetails. */
const ETH_ROW = position(0, 'ETH', [1, '18.0193', '54306.566340', '6197.829558'], {
  initial_margin_fraction: '5.00',
  avg_entry_price: '2669.84',
  liquidation_price: '2191.1107231380406',
});
const ETH_TOLD = account({collateral: '9100.242706', cross_asset_value: '15298.072264000002'}, [ETH_ROW]);
export const ETH: readonly Frame[] = [markets([0, 120, 80]), ETH_TOLD];

export const samples: readonly Sample[] = [
  {name: 'six cross positions', from: 'real accounts', frames: SIX},
  {name: 'ETH long', from: 'real accounts', frames: ETH},
  {
    name: 'cross, as answered',
    from: 'worked by hand',
    frames: captured('./captures/cross.ndjson', import.meta.url).slice(0, 2),
  },
];
