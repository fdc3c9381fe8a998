import {AT, answer, frame} from './wire.ts';

/** Ways of the wire that no sample goes; `branches.test.ts` asks for them. */
const funding = (nextFundingTime: string) =>
  frame({
    body: {
      arg: {channel: 'funding-rate', instId: 'XRP-USDT-SWAP'},
      data: [{instId: 'XRP-USDT-SWAP', fundingRate: '0.0001', fundingTime: `${AT}`, nextFundingTime}],
    },
  });

export const corners = [
  [funding(''), funding(`${AT + 28_800_000}`)],
  [
    answer('public/discount-rate-interest-free-quota', [
      {ccy: 'XRP', details: [{discountRate: '0.9', minAmt: ''}]},
    ]),
  ],
];
