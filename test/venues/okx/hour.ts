import type {Frame} from '../../../src/venues/frame.ts';
import {BTC_LONG, ETH_LONG, ETH_SHORT, LTC_LOAN, XRP_LONG} from './rows.ts';
import {
  AT,
  account,
  answer,
  changed,
  config,
  currency,
  frame,
  instruments,
  mark,
  positions,
  tiers,
} from './wire.ts';

/** A page’s hour: every kind of frame, so that mutations of each are tried. */
export const HOUR: readonly Frame[] = [
  config('2'),
  config('3'),
  config('4'),
  instruments({'BTC-USDT-SWAP': {size: '0.01', tick: '0.1'}}),
  tiers('XRP-USDT', [
    ['0', '0.005'],
    ['1000', '0.01'],
  ]),
  answer('public/discount-rate-interest-free-quota', [
    {
      ccy: 'BTC',
      details: [
        {discountRate: '0.98', minAmt: '0'},
        {discountRate: '0.9', minAmt: '20'},
      ],
    },
  ]),
  account([
    currency('USDT', '235.7', {eq: '235.8', upl: '0.1', disEq: '235', coinUsdPrice: '1', mmr: '1.6'}),
    currency('BTC', '-0.5', {disEq: '-30000', coinUsdPrice: '60000', eqUsd: '-30000'}),
  ]),
  account([currency('USDT', '100', {disEq: '100'})], {adjEq: '100', mmr: '1.7', mgnRatio: '40'}),
  positions([XRP_LONG, BTC_LONG, ETH_SHORT, ETH_LONG, LTC_LOAN, {...LTC_LOAN, mgnMode: 'cross'}]),
  positions([XRP_LONG], {instType: 'SWAP', curPage: 1, lastPage: false}),
  positions(
    [
      {
        ...BTC_LONG,
        instType: 'OPTION',
        instId: 'BTC-USD-261225-80000-C',
        optVal: '0.01',
        ccy: 'BTC',
        markPx: '0.05',
        idxPx: '70000',
      },
    ],
    {instType: 'OPTION'},
  ),
  changed([{...XRP_LONG, pos: '0'}]),
  mark('XRP-USDT-SWAP', '0.51'),
  frame({
    body: {
      arg: {channel: 'funding-rate', instId: 'XRP-USDT-SWAP'},
      data: [
        {
          instId: 'XRP-USDT-SWAP',
          fundingRate: '0.0001',
          fundingTime: `${AT}`,
          nextFundingTime: `${AT + 28_800_000}`,
        },
      ],
    },
  }),
];
