import {answer} from './wire.ts';

/** Ways of the wire that no sample goes; `branches.test.ts` asks for them. */
export const corners = [
  [
    answer('openpositions', {
      openPositions: [
        {side: 'long', symbol: 'PF_XBTUSD', price: 60_000, size: 2},
        {side: 'short', symbol: 'PF_SOLUSD', price: 150, size: 7},
      ],
    }),
  ],
];
