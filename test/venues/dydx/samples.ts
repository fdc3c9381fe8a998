import type {Frame} from '../../../src/venues/frame.ts';
import {captured, type Sample} from '../sample.ts';
import {answer, child, held, market, markets, parent} from './wire.ts';

/** Accounts as dYdX's page is told of them, with the indexer's equity. */

/** A testnet account with an isolated child, captured: v4-abacus, V4ParentSubaccountTests. */
export const LDO_ACCOUNT = parent([
  child(0, '1711.959192', [], {equity: '1711.959192', freeCollateral: '1711.959192'}),
  child(128, '267.891057', [held('LDO-USD', '11', {entryPrice: '1.7', unrealizedPnl: '-0.901678998'})], {
    equity: '285.689378002',
    freeCollateral: '282.1297138016',
  }),
]);

export const ldoAt = (price: string): Frame =>
  markets({'LDO-USD': market(price, {initialMarginFraction: '0.2', maintenanceMarginFraction: '0.1'})});

/** Answer for a mainnet account of 8 December 2025, published in a client's documentation. */
const FLAT = answer('/addresses/x/subaccountNumber/0', {
  subaccount: {
    ...child(0, '45.201296', [], {equity: '45.201296', freeCollateral: '45.201296'}),
    address: 'dydx1n56z5fhmemtffzkt2eqyf9kuc7ycjfs86mvqy7',
  },
});

export const samples: readonly Sample[] = [
  {
    name: 'testnet, LDO isolated, at the indexer’s price',
    from: 'real accounts',
    frames: [ldoAt('1.618029182'), LDO_ACCOUNT],
  },
  {name: 'mainnet, flat', from: 'real accounts', frames: [FLAT]},
  {
    name: 'the indexer’s test, 10 BTC',
    from: 'documents',
    frames: [
      markets({'BTC-USD': market('15000')}),
      parent([
        child(0, '175000', [held('BTC-USD', '10', {entryPrice: '15000', unrealizedPnl: '0'})], {
          equity: '325000',
          freeCollateral: '317500',
        }),
      ]),
    ],
  },
  {
    name: 'cross and isolated, as first told',
    from: 'worked by hand',
    frames: captured('./cross-and-isolated.ndjson', import.meta.url).slice(0, 4),
  },
];
