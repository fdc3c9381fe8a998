import {describe, expect, it} from 'vitest';
import {deribit} from '../../src/venues/deribit/venue.ts';
import type {Frame} from '../../src/venues/frame.ts';
import {gate} from '../../src/venues/gate/venue.ts';
import {hyperliquid} from '../../src/venues/hyperliquid/venue.ts';
import {krakenfutures} from '../../src/venues/krakenfutures/venue.ts';
import {kucoin} from '../../src/venues/kucoin/venue.ts';
import {mexc} from '../../src/venues/mexc/venue.ts';
import {okx} from '../../src/venues/okx/venue.ts';
import {orderly} from '../../src/venues/orderly/venue.ts';
import type {Venue} from '../../src/venues/venue.ts';
import * as deribitWire from './deribit/wire.ts';
import * as gateWire from './gate/wire.ts';
import {STANDARD_16} from './hyperliquid/real-accounts.ts';
import * as hyperliquidWire from './hyperliquid/wire.ts';
import * as krakenWire from './krakenfutures/wire.ts';
import * as kucoinWire from './kucoin/wire.ts';
import * as mexcWire from './mexc/wire.ts';
import {BTC_LONG, LTC_LOAN} from './okx/rows.ts';
import * as okxWire from './okx/wire.ts';
import * as orderlyWire from './orderly/wire.ts';

/**
 * Figures that cannot be, one test for each kind that fuzzing found: the frame is malformed, or the figure is missing;
 * beside each stands the same frame with what can be.
 */
function outcomeOf<State>(venue: Venue<State>, frame: Frame) {
  return venue.reduce(venue.initial, frame).outcome;
}

describe('Deribit: a mark of 0', () => {
  const mark = (row: object, id: string) =>
    deribitWire.poolOf(
      [...deribitWire.positions([row]), deribitWire.portfolio(deribitWire.summary('BTC', 2))],
      id,
    ).positions[0]?.markPrice;

  it('of a future says that there is none', () => {
    const {future, ticker, positions, summary, portfolio, poolOf} = deribitWire;
    const row = {average_price: 60_000, index_price: 61_000};
    expect(mark(future('BTC-PERPETUAL', 1000, {...row, mark_price: 61_000}), 'cross:BTC')?.toFixed()).toBe(
      '61000',
    );
    expect(mark(future('BTC-PERPETUAL', 1000, {...row, mark_price: 0}), 'cross:BTC')).toBeUndefined();
    const later = poolOf(
      [
        ...positions([future('BTC-PERPETUAL', 1000, {...row, mark_price: 61_000})]),
        portfolio(summary('BTC', 2)),
        ticker('BTC-PERPETUAL', {mark_price: 0}),
      ],
      'cross:BTC',
    );
    expect(later.positions[0]?.markPrice?.toFixed()).toBe('61000');
  });

  it('of an option is that of one that is worth nothing', () => {
    const row = {average_price: 0.1, mark_price: 0, index_price: 61_000, floating_profit_loss: 0};
    const short = deribitWire.option('BTC-25DEC26-80000-C', -1, row);
    expect(mark(short, 'cross:BTC')?.toFixed()).toBe('0');
    const long = deribitWire.option('BTC-25DEC26-80000-C', 1, row);
    const health = deribitWire.healthOf(
      [...deribitWire.positions([long]), deribitWire.portfolio(deribitWire.summary('BTC', 2))],
      'cross:BTC',
    );
    // Standard margin counts nothing of a long option.
    expect(deribitWire.shown(health.maintenanceMargin)).toBe('exact 0');
  });

  it('a liquidation price below 0 says that there is none', () => {
    const reported = (estimated_liquidation_price: number) =>
      deribitWire.poolOf(
        [
          ...deribitWire.positions([
            deribitWire.future('BTC-PERPETUAL', 1000, {
              average_price: 60_000,
              mark_price: 61_000,
              estimated_liquidation_price,
            }),
          ]),
          deribitWire.portfolio(deribitWire.summary('BTC', 2)),
        ],
        'cross:BTC',
      ).positions[0]?.reported?.liquidationPrice;
    expect([400, 0, -1].map((price) => String(reported(price)))).toEqual(['400', 'none', 'none']);
  });

  it('nothing below 0 is a mark', () => {
    const wrong = deribitWire.ticker('BTC-PERPETUAL', {mark_price: -1});
    expect(outcomeOf(deribit, wrong)).toBe('malformed');
  });
});

describe('Kraken Futures: an entry price', () => {
  it('is above zero, or missing', () => {
    const {position, positions, play, accountOf} = krakenWire;
    const told = (entry_price: number) => positions([position('PF_XBTUSD', 1, {entry_price})]);
    expect(outcomeOf(krakenfutures, told(60_000))).toBe('used');
    expect(outcomeOf(krakenfutures, told(-1))).toBe('malformed');
    const held = accountOf(play([told(0)])).pools.flatMap(({positions: all}) => all);
    expect(held.map(({symbol}) => symbol)).toEqual(['PF_XBTUSD']);
    expect(held[0]?.entryPrice).toBeUndefined();
  });
});

describe('Kraken Futures: a liquidation threshold', () => {
  it('of 0 or less says that there is no price', () => {
    const {position, positions, play, accountOf, flex, currency} = krakenWire;
    const told = (liquidation_threshold: number) =>
      positions([position('PF_XBTUSD', 1, {entry_price: 60_000, mark_price: 61_000, liquidation_threshold})]);
    const priceOf = (frame: Frame) =>
      accountOf(play([flex({USD: currency(10_000)}), frame])).pools.flatMap((pool) => pool.positions)[0]
        ?.reported?.liquidationPrice;
    expect([51_000, 0, -1].map((price) => String(priceOf(told(price))))).toEqual(['51000', 'none', 'none']);
  });
});

describe('KuCoin: the contract list', () => {
  const held = kucoinWire.crossRow('XBTUSDTM', {currentQty: 100, avgEntryPrice: 60_000, markPrice: 60_000});
  const multiplierOf = (multiplier: number) =>
    kucoinWire.modelOf(
      [
        kucoinWire.answer(kucoinWire.CONTRACTS, [{...kucoinWire.XBTUSDTM, multiplier}]),
        kucoinWire.answer(kucoinWire.POSITIONS, [{...held, posCost: 6000}]),
      ],
      'cross:USDT',
    ).positions[0]?.multiplier;

  it('a contract has a size; −1 is that of inverse ones', () => {
    expect(multiplierOf(0.001)?.toFixed()).toBe('0.001');
    const {answer, CONTRACTS, XBTUSDTM} = kucoinWire;
    const told = (multiplier: number) => answer(CONTRACTS, {...XBTUSDTM, multiplier});
    expect([-1, 0, -2].map((each) => outcomeOf(kucoin, told(each)))).toEqual([
      'used',
      'malformed',
      'malformed',
    ]);
  });

  it('a constant that no 64-bit number holds makes no rate of eighty digits', () => {
    const {answer, CONTRACTS, XBTUSDTM} = kucoinWire;
    const told = (mmrLevConstant: string) => answer(CONTRACTS, {...XBTUSDTM, mmrLevConstant});
    expect(outcomeOf(kucoin, told('125'))).toBe('used');
    expect(outcomeOf(kucoin, told('9'.repeat(39)))).toBe('malformed');
  });
});

describe('OKX: nothing below zero', () => {
  it.each(['mmr', 'imr'])('is the %s of a position', (member) => {
    expect(outcomeOf(okx, okxWire.positions([BTC_LONG]))).toBe('used');
    expect(outcomeOf(okx, okxWire.positions([{...BTC_LONG, [member]: '-1'}]))).toBe('malformed');
  });

  it.each(['mmr', 'imr', 'ordFrozen'])('is the %s of a currency', (member) => {
    const told = (value: string) => okxWire.account([okxWire.currency('USDT', '1000', {[member]: value})]);
    expect(['0', '', '-1'].map((value) => outcomeOf(okx, told(value)))).toEqual([
      'used',
      'used',
      'malformed',
    ]);
  });

  it.each<[string, okxWire.WireTier]>([
    ['begin', ['-1', '0.004', '0.01']],
    ['maintenance rate', ['0', '-1', '0.01']],
    ['initial rate', ['0', '0.004', '-1']],
  ])('is a tier’s %s', (_, row) => {
    expect(outcomeOf(okx, okxWire.tiers('BTC-USDT', [['0', '0.004', '0.01']]))).toBe('used');
    expect(outcomeOf(okx, okxWire.tiers('BTC-USDT', [row]))).toBe('malformed');
  });
});

describe('OKX: a contract', () => {
  it('names its two currencies: a pool is counted in one of them', () => {
    const told = (instId: string) => okxWire.positions([{...BTC_LONG, instId, ccy: ''}]);
    expect(['BTC-USDT-SWAP', 'BTC', 'BTC-', 'BTC--SWAP'].map((name) => outcomeOf(okx, told(name)))).toEqual([
      'used',
      'malformed',
      'malformed',
      'malformed',
    ]);
  });
});

describe('OKX: an option', () => {
  it('has expiry, strike and right in its name', () => {
    const told = (instId: string) =>
      okxWire.positions([{...BTC_LONG, instType: 'OPTION', instId, mgnMode: 'cross'}]);
    expect(
      ['BTC-USD-251226-54000-P', 'BTC-USD-251226-54000', 'BTC-USD-2512-54000-P'].map((name) =>
        outcomeOf(okx, told(name)),
      ),
    ).toEqual(['used', 'malformed', 'malformed']);
  });
});

describe('OKX: a margin loan', () => {
  it('that is paid back is no position', () => {
    const held = (liab: string) =>
      okxWire.poolOf([okxWire.positions([{...LTC_LOAN, liab}])], 'iso:LTC-USDT').positions;
    expect(held('-0.113791').map(({size}) => size.toFixed())).toEqual(['0.113791']);
    expect(held('0')).toEqual([]);
  });
});

describe('MEXC: a contract', () => {
  it('names its two currencies: a pool is counted in one of them', () => {
    const told = (name: string) => mexcWire.positions([mexcWire.position(name, ['long', 1, 60_000])]);
    expect(['BTC_USDT', 'BTC_', 'BTC__USDT'].map((name) => outcomeOf(mexc, told(name)))).toEqual([
      'used',
      'malformed',
      'malformed',
    ]);
  });
});

describe('Hyperliquid: the margin that cross positions use', () => {
  it('is not below zero; that of all, isolated ones among them, may be', () => {
    const state = hyperliquidWire.clearinghouse(STANDARD_16, {crossRawUsd: '1', crossMaintenance: '1'});
    const told = (which: 'marginSummary' | 'crossMarginSummary', totalMarginUsed: string) =>
      hyperliquidWire.message('clearinghouseState', {
        user: hyperliquidWire.USER,
        dex: '',
        clearinghouseState: {...state, [which]: {...state[which], totalMarginUsed}},
      });
    expect(outcomeOf(hyperliquid, told('crossMarginSummary', '1'))).toBe('used');
    expect(outcomeOf(hyperliquid, told('crossMarginSummary', '-1'))).toBe('malformed');
    expect(outcomeOf(hyperliquid, told('marginSummary', '-1'))).toBe('used');
  });
});

describe('Gate: the size of a contract', () => {
  it('is not below zero; 0 is what inverse ones have', () => {
    expect(['0.0001', '0', '-1'].map((size) => outcomeOf(gate, gateWire.contract('BTC_USDT', size)))).toEqual(
      ['used', 'used', 'malformed'],
    );
  });
});

describe('Orderly: a requirement', () => {
  it('comes of a rate that can be', () => {
    const told = (mmr: number | string) =>
      orderlyWire.positions([orderlyWire.row('ETH', [2, 4000, 2100], {mmr})]);
    expect([0.05, 0, -1, '9'.repeat(39)].map((mmr) => outcomeOf(orderly, told(mmr)))).toEqual([
      'used',
      'used',
      'malformed',
      'malformed',
    ]);
  });
});
