import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {answer, coin, dollars, ME, position, subaccount} from './wire.ts';

/** A real position of January 2025, published in ccxt's sample for Derive. */
export const LIVE_ROW = {
  instrument_type: 'perp',
  instrument_name: 'BTC-PERP',
  amount: '-0.02',
  average_price: '102632.9105389869500088',
  realized_pnl: '0',
  unrealized_pnl: '-2.6455959784245548835819950103759765625',
  net_settlements: '-4.032902047219498639',
  cumulative_funding: '-0.004677736347850093',
  pending_funding: '0',
  mark_price: '102765.190337908177752979099750518798828125',
  index_price: '102767.657193800017641472',
  delta: '1',
  gamma: '0',
  vega: '0',
  theta: '0',
  mark_value: '1.38730606879471451975405216217041015625',
  maintenance_margin: '-101.37788426911356509663164615631103515625',
  initial_margin: '-132.2074413704858670826070010662078857421875',
  open_orders_margin: '264.116085900726830004714429378509521484375',
  leverage: '8.6954476205089299695499106539379941746377322586618',
  liquidation_price: '109125.705451984322280623018741607666015625',
  creation_timestamp: 1738065303840,
};
export const LIVE: readonly Frame[] = [answer({subaccount_id: ME, positions: [LIVE_ROW]})];

/**
 * 2 ETH of 4,000 that count for 90 % and 80 %, 10,000 USDC, 1 BTC bought at 90,000 and at 100,000 now, of which 4,000
 * were settled already: worth 6,000; 5 % and 6.5 % are asked of 100,000.
 */
export const MIXED: Parameters<typeof subaccount>[0] = {
  coins: [dollars('10000'), coin('ETH', ['2', '4000', '7200', '6400'])],
  rows: [
    position('BTC-PERP', ['1', '90000', '100000'], ['6000', '1000', '-500'], {
      net_settlements: '4000',
      // 10,000 + 6,000 + 7,200 less the requirement of 95,000 and less: (100,000 − 23,200) ÷ 0.95
      liquidation_price: '80842.105263157894736842',
    }),
  ],
  totals: ['24000', '18200', '15900'],
};

export const samples: readonly Sample[] = [
  {name: 'BTC short of January 2025', from: 'real accounts', frames: LIVE},
  {
    name: 'two subaccounts, as answered',
    from: 'worked by hand',
    frames: captured('./captures/two-subaccounts.ndjson', import.meta.url).slice(0, 3),
  },
  {name: 'ETH as collateral of a BTC long', from: 'worked by hand', frames: [subaccount(MIXED)]},
];
