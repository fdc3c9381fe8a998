import type {Sample} from '../sample.ts';
import {answer, coin, dollars, index, option, perpetual, type Told} from './wire.ts';

/** The first state of the example in Aevo's documents: 1 ETH at 1,000 counts 900 for margin, and equity is 1,000. */
export const ALICE: Told = {
  coins: [coin('WETH', ['1', '1000', '900'])],
  rows: [],
  totals: ['1000', '0', '0'],
};

/** Its end: $500 of ETH, $0 of USDC, and $500 of options bought. */
export const ALICE_LATER: Told = {
  coins: [coin('WETH', ['0.5', '500', '450'])],
  rows: [option('ETH-25DEC26-1000-C', ['10', '50', '50'], ['0', '0'])],
  totals: ['1000', '0', '0'],
};

/** 10 ETH bought at 2,000 and at 2,100 now; 3 % and 5 % of 21,000, as the documents have it for ETH. */
export const LONG: Told = {
  coins: [dollars('5000')],
  rows: [
    perpetual('ETH-PERP', ['10', '2000', '2100'], ['630', '1050'], {
      // (20,000 − 5,000) ÷ 9.7
      liquidation_price: '1546.391753',
    }),
  ],
  totals: ['6000', '630', '1050'],
};

export const samples: readonly Sample[] = [
  {name: 'documents: collateral of 1 ETH', from: 'documents', frames: [answer(ALICE)]},
  {
    name: 'documents: options bought with it',
    from: 'documents',
    frames: [index('ETH', '1000'), answer(ALICE_LATER)],
  },
  {name: 'ETH long at the documented rates', from: 'worked by hand', frames: [answer(LONG)]},
];
