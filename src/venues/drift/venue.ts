import {thinVenue} from '../table/thin.ts';

/** Drift. Its account comes as binary Solana data, so it is read off the page: see README.md. */
export const drift = thinVenue({
  id: 'drift',
  name: 'Drift',
  pages: [{host: 'app.drift.trade'}],
  table: {
    margin: 'cross',
    dollarsAt: 'mark',
    requirement: 'scaled',
    coins: 'valued',
    labels: {health: ['health', 'account health'], equity: ['total collateral']},
  },
  sources: [
    {
      rule: 'health = 100 × (1 − maintenance requirement ÷ total collateral), in whole percent; liquidation at 0',
      title: 'drift-labs/protocol-v2, sdk/src/user.ts: getHealth',
      read: '2026-11-22',
    },
    {
      rule: 'liquidation price = oracle − free collateral ÷ (base − |base| × maintenance ratio)',
      title: 'drift-labs/protocol-v2, sdk/src/user.ts: liquidationPrice',
      read: '2026-11-22',
    },
  ],
});
