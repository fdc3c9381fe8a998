import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {AT, account, markets, position, positions, prices, subscribed, told} from './wire.ts';

/** An account with 5 SOL and no position: GET /account, a sample in ccxt. */
export const SPOT: readonly Frame[] = [
  account({
    balance: '4970.000323',
    account_equity: '5478.140323',
    cross_account_equity: '5376.512323',
    cross_mmr: '0',
    spot_market_value: '508.14',
    spot_collateral: '406.512',
    positions_count: 0,
    spot_balances: [{symbol: 'SOL', amount: '5'}],
    updated_at: 1789394568220,
  }),
];

/** The page on account positions: BTC bought twice. `l` below zero says that there is no price; null says nothing. */
export const DOCUMENTED: readonly Frame[] = [
  subscribed(),
  markets(['BTC', 50]),
  told('79.86', AT, {t: 1764133203000}),
  positions([position('BTC', ['bid', '0.00022', '87185'], {f: '-0.00023989', t: 1764133203991})], AT + 1, {
    li: 1559395580,
  }),
  positions(
    [
      position('BTC', ['bid', '0.00044', '87285.5'], {
        f: '-0.00023989',
        l: '-95166.79231',
        t: 1764133656974,
      }),
    ],
    AT + 2,
    {li: 1559412952},
  ),
  told('79.86', AT + 3, {t: 1764133656975}),
  prices({BTC: '87285.5'}, AT + 4),
];

export const samples: readonly Sample[] = [
  {name: 'spot as collateral, no position', from: 'real accounts', frames: SPOT},
  {name: 'BTC bought twice', from: 'documents', frames: DOCUMENTED},
  {
    name: 'cross and isolated, as answered',
    from: 'worked by hand',
    frames: captured('./captures/two-pools.ndjson', import.meta.url).slice(0, 7),
  },
];
