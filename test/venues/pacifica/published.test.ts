import {describe, expect, it} from 'vitest';
import {DOCUMENTED, SPOT} from './samples.ts';
import {
  AT,
  account,
  markets,
  modelOf,
  poolOf,
  position,
  positions,
  prices,
  shown,
  subscribed,
  told,
} from './wire.ts';

/** What Pacifica itself reported or documents. */

describe('GET /account with 5 SOL, a sample in ccxt: balance 4,970.000323, SOL worth 508.14 of which 406.512 count', () => {
  const pool = poolOf(SPOT);

  it('the cross equity is Pacifica’s 5,376.512323, not the 5,478.140323 with SOL in full', () => {
    expect(shown(pool.equity, 9)).toBe('estimated 5376.512323');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
    ]);
  });

  it('SOL at 508.14 ÷ 5, four fifths of it', () => {
    const [, sol] = modelOf(SPOT).collateral;
    expect(sol?.price?.toFixed()).toBe('101.628');
    expect(sol?.weight?.toString()).toBe('0.8');
  });
});

describe('the page on account positions: BTC bought twice', () => {
  it('a liquidation price below zero is none, and ours is none', () => {
    const {positions: rows, audit} = poolOf(DOCUMENTED);
    expect(rows.map(({symbol, liquidationPrice}) => [symbol, shown(liquidationPrice)])).toEqual([
      ['BTC', 'none'],
    ]);
    expect(audit.map(({figure, agrees}) => [figure, agrees])).toEqual([['liquidationPrice', true]]);
  });

  it('null says nothing', () => {
    expect(poolOf([...DOCUMENTED.slice(0, 4), prices({BTC: '87185'}, AT + 1)]).audit).toEqual([]);
  });
});

describe('the documented liquidation price, [mark − side × margin ÷ size] ÷ (1 − side ÷ highest leverage ÷ 2)', () => {
  const held = (rows: Parameters<typeof positions>[0], cash: string) => [
    subscribed(),
    markets(['BTC', 50], ['SOL', 20]),
    told(cash),
    positions(rows),
    prices({BTC: '61000', SOL: '149'}, AT + 1),
  ];

  it('cross long: (61,000 − 1,100 ÷ 0.1) ÷ (1 − 0.01)', () => {
    const frames = held([position('BTC', ['bid', '0.1', '60000'])], '1000');
    expect(shown(poolOf(frames).positions[0]?.liquidationPrice)).toBe('exact 50505.050505');
  });

  it('cross short: (61,000 + 900 ÷ 0.1) ÷ (1 + 0.01)', () => {
    const frames = held([position('BTC', ['ask', '0.1', '60000'])], '1000');
    expect(shown(poolOf(frames).positions[0]?.liquidationPrice)).toBe('exact 69306.930693');
  });

  it('isolated, from the entry and the margin set aside: (150 − 100 ÷ 10) ÷ (1 − 0.025)', () => {
    const frames = held([position('SOL', ['bid', '10', '150'], {i: true, m: '100'})], '1000');
    expect(shown(poolOf(frames, 'isolated:SOL').positions[0]?.liquidationPrice)).toBe('exact 143.589744');
  });

  it('half of a requirement at the highest leverage: a live account had 7.49 of margin in use and 3.74 required', () => {
    // An account summary of 7 November 2025 in a public bot's repository: one position at the highest leverage.
    const btc = position('BTC', ['bid', '0.00614', '61000']);
    const {initialMargin, maintenanceMargin} = poolOf([
      ...held([btc], '113.67'),
      account({balance: '113.67', orders_count: 0}),
    ]);
    // 374.54 ÷ 100; the initial requirement needs the chosen leverage, which was not told.
    expect(shown(maintenanceMargin)).toBe('exact 3.7454');
    expect(shown(initialMargin)).toMatch(/^missing/);
  });
});
