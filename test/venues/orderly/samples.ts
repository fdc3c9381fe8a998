import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {client, funding, holding, perp, positions, row, rules} from './wire.ts';

/** Accounts of Orderly's own tests and documents, as a broker's page would tell of them. */

const BIG = {BTC: [0.006, 0.01, 0.0000001], ETH: [0.006, 0.01, 0]} as const;
const FLAT_FUNDING = funding({BTC: 0, ETH: 0});

/** 200,000 of collateral; ±50 BTC at 90,000 beside 100 ETH at 3,000: tests of @orderly.network/perp. */
export const bitcoin = (quantity: 50 | -50, price: number): readonly Frame[] => [
  rules(BIG),
  client({BTC: 0.0000001, ETH: 0}),
  FLAT_FUNDING,
  holding({USDC: 200_000}),
  positions(
    [
      row('BTC', [quantity, quantity * 90_000, 90_000], {mmr: 0.01261017929, est_liq_price: price}),
      row('ETH', [100, 300_000, 3000], {mmr: 0.006}),
    ],
    {total_collateral_value: 200_000},
  ),
];

/** Worked example of Orderly's documents: 2,000 USDC, 0.2 BTC long and 3 ETH short, unsettled −18.34. */
export const documented: readonly Frame[] = [
  rules({BTC: [0.05, 0.1, 0.0000002512], ETH: [0.05, 0.1, 0.0000003754]}),
  client({BTC: 0.0000002512, ETH: 0.0000003754}),
  funding({BTC: -1585.92, ETH: -52.728}),
  holding({USDC: 2000}),
  positions(
    [
      row('BTC', [0.2, 5197.2, 25_986.2], {
        average_open_price: 26_067,
        last_sum_unitary_funding: -1583.92,
        unsettled_pnl: 0.44,
      }),
      row('ETH', [-3, -4902.45, 1638.41], {
        average_open_price: 1710.64,
        last_sum_unitary_funding: -50.728,
        unsettled_pnl: -18.78,
      }),
    ],
    {total_collateral_value: 1981.66},
  ),
];

/** 10 ETH long, isolated with 10 %: the JSDoc's inputs for an isolated price, with a margin that holds. */
export const isolated: readonly Frame[] = [
  rules({ETH: [0.025, 0.04, 0.0000001]}),
  client({ETH: 0.0000001}),
  funding({ETH: 0.001}),
  positions([
    row('ETH', [2, 100_000, 50_000], {
      margin_mode: 'ISOLATED',
      margin: 6000,
      mmr: 0.025,
      last_sum_unitary_funding: 0.0008,
      // (6,000 − 100,000 − 0.0004) ÷ (2 × 0.025 − 2)
      est_liq_price: 48_205.12841,
      symbol: perp('ETH'),
    }),
  ]),
];

export const samples: readonly Sample[] = [
  {name: '50 BTC long beside ETH', from: 'documents', frames: bitcoin(50, 87_107.62339)},
  {name: '50 BTC short beside ETH', from: 'documents', frames: bitcoin(-50, 92_765.25186)},
  {name: 'total collateral with unsettled PnL', from: 'documents', frames: documented},
  {name: 'isolated long', from: 'worked by hand', frames: isolated},
  {
    name: 'cross, as answered',
    from: 'worked by hand',
    frames: captured('./captures/cross.ndjson', import.meta.url).slice(0, 5),
  },
];
