import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  answer,
  assets,
  CONTRACTS,
  change,
  crossRow,
  ETHUSDTM,
  frame,
  isolatedRow,
  mark,
  message,
  ORDERS,
  POSITIONS,
  post,
  usdt,
  WEB,
  wallet,
  XBTUSDTM,
} from './wire.ts';

const BTC = {
  currentQty: 100,
  avgEntryPrice: 60000,
  markPrice: 60000,
  posCost: 6000,
  liquidationPrice: 50231.14,
};
const ISOLATED = isolatedRow('ETHUSDTM', {
  currentQty: -10,
  avgEntryPrice: 2000,
  markPrice: 2010,
  posCost: -200,
  posMargin: 20,
  posInit: 20,
  posFunding: 0.1,
  posMaint: 1.1,
  unrealisedPnl: -1,
  liquidationPrice: 2189,
});
const UNIFIED = {
  symbol: 'DOGEUSDTM',
  marginMode: 'CROSS',
  size: '2',
  entryPrice: '0.093795',
  positionValue: '18.298',
  markPrice: '0.09149',
  leverage: '3',
  unrealizedPnL: '-0.461',
  maintenanceMargin: '0.128086',
};

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  answer(CONTRACTS, [XBTUSDTM, ETHUSDTM]),
  answer(`${WEB}/web-front/contracts/XBTUSDTM`, XBTUSDTM),
  assets([usdt(1000)]),
  answer(ORDERS, {
    symbols: {XBTUSDTM: {askOrderSize: '5', bidOrderSize: '0'}},
    currencies: {USDT: {isolatedOrderCost: '3'}},
  }),
  answer(POSITIONS, [
    crossRow('XBTUSDTM', BTC),
    ISOLATED,
    crossRow('ETHUSDM', {...BTC, isInverse: true, settleCurrency: 'ETH'}),
  ]),
  answer(`${WEB}/kumex-position/position`, {...ISOLATED, aggRate: 0.0046}),
  answer(`${WEB}/kumex-index/mark-price/XBTUSDTM/current`, {
    symbol: 'XBTUSDTM',
    granularity: 1000,
    timePoint: AT,
    value: '60100',
    indexPrice: '60090',
  }),
  mark('XBTUSDTM', 61000),
  mark('ETHUSDTM', 2100),
  message('/contract/instrument:XBTUSDTM', 'funding.rate', {
    granularity: 60000,
    fundingRate: -0.0001,
    timestamp: AT,
  }),
  change('XBTUSDTM', {...crossRow('XBTUSDTM', BTC), currentQty: 50, currentTimestamp: AT + 1}),
  change('XBTUSDTM', {markPrice: 61000, unrealisedPnl: 100, currentTimestamp: AT + 2}),
  change('ETHUSDTM', {currentQty: 0, isOpen: false, currentTimestamp: AT + 3}),
  wallet({
    walletBalance: '1000',
    totalCrossMargin: '850',
    crossUnPnl: '50',
    crossOrderMargin: '0',
    holdBalance: '0',
    version: '7',
  }),
  frame({
    url: 'https://api-futures.kucoin.com/api/v1/account-overview',
    body: {
      code: '200000',
      data: {
        currency: 'USDT',
        accountEquity: 1010,
        unrealisedPNL: 10,
        marginBalance: 1000,
        orderMargin: 0,
        frozenFunds: 0,
        availableBalance: 900,
        riskRatio: 0.02,
      },
    },
  }),
  frame({
    url: 'https://www.kucoin.com/_api/ua/v1/unified/position/open-list',
    body: {code: '200000', data: [UNIFIED]},
  }),
  post('futures_position', [
    {topic: '/contract/positionAll', subject: 'position.change', data: crossRow('XBTUSDTM', BTC)},
  ]),
  post('futures_wallet', {walletList: [usdt('1000')], needPullCost: true}),
  post('futures_markIndexPrice', [
    {
      topic: '/contract/instrument:XBTUSDTM',
      subject: 'mark.index.price',
      data: {markPrice: 60200, timestamp: AT + 3},
    },
  ]),
];
