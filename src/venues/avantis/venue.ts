import {thinVenue} from '../table/thin.ts';

/** Avantis, read off its page: see README.md. */
export const avantis = thinVenue({
  id: 'avantis',
  name: 'Avantis',
  pages: [{host: 'www.avantisfi.com'}, {host: 'app.avantisfi.com'}],
  table: {margin: 'isolated', dollarsAt: 'entry', requirement: 'fixed', coins: 'valued'},
  sources: [
    {
      rule: 'each trade stands alone: liquidated when losses and fees eat a set share of its collateral',
      title: 'Avantis documentation: Liquidations',
      read: '2026-11-22',
    },
  ],
});
