import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {LIVE, LIVE_ROW, MIXED} from './samples.ts';
import {
  AT,
  balances,
  coin,
  dollars,
  ME,
  modelOf,
  poolOf,
  position,
  push,
  shown,
  subaccount,
  ticker,
} from './wire.ts';

describe('a real short of 0.02 BTC (ccxt, January 2025)', () => {
  it('asks 5 % of the mark: 0.05 × 2,055.303807; an estimate while the margin type is not told', () => {
    const [row] = poolOf(LIVE).positions;
    expect(shown(row?.maintenanceMargin)).toBe('estimated 102.76519');
    const line = poolOf(LIVE).audit.find(({figure}) => figure === 'maintenanceMargin');
    expect(line?.agrees).toBe(true);
  });

  it('without collateral is no account: equity is missing', () => {
    expect(shown(poolOf(LIVE).equity)).toBe('missing the collateral');
  });

  it('falls where Derive said, on the equity that its leverage gives: 2,055.3038 ÷ 8.69545', () => {
    // 236.365… of equity; (236.3656 + 2,055.3038) ÷ 0.021 = 109,127.1, and Derive said 109,125.7
    const equity = new Decimal(LIVE_ROW.mark_price).times('0.02').div(LIVE_ROW.leverage);
    const cash = equity.minus(LIVE_ROW.mark_value);
    const net = cash.plus(LIVE_ROW.maintenance_margin);
    const first = cash.plus(LIVE_ROW.initial_margin);
    const pool = poolOf([
      subaccount({
        coins: [dollars(cash.toFixed(18))],
        rows: [{...LIVE_ROW, liquidation_price: null}],
        totals: [equity.toFixed(18), net.toFixed(18), first.toFixed(18)],
      }),
    ]);
    const price = pool.positions[0]?.liquidationPrice;
    const ours = price !== undefined && 'value' in price ? price.value : new Decimal(0);
    expect(ours.div(LIVE_ROW.liquidation_price).minus(1).abs().toNumber()).toBeLessThan(2e-5);
    expect(shown(pool.equity)).toBe('exact 236.365498');
  });
});

describe('standard margin: 2 ETH and 10,000 USDC behind 1 BTC, of whose profit 4,000 were settled', () => {
  const pool = poolOf([subaccount(MIXED)]);

  it('counts settled profit once: 10,000 + 8,000 + 10,000 − 4,000', () => {
    expect(shown(pool.equity)).toBe('exact 24000');
  });

  it('asks for 5 % of 100,000 and for the tenth of the ETH that does not count: 5,000 + 800', () => {
    expect(shown(pool.maintenanceMargin)).toBe('exact 5800');
    expect(shown(pool.accuracy)).toBe('exact 413.793103');
    // 6,500 + 1,600
    expect(shown(pool.initialMargin)).toBe('exact 8100');
  });

  it('finds the price that Derive names, and agrees in every figure', () => {
    expect(shown(pool.positions[0]?.liquidationPrice)).toBe('exact 80842.105263');
    expect(pool.audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
      ['ratio', true],
      ['maintenanceMargin', true],
      ['liquidationPrice', true],
    ]);
  });

  it('follows a mark: 5 % of 98,000, and nothing is compared any more', () => {
    const moved = poolOf([subaccount(MIXED), ticker('BTC-PERP', '98000', AT + 1000)]);
    expect(shown(moved.equity)).toBe('exact 22000');
    expect(shown(moved.maintenanceMargin)).toBe('exact 5700');
    expect(moved.audit).toEqual([]);
  });

  it('follows the spot price of the collateral: 2 × 4,500, a tenth of it', () => {
    const feed = push('spot_feed.ETH', {timestamp: AT, feeds: {ETH: {price: '4500'}}}, AT + 1000);
    const moved = poolOf([subaccount(MIXED), feed]);
    expect(shown(moved.equity)).toBe('exact 25000');
    expect(shown(moved.maintenanceMargin)).toBe('exact 5900');
  });

  it('takes a deposit from a push, and adds up', () => {
    expect(shown(poolOf([subaccount(MIXED), balances({USDC: '11000'}, AT + 1)]).equity)).toBe('exact 25000');
  });

  it('closed, with the cash told: 16,000 + 8,000; without: an estimate', () => {
    const closed = poolOf([subaccount(MIXED), balances({'BTC-PERP': '0', USDC: '16000'}, AT + 1)]);
    expect(closed.positions.map(({symbol}) => symbol)).toEqual(['haircut of ETH']);
    expect(shown(closed.equity)).toBe('exact 24000');
    const half = poolOf([subaccount(MIXED), balances({'BTC-PERP': '0'}, AT + 1)]);
    expect(half.equity.kind).toBe('estimated');
  });

  it('resized or opened by a push: its entry is not known, so equity is not', () => {
    const more = poolOf([subaccount(MIXED), balances({'BTC-PERP': '1.5'}, AT + 1)]);
    expect(shown(more.equity)).toBe('missing entry and margin of BTC-PERP since it changed');
    const opened = poolOf([subaccount(MIXED), balances({'ETH-PERP': '3'}, AT + 1)]);
    expect(shown(opened.equity)).toMatch(/^missing entry and margin of ETH-PERP since it changed/);
    const again = subaccount(MIXED, AT + 2);
    expect(shown(poolOf([subaccount(MIXED), balances({'BTC-PERP': '1.5'}, AT + 1), again]).equity)).toBe(
      'exact 24000',
    );
  });

  it('orders hold initial margin, whichever sign it is told with', () => {
    for (const open_orders_margin of ['-300', '300']) {
      const {initialMargin} = poolOf([subaccount({...MIXED, fields: {open_orders_margin}})]);
      expect(shown(initialMargin)).toBe('exact 8400');
    }
  });

  it('what its parts do not make up is kept and marked', () => {
    const other = poolOf([subaccount({...MIXED, totals: ['24100', '18200', '16000']})]);
    expect(shown(other.equity)).toBe('estimated 24100');
    expect(shown(other.maintenanceMargin)).toBe('estimated 5900');
  });

  it('of totals alone shows the ratio of Derive’s own: 1,000 over 1,000 − 400', () => {
    const fields = {margin_type: undefined};
    const pool = poolOf([subaccount({coins: [], rows: [], totals: ['1000', '400', '100'], fields})]);
    expect(shown(pool.accuracy)).toBe('estimated 166.666667');
    expect(shown(pool.initialMargin)).toBe('estimated 900');
  });

  it('in auction shows no figure that looks safe', () => {
    const {equity, accuracy} = poolOf([subaccount({...MIXED, fields: {is_under_liquidation: true}})]);
    expect([equity.kind, accuracy.kind]).toEqual(['missing', 'missing']);
  });
});

describe('options', () => {
  const CALL = 'BTC-20261225-120000-C';
  const priced = {i: '0.5', f: '100500', m: '2000', df: '1', d: '-0.2'};
  /** Sold: worth −2,000, asked for another 11 % of the index; Derive’s parameters differ by coin. */
  const short = position(CALL, ['-1', '2500', '2000'], ['-2000', '-13000', '-17000'], {
    index_price: '100000',
  });

  it('sold: counted at its worth, a share of the index asked for', () => {
    const pool = poolOf([
      subaccount({coins: [dollars('30000')], rows: [short], totals: ['28000', '17000', '13000']}),
    ]);
    expect(shown(pool.equity)).toBe('exact 28000');
    expect(shown(pool.maintenanceMargin)).toBe('exact 11000');
    expect(shown(pool.initialMargin)).toBe('exact 15000');
    expect(pool.positions[0]?.liquidationPrice.kind).toBe('missing');
  });

  it('sold, with a volatility told: a price, estimated', () => {
    const frames = [
      subaccount({coins: [dollars('30000')], rows: [short], totals: ['28000', '17000', '13000']}),
      ticker(CALL, '2000', AT + 1, '100000', priced),
    ];
    expect(modelOf(frames).positions[0]?.option).toMatchObject({
      right: 'call',
      strike: new Decimal(120000),
      expiresAt: Date.UTC(2026, 11, 25, 8),
      markVolatility: new Decimal('0.5'),
    });
    expect(poolOf(frames).positions[0]?.liquidationPrice.kind).toBe('estimated');
  });

  it('bought in standard margin: worth something and secures nothing', () => {
    const long = position(CALL, ['1', '2500', '2000'], ['2000', '0', '0'], {index_price: '100000'});
    const told = subaccount({coins: [dollars('30000')], rows: [long], totals: ['32000', '30000', '30000']});
    const pool = poolOf([told, ticker(CALL, '500', AT + 1, '90000', priced)]);
    expect(shown(pool.equity)).toBe('exact 30500');
    expect(shown(pool.maintenanceMargin)).toBe('exact 500');
    expect(pool.positions).toHaveLength(1);
  });

  it('whose name does not tell its terms: equity is missing, its requirement is Derive’s', () => {
    const odd = {...short, instrument_name: 'BTC-ODD'};
    const pool = poolOf([
      subaccount({coins: [dollars('30000')], rows: [odd], totals: ['28000', '17000', '13000']}),
    ]);
    expect(shown(pool.equity)).toBe('missing the terms of BTC-ODD');
    expect(shown(pool.maintenanceMargin)).toBe('exact 11000');
  });

  it('that cover one another: Derive’s lesser total, shared and marked', () => {
    const other = position('BTC-20261225-130000-C', ['1', '1500', '1000'], ['1000', '0', '0'], {
      index_price: '100000',
    });
    // A spread of 10,000: no more is asked for than 10,000 − 1,000 of worth.
    const pool = poolOf([
      subaccount({coins: [dollars('30000')], rows: [short, other], totals: ['29000', '20000', '20000']}),
    ]);
    expect(shown(pool.equity)).toBe('exact 29000');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 9000');
    expect(pool.audit.find(({figure}) => figure === 'maintenanceMargin')?.agrees).toBe(true);
  });
});

describe('portfolio margin', () => {
  const rows = [
    position('BTC-PERP', ['1', '100000', '100000'], ['0', '-9000', '-12000']),
    position('ETH-PERP', ['-10', '4000', '4000'], ['0', '-3000', '-4000']),
  ];
  const told = {
    coins: [dollars('20000')],
    rows,
    totals: ['20000', '13000', '11000'],
    fields: {margin_type: 'PM2'},
  } as const;
  const id = `portfolio:${ME}`;

  it('shares Derive’s total of 7,000 by value, 100,000 to 40,000, as an estimate', () => {
    const pool = poolOf([subaccount(told)], id);
    expect(shown(pool.equity)).toBe('exact 20000');
    expect(shown(pool.maintenanceMargin)).toBe('estimated 7000');
    expect(pool.positions.map(({maintenanceMargin}) => shown(maintenanceMargin))).toEqual([
      'estimated 5000',
      'estimated 2000',
    ]);
  });

  it('a leg closed may raise the requirement: it is missing until told', () => {
    const pool = poolOf([subaccount(told), balances({'ETH-PERP': '0', USDC: '20000'}, AT + 1)], id);
    expect(pool.maintenanceMargin.kind).toBe('missing');
  });
});

describe('subaccounts', () => {
  it('are pools of their own', () => {
    const other = subaccount({
      coins: [dollars('1000')],
      rows: [],
      totals: ['1000', '1000', '1000'],
      fields: {subaccount_id: 43},
    });
    expect(shown(poolOf([subaccount(MIXED), other], 'cross:43').equity)).toBe('exact 1000');
    expect(shown(poolOf([subaccount(MIXED), other], `cross:${ME}`).equity)).toBe('exact 24000');
  });

  it('a wrapped coin moves with its own; a debt counts in full', () => {
    const coins = [dollars('-500'), coin('wstETH', ['1', '5000', '4000', '3500'])];
    const pool = modelOf([subaccount({coins, rows: [], totals: ['4500', '3500', '3000']})]);
    expect(pool.collateral[1]).toMatchObject({asset: 'wstETH', underlying: 'ETH'});
    const health = poolOf([subaccount({coins, rows: [], totals: ['4500', '3500', '3000']})]);
    expect([shown(health.equity), shown(health.maintenanceMargin)]).toEqual(['exact 4500', 'exact 1000']);
  });
});
