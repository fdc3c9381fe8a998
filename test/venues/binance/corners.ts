import {AT, assetIndex, envelope, frame, JOIN} from './wire.ts';

/** Ways of the wire that no sample goes; `branches.test.ts` asks for them. */
const PAPI = 'https://papi.binance.com/papi/v1';
const balance = {
  asset: 'USDT',
  totalWalletBalance: '500',
  crossMarginBorrowed: '2000',
  crossMarginInterest: '0.5',
};
const index = {symbol: 'BTCUSD', time: AT, index: '60000', bidRate: '57000', askRate: '63000'};

export const corners = [
  [frame({url: `${PAPI}/balance`, body: [balance]}), frame({url: `${PAPI}/balance`, body: balance})],
  [assetIndex('BTCUSD', '60000', '57000', '63000')],
  [frame({url: 'https://fapi.binance.com/fapi/v1/assetIndex', body: [index]})],
  // One contract's own table, and the mode as the API tells it.
  [
    frame({
      url: 'https://fapi.binance.com/fapi/v1/leverageBracket',
      body: {symbol: 'BTCUSDT', brackets: [{notionalFloor: 0, maintMarginRatio: 0.004, cum: 0}]},
    }),
    frame({url: JOIN, body: envelope({multiAssetsMargin: true})}),
  ],
];
