import {thinVenue} from '../table/thin.ts';

/** GMX. Its account comes as contract calls in hex, so it is read off the page: see README.md. */
export const gmx = thinVenue({
  id: 'gmx',
  name: 'GMX',
  pages: [{host: 'app.gmx.io'}],
  table: {margin: 'isolated', dollarsAt: 'entry', requirement: 'fixed', coins: 'move'},
  sources: [
    {
      rule: 'liquidated when collateral + profit − fees < max(size × factor, least collateral); size fixed at the entry',
      title: 'gmx-io/gmx-interface, sdk/src/utils/positions: getLiquidationPrice',
      read: '2026-11-22',
    },
  ],
});
