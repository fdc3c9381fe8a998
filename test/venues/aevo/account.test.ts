import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {ALICE, ALICE_LATER, LONG} from './samples.ts';
import {
  AT,
  accountOf,
  answer,
  coin,
  dollars,
  index,
  modelOf,
  option,
  perpetual,
  play,
  poolOf,
  positions,
  shown,
  type Told,
  ticker,
} from './wire.ts';

describe('the example of Aevo’s documents (cross-margin collateral framework)', () => {
  it('1 ETH at 1,000 is an equity of 1,000, not of 900', () => {
    expect(shown(poolOf([answer(ALICE)]).equity)).toBe('exact 1000');
  });

  it('$500 of ETH and $500 of options are an equity of 1,000, and nothing is required', () => {
    const pool = poolOf([index('ETH', '1000'), answer(ALICE_LATER)]);
    expect(shown(pool.equity)).toBe('exact 1000');
    expect(shown(pool.maintenanceMargin)).toBe('exact 0');
  });
});

describe('10 ETH at 20 times, 3 % of maintenance margin as documented', () => {
  it('equity over maintenance margin: 6,000 over 630', () => {
    const pool = poolOf([answer(LONG)]);
    expect([shown(pool.equity), shown(pool.maintenanceMargin)]).toEqual(['exact 6000', 'exact 630']);
    expect(shown(pool.accuracy)).toBe('exact 952.380952');
    expect(shown(pool.initialMargin)).toBe('exact 1050');
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 1546.391753');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
      ['ratio', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
    ]);
  });

  it('follows the mark: 5,000 + 500 over 3 % of 20,500, and is compared with nothing', () => {
    const pool = poolOf([answer(LONG), ticker('ETH-PERP', '2050', AT + 1)]);
    expect([shown(pool.equity), shown(pool.maintenanceMargin)]).toEqual(['exact 5500', 'exact 615']);
    expect(pool.audit).toEqual([]);
  });

  it('orders hold what initial margin the positions do not', () => {
    expect(shown(poolOf([answer({...LONG, totals: ['6000', '630', '1300']})]).initialMargin)).toBe(
      'exact 1300',
    );
  });

  it('closed by a push: gone, and an estimate until the balance is told', () => {
    const closed = perpetual('ETH-PERP', ['0', '2000', '2100'], ['0', '0']);
    const pool = poolOf([answer(LONG), positions([closed], AT + 1)]);
    expect(pool.positions).toEqual([]);
    expect(pool.equity.kind).toBe('estimated');
    const told = poolOf([
      answer(LONG),
      positions([closed], AT + 1),
      answer({coins: [dollars('6000')], rows: [], totals: ['6000', '0', '0']}, AT + 2),
    ]);
    expect(shown(told.equity)).toBe('exact 6000');
  });

  it('a push leaves the others alone', () => {
    const short = perpetual('BTC-PERP', ['-0.1', '50000', '50000'], ['150', '250']);
    const pool = poolOf([answer(LONG), positions([short], AT + 1)]);
    expect(pool.positions.map(({symbol}) => symbol)).toEqual(['ETH-PERP', 'BTC-PERP']);
  });

  it('in liquidation shows no ratio, however well it looks', () => {
    const {equity, accuracy} = poolOf([answer({...LONG, fields: {in_liquidation: true}})]);
    expect([equity.kind, accuracy.kind]).toEqual(['missing', 'missing']);
  });

  it('a margin that is no share of the mark is Aevo’s own, scaled', () => {
    const row = perpetual('ETH-PERP', ['10', '2000', '2100'], ['633.3333', '1050']);
    const pool = poolOf([
      answer({coins: [dollars('5000')], rows: [row], totals: ['6000', '633.3333', '1050']}),
      ticker('ETH-PERP', '1050', AT + 1),
    ]);
    expect(shown(pool.maintenanceMargin)).toBe('estimated 316.66665');
  });

  it('a rest of equity or requirement is kept and marked', () => {
    const pool = poolOf([answer({...LONG, totals: ['6100', '700', '1050']})]);
    expect([shown(pool.equity), shown(pool.maintenanceMargin)]).toEqual(['estimated 6100', 'estimated 700']);
  });
});

describe('collateral', () => {
  const told = (equity: string): Told => ({
    coins: [dollars('1000'), coin('WETH', ['2', '4000', '3600'])],
    rows: [],
    totals: [equity, '0', '0'],
  });

  it('counts as equity counts it: whole, or with its ratio', () => {
    expect(shown(poolOf([answer(told('5000'))]).equity)).toBe('exact 5000');
    expect(shown(poolOf([answer(told('4600'))]).equity)).toBe('exact 4600');
    expect(modelOf([answer(told('4600'))]).collateral[1]).toMatchObject({weight: new Decimal('0.9')});
  });

  it('wrapped coins follow the index of their coin', () => {
    const frames = [answer(told('5000')), index('ETH', '1900', AT + 1)];
    expect(shown(poolOf(frames).equity)).toBe('exact 4800');
    expect(modelOf(frames).collateral[1]?.underlying).toBe('ETH');
  });

  it('not told, equity is what Aevo says, as an estimate; and missing when that is not told either', () => {
    const bare = {collateral: null, balance: ''};
    expect(shown(poolOf([answer({...LONG, fields: bare})]).equity)).toBe('estimated 6000');
    const nothing = answer({...LONG, fields: {...bare, equity: ''}});
    expect(shown(poolOf([nothing]).equity)).toBe('missing the collateral');
  });

  it('told without an equity: an estimate', () => {
    expect(shown(poolOf([answer({...LONG, fields: {equity: ''}})]).equity)).toBe('estimated 6000');
  });
});

describe('isolated', () => {
  /** 1 BTC bought at 50,000 on 5,000: (50,000 − 5,000) ÷ 0.97; profit 1,000. */
  const btc = perpetual('BTC-PERP', ['1', '50000', '51000'], ['1530', '2550'], {
    margin_type: 'ISOLATED',
    liquidation_price: '46391.752577319587628866',
  });
  const within: Told = {
    coins: [dollars('10000')],
    rows: [...LONG.rows, btc],
    totals: ['12000', '2160', '3600'],
  };

  it('has its own pool, whose margin is worked out from the price: 5,000', () => {
    const pool = poolOf([answer(within)], 'isolated:BTC-PERP');
    expect(shown(pool.equity)).toBe('estimated 6000');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 1530');
  });

  it('its margin is taken off a collateral that has it', () => {
    expect(shown(poolOf([answer(within)]).equity)).toBe('exact 6000');
  });

  it('and not off one that has it not', () => {
    const apart: Told = {...within, totals: ['11000', '630', '1050']};
    expect(shown(poolOf([answer(apart)]).equity)).toBe('exact 11000');
  });

  it('at its entry both fit: the lesser is shown, as an estimate', () => {
    const flat = {...btc, avg_entry_price: '51000', liquidation_price: '47422.680412371134020619'};
    const unsure: Told = {...within, rows: [...LONG.rows, flat], totals: ['11000', '2160', '3600']};
    expect(shown(poolOf([answer(unsure)]).equity)).toBe('estimated 6000');
  });

  it('without a price its margin is not known', () => {
    const bare = {...btc, liquidation_price: ''};
    const frames = [answer({...within, rows: [bare]})];
    expect(shown(poolOf(frames, 'isolated:BTC-PERP').equity)).toBe('missing the margin of BTC-PERP');
  });

  it('turned to cross by a push, it is there once', () => {
    const state = play([answer(within), positions([{...btc, margin_type: 'CROSS'}], AT + 1)]);
    expect(accountOf(state).pools.map(({id}) => id)).toEqual(['cross']);
  });
});

describe('options in standard margin, as documented', () => {
  const CALL = 'ETH-25DEC26-2500-C';
  const PUT = 'ETH-25DEC26-1000-P';
  const told = (row: Record<string, unknown>, equity: string, maintenance: string): Told => ({
    coins: [dollars('5000')],
    rows: [row],
    totals: [equity, maintenance, maintenance],
  });

  it('sold call: 0.1 × 2,000 + 50, of 10: 2,500; at an index of 2,200 and a mark of 90: 3,100', () => {
    const row = option(CALL, ['-10', '60', '50'], ['2500', '2500']);
    const frames = [index('ETH', '2000'), answer(told(row, '4500', '2500'), AT + 1)];
    expect(shown(poolOf(frames).maintenanceMargin)).toBe('exact 2500');
    expect(shown(poolOf(frames).equity)).toBe('exact 4500');
    const moved = [
      ...frames,
      index('ETH', '2200', AT + 2),
      ticker(CALL, '90', AT + 2, {mark: {price: '90', iv: '0.6'}}),
    ];
    expect(shown(poolOf(moved).maintenanceMargin)).toBe('exact 3100');
    expect(shown(poolOf(moved).equity)).toBe('exact 4100');
    expect(poolOf(moved).positions[0]?.liquidationPrice.kind).toBe('estimated');
  });

  it('sold put in the money by far: a tenth of the mark when that is more', () => {
    const row = option(PUT, ['-1', '900', '2100'], ['2310', '2310']);
    const frames = [index('ETH', '2000'), answer(told(row, '2900', '2310'), AT + 1)];
    expect(shown(poolOf(frames).maintenanceMargin)).toBe('exact 2310');
  });

  it('bought: none, and worth its mark', () => {
    const row = option(CALL, ['10', '60', '50'], ['', '']);
    const pool = poolOf([index('ETH', '2000'), answer(told(row, '5500', '0'), AT + 1)]);
    expect([shown(pool.equity), shown(pool.maintenanceMargin)]).toEqual(['exact 5500', 'exact 0']);
  });

  it('without terms: equity is missing, the requirement is Aevo’s', () => {
    const row = option('ETH-ODD', ['-10', '60', '50'], ['2500', '2500']);
    const pool = poolOf([answer(told(row, '4500', '2500'))]);
    expect(shown(pool.equity)).toBe('missing the terms of ETH-ODD');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 2500');
  });

  it('terms are in the name, or in the row', () => {
    const state = play([answer(told(option(CALL, ['-10', '60', '50'], ['2500', '2500']), '4500', '2500'))]);
    expect(state.rows[CALL]?.option).toEqual({
      right: 'call',
      strike: '2500',
      expiresAt: Date.UTC(2026, 11, 25, 8),
    });
    const odd = option('ETH-ODD', ['-1', '60', '50'], ['250', '250'], {
      option: {strike: '2500', option_type: 'put', expiry: '1798185600000000000', iv: '0.5'},
    });
    expect(play([answer(told(odd, '4950', '250'))]).rows['ETH-ODD']?.option).toEqual({
      right: 'put',
      strike: '2500',
      expiresAt: 1_798_185_600_000,
    });
  });
});

describe('portfolio margin', () => {
  const rows = [
    perpetual('BTC-PERP', ['1', '50000', '50000'], ['1500', '2500']),
    perpetual('ETH-PERP', ['-10', '2500', '2500'], ['750', '1250']),
  ];
  const told: Told = {
    coins: [dollars('5000')],
    rows,
    totals: ['5000', '900', '1500'],
    fields: {portfolio: true},
  };

  it('shares Aevo’s total of 900 by value, 50,000 to 25,000, as an estimate', () => {
    const pool = poolOf([answer(told)], 'portfolio');
    expect(shown(pool.equity)).toBe('exact 5000');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 900');
    expect(pool.positions.map(({maintenanceMargin}) => shown(maintenanceMargin))).toEqual([
      'estimated 600',
      'estimated 300',
    ]);
  });

  it('a leg closed may raise the requirement: it is missing until told', () => {
    const closed = perpetual('ETH-PERP', ['-0', '2500', '2500'], ['0', '0']);
    const pool = poolOf([answer(told), positions([closed], AT + 1)], 'portfolio');
    expect(pool.maintenanceMargin.kind).toBe('missing');
  });

  it('a row told again without a change keeps its share', () => {
    const pool = poolOf([answer(told), positions(rows, AT + 1)], 'portfolio');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 900');
  });
});
