import {thinVenue} from '../table/thin.ts';

/** Ostium, read off its page: see README.md. */
export const ostium = thinVenue({
  id: 'ostium',
  name: 'Ostium',
  pages: [{host: 'app.ostium.com'}],
  table: {margin: 'isolated', dollarsAt: 'entry', requirement: 'fixed', coins: 'valued'},
  sources: [
    {
      rule: 'each trade stands alone: liquidated when losses and fees eat a set share of its collateral',
      title: 'Ostium documentation: Liquidations',
      read: '2026-11-22',
    },
  ],
});
