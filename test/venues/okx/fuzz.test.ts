import {describe, expect, it} from 'vitest';
import type {Frame} from '../../../src/venues/frame.ts';
import {reduce} from '../../../src/venues/okx/reduce.ts';
import {initial, type OkxState} from '../../../src/venues/okx/state.ts';
import {okx} from '../../../src/venues/okx/venue.ts';
import {fuzzFrames, fuzzTexts} from '../fuzz.ts';
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

/** A page's hour: every kind of frame, so that mutations of each are tried. */
const HOUR: readonly Frame[] = [
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

describe('OKX’s frames', () => {
  it('mutated, cut, repeated and out of order never throw and never make a figure that is no number', () => {
    fuzzFrames(okx, HOUR, 400);
  });

  it('of any text are taken calmly', () => {
    fuzzTexts(okx, [...HOUR, frame({url: 'x', via: 'xhr', body: ''})], 400);
  });

  it('a page that invents contracts, currencies and lists without end does not grow the state without end', () => {
    let state: OkxState = initial;
    const names = (round: number) => Array.from({length: 60}, (_, index) => `C${round}X${index}`);
    for (let round = 0; round < 40; round += 1) {
      const rows = names(round).map((name) => ({...XRP_LONG, instId: `${name}-USDT-SWAP`}));
      state = reduce(state, changed(rows)).state;
      state = reduce(
        state,
        account(
          names(round).map((name) => currency(name, '1')),
          {},
          {eventType: 'event_update'},
        ),
      ).state;
      for (const name of names(round))
        state = reduce(state, positions([], {instType: name, lastPage: round % 2 === 0})).state;
    }
    expect(Object.keys(state.positions).length).toBeLessThanOrEqual(1000);
    expect(Object.keys(state.currencies).length).toBeLessThanOrEqual(1000);
    expect(state.listed.length).toBeLessThanOrEqual(100);
    expect(Object.keys(state.pages).length).toBeLessThanOrEqual(101);
  });
});
