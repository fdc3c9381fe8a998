import {AT, push} from './wire.ts';

/** Ways of the wire that no sample goes; `branches.test.ts` asks for them. */
const told = {mark_price: '2000', index_price: '2001', timestamp: AT};

export const corners = [
  [
    push('ticker.ETH-PERP.1000', told),
    push('ticker.ETH-PERP.1000', {timestamp: AT, instrument_ticker: told}),
  ],
];
