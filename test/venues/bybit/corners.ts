import {AT, answer, ticker} from './wire.ts';

/** Ways of the wire that no sample goes; `branches.test.ts` asks for them. */
const WEB = 'https://www.bybit.com/siteapi/unified/private/account-walletbalance';

export const corners = [
  [answer(WEB, {coinList: [{coin: 'USDT', wb: '1'}, {coin: 'BTC'}]})],
  [
    ticker('BTCUSDT', {markPrice: '1', nextFundingTime: ''}),
    ticker('BTCUSDT', {markPrice: '1', nextFundingTime: String(AT)}),
  ],
];
