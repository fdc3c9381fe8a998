import {unifiedPush} from './wire.ts';

/** Ways of the wire that no sample goes: the unified account, as the socket's documents spell it. */
export const corners = [
  [
    unifiedPush('account', [
      {
        unrealisedPnL: '-10116.55',
        totalEquity: '4976919.05',
        mmr: '408.08',
        effEquity: '4847952.35',
        imr: '17795.97',
        mgnRatio: '0',
        coin: [{debts: '0', balance: '0.9992', equity: '0.9992', coin: 'ETH', usdValue: '2488.667472'}],
      },
    ]),
  ],
];
