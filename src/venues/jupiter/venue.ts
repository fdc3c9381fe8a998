import {thinVenue} from '../table/thin.ts';

/** Jupiter Perps, read off its page: see README.md. */
export const jupiter = thinVenue({
  id: 'jupiter',
  name: 'Jupiter Perps',
  pages: [{host: 'jup.ag', paths: ['/perps']}, {host: 'perps.jup.ag'}],
  table: {margin: 'isolated', dollarsAt: 'entry', requirement: 'fixed', coins: 'valued'},
  sources: [
    {
      rule: 'liquidated when collateral + profit − closing fee − borrow fee < size ÷ greatest leverage; collateral fixed in dollars',
      title: 'Jupiter documentation: Perpetuals, liquidation price',
      read: '2026-11-22',
    },
  ],
});
