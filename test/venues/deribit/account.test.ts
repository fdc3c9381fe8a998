import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/deribit/account.ts';
import {
  AT,
  auditOf,
  future,
  healthOf,
  option,
  poolOf,
  portfolio,
  positions,
  push,
  reduceAll,
  shown,
  summary,
  ticker,
} from './wire.ts';

const idsOf = (frames: Parameters<typeof reduceAll>[0]) =>
  accounts(reduceAll(frames)).flatMap(({pools}) => pools.map(({id}) => id));

describe('segregated', () => {
  const BTC = future('BTC-PERPETUAL', 10_000, {average_price: 60_000, mark_price: 60_000});
  const USDC = future('BTC_USDC-PERPETUAL', 1, {average_price: 60_000, mark_price: 60_000});

  it('each currency is a pool of its own: BTC and BTC_USDC contracts do not secure each other', () => {
    const frames = [
      portfolio(summary('BTC', 1)),
      portfolio(summary('USDC', 5000)),
      portfolio(summary('ETH', 0)),
      ...positions([BTC, USDC]),
    ];
    expect(idsOf(frames)).toEqual(['cross:BTC', 'cross:USDC']);
    expect(poolOf(frames, 'cross:USDC').positions.map(({symbol}) => symbol)).toEqual(['BTC_USDC-PERPETUAL']);
  });

  it('without the currency’s balance there is no equity', () => {
    expect(healthOf(positions([BTC]), 'cross:BTC').equity).toEqual({
      kind: 'missing',
      needs: ['balance of BTC'],
    });
  });

  it('a list without its question is whole when it makes up Deribit’s requirement, and only then', () => {
    // 1/6 BTC × (1 % + 1/6 × 0.005 %)
    const told = (maintenance_margin: number) => [
      portfolio(summary('BTC', 1, {maintenance_margin})),
      ...positions([BTC]).slice(1),
    ];
    expect(shown(healthOf(told(0.00166806), 'cross:BTC').maintenanceMargin, 6)).toBe('estimated 0.00166806');
    expect(poolOf(told(0.00166806), 'cross:BTC').positions[0]?.symbol).toBe('BTC-PERPETUAL');
    expect(poolOf(told(0.5), 'cross:BTC').positions[0]?.symbol).toBe('orders and others');
  });

  it('what the positions do not make up of the requirement stays put, and is doubted', () => {
    const frames = [portfolio(summary('USDC', 5000, {maintenance_margin: 703, initial_margin: 1403}))];
    const pool = healthOf([...frames, ...positions([USDC])], 'cross:USDC');
    // 603 of 1 BTC, 100 of others; initial 1,203 and 200
    expect(shown(pool.maintenanceMargin)).toBe('estimated 703');
    expect(shown(pool.initialMargin, 12)).toBe('estimated 1403');
    expect(pool.positions.map(({maintenanceMargin}) => shown(maintenanceMargin))).toEqual([
      'estimated 603',
      'estimated 100',
    ]);
  });

  it('a small rest is not taken for the price’s, and stays when the price moves', () => {
    const frames = [
      ...positions([USDC]),
      portfolio(summary('USDC', 5000, {maintenance_margin: 609, initial_margin: 1215}), {at: AT + 100}),
    ];
    expect(shown(healthOf(frames, 'cross:USDC').maintenanceMargin)).toBe('estimated 609');
    const moved = [...frames, ticker('BTC_USDC-PERPETUAL', {mark_price: 59_900}, {at: AT + 200})];
    // 59,900 × 1.005 % and 6; 59,900 × 2.005 % and 12
    const pool = healthOf(moved, 'cross:USDC');
    expect([shown(pool.maintenanceMargin), shown(pool.initialMargin, 12)]).toEqual([
      'estimated 607.995',
      'estimated 1212.995',
    ]);
  });

  it('without a requirement nothing can be missing from the list', () => {
    expect(shown(healthOf([portfolio(summary('BTC', 2))], 'cross:BTC').equity)).toBe('exact 2');
  });

  it('positions of before 08:00 UTC do not fit an account of after it', () => {
    const before = Date.UTC(2026, 6, 2, 7, 59);
    const frames = [
      ...positions([USDC], {at: before}),
      portfolio(summary('USDC', 5000), {at: before + 120_000}),
    ];
    expect(healthOf(frames, 'cross:USDC').equity).toMatchObject({
      kind: 'missing',
      needs: [expect.stringContaining('08:00 UTC')],
    });
    const anew = [...frames, ...positions([USDC], {at: before + 130_000})];
    expect(shown(healthOf(anew, 'cross:USDC').equity)).toBe('exact 5000');
  });

  it('the mark moves on: profit follows, and nothing of another moment is compared', () => {
    const frames = [portfolio(summary('USDC', 5000)), ...positions([USDC])];
    const moved = healthOf(
      [...frames, ticker('BTC_USDC-PERPETUAL', {mark_price: 59_000, index_price: 59_010}, {at: AT + 2000})],
      'cross:USDC',
    );
    expect(shown(moved.equity)).toBe('exact 4000');
    expect(shown(moved.maintenanceMargin)).toBe('exact 592.95');
    expect(moved.audit).toEqual([]);
  });

  it('the account told at the new marks is compared again', () => {
    const frames = [
      portfolio(summary('USDC', 5000)),
      ...positions([USDC]),
      ticker('BTC_USDC-PERPETUAL', {mark_price: 59_000, index_price: 59_010}, {at: AT + 2000}),
      portfolio(
        summary('USDC', 4000, {
          session_upl: -1000,
          futures_session_upl: -1000,
          maintenance_margin: 592.95,
          initial_margin: 1182.95,
        }),
        {at: AT + 2050},
      ),
    ];
    expect(auditOf(healthOf(frames, 'cross:USDC'))).toEqual({
      equity: true,
      maintenanceMargin: true,
      ratio: true,
    });
  });

  it('positions that ask for more than the account’s newer word are doubted: a close was missed', () => {
    const frames = [...positions([USDC]), portfolio(summary('USDC', 5000), {at: AT + 5000})];
    expect(healthOf(frames, 'cross:USDC').accuracy).toMatchObject({
      kind: 'estimated',
      because: [expect.stringContaining('missed')],
    });
  });

  it('a linear contract that Deribit charges on the index is charged on it: 60,060 × 1.005 %', () => {
    const row = {...USDC, index_price: 60_060, maintenance_margin: 603.603};
    const pool = healthOf([portfolio(summary('USDC', 5000)), ...positions([row])], 'cross:USDC');
    expect(shown(pool.maintenanceMargin, 12)).toBe('exact 603.603');
  });

  it('a coin without a published rate follows Deribit’s own figure, as an estimate', () => {
    const row = future('XRP_USDC-PERPETUAL', 1000, {average_price: 2, mark_price: 2, maintenance_margin: 50});
    const frames = [
      portfolio(summary('USDC', 500, {maintenance_margin: 50})),
      ...positions([row]),
      ticker('XRP_USDC-PERPETUAL', {mark_price: 2.2}),
    ];
    expect(shown(healthOf(frames, 'cross:USDC').maintenanceMargin, 12)).toBe('estimated 55');
  });
});

describe('options in standard margin', () => {
  const call = option('BTC-25DEC26-80000-C', 1, {average_price: 0.1, mark_price: 0.12, index_price: 60_000});
  const short = option('BTC-25DEC26-80000-C', -2, {
    average_price: 0.1,
    mark_price: 0.12,
    index_price: 60_000,
    maintenance_margin: 0.39,
    initial_margin: 0.44,
  });

  it('a long one adds nothing to the margin balance and asks for nothing', () => {
    const pool = healthOf(
      [portfolio(summary('BTC', 1, {options_value: 0.12})), ...positions([call])],
      'cross:BTC',
    );
    expect([shown(pool.equity), shown(pool.maintenanceMargin)]).toEqual(['exact 1', 'exact 0']);
    expect(shown(pool.positions[0]?.notional)).toBe('exact 0.12');
  });

  it('a short call: 2 × (0.075 + 0.12), initial 2 × (0.1 + 0.12); the balance leaves its value out', () => {
    const told = {options_value: -0.24, maintenance_margin: 0.39, initial_margin: 0.44};
    const pool = healthOf([portfolio(summary('BTC', 1, told)), ...positions([short])], 'cross:BTC');
    expect(shown(pool.equity)).toBe('exact 1');
    expect(shown(pool.maintenanceMargin)).toBe('exact 0.39');
    expect(shown(pool.initialMargin, 12)).toBe('exact 0.44');
    expect(auditOf(pool)).toMatchObject({equity: true, maintenanceMargin: true, ratio: true});
    expect(pool.positions[0]?.liquidationPrice).toMatchObject({
      kind: 'missing',
      needs: [expect.stringContaining('volatility')],
    });
  });

  it('with its volatility it has a price at which the account goes', () => {
    const frames = [
      portfolio(summary('BTC', 0.5, {options_value: -0.24, maintenance_margin: 0.39, initial_margin: 0.44})),
      ...positions([short]),
      ticker('BTC-25DEC26-80000-C', {mark_price: 0.12, index_price: 60_000, mark_iv: 70}),
    ];
    const [position] = healthOf(frames, 'cross:BTC').positions;
    expect(position?.liquidationPrice.kind).toBe('estimated');
  });

  it('terms stand in the name; they end at 08:00 UTC', () => {
    const rows = [call, option('XRP_USDC-5JUN26-0d625-P', 1, {mark_price: 0.1, index_price: 0.6})];
    const frames = [
      portfolio(summary('BTC', 1, {margin_model: 'segregated_pm'})),
      portfolio(summary('USDC', 1, {margin_model: 'segregated_pm'})),
      ...positions(rows),
    ];
    const [xrp] = poolOf(frames, 'portfolio:USDC').positions;
    expect(xrp?.option?.strike.toFixed()).toBe('0.625');
    expect([xrp?.option?.right, xrp?.option?.expiresAt]).toEqual(['put', Date.UTC(2026, 5, 5, 8)]);
    expect(poolOf(frames, 'portfolio:BTC').positions[0]?.option?.right).toBe('call');
  });
});

describe('cross collateral', () => {
  const cross = (balance: number, more: object = {}) => ({
    margin_model: 'cross_sm',
    cross_collateral_enabled: true,
    total_margin_balance_usd: balance,
    total_maintenance_margin_usd: 603,
    total_initial_margin_usd: 1203,
    ...more,
  });
  const row = future('BTC_USDC-PERPETUAL', 1, {
    average_price: 61_000,
    mark_price: 60_000,
    total_profit_loss: -1000,
    floating_profit_loss: -1000,
    maintenance_margin: 603,
    initial_margin: 1203,
  });
  const framesOf = (total: number, model: object = {}) => [
    portfolio(summary('BTC', total / 60_000, {balance: 0.5, ...cross(total, model)})),
    portfolio(
      summary('USDC', total, {
        balance: 10_000,
        session_upl: -1000,
        futures_session_upl: -1000,
        ...cross(total, model),
      }),
    ),
    ...positions([row]),
  ];

  it('all currencies secure all positions; the index is the total ÷ the row’s own balance', () => {
    const pool = healthOf(framesOf(39_000), 'cross');
    expect(shown(pool.equity)).toBe('exact 39000');
    expect(shown(pool.maintenanceMargin)).toBe('exact 603');
    expect(shown(pool.accuracy, 9)).toBe('exact 6467.66169');
    // 0.5 P + 10,000 + P − 61,000 = 0.01005 P: the coin falls with the contract
    expect(shown(pool.positions[0]?.liquidationPrice, 12)).toBe('exact 34229.3365549');
    expect(auditOf(pool)).toMatchObject({equity: true, maintenanceMargin: true, ratio: true});
  });

  it('what haircuts take off is kept as it is, named and doubted', () => {
    const frames = framesOf(37_500);
    expect(poolOf(frames, 'cross').deductions?.map(({amount}) => amount.toFixed())).toEqual(['1500']);
    expect(shown(healthOf(frames, 'cross').equity)).toBe('estimated 37500');
  });

  it('a newer index moves the collateral', () => {
    const index = push(
      'deribit_price_index.btc_usd',
      {index_name: 'btc_usd', price: 59_000},
      {at: AT + 1000},
    );
    expect(shown(healthOf([...framesOf(39_000), index], 'cross').equity)).toBe('exact 38500');
    expect(healthOf([...framesOf(39_000), index], 'cross').audit.map(({figure}) => figure)).not.toContain(
      'equity',
    );
  });

  it('a settle currency that was not told of leaves no equity', () => {
    const [btc, , ...held] = framesOf(39_000);
    expect(
      healthOf(
        [btc, ...held].flatMap((each) => each ?? []),
        'cross',
      ).equity,
    ).toMatchObject({
      kind: 'missing',
      needs: expect.arrayContaining(['balance of USDC']),
    });
  });

  it('portfolio margin: Deribit’s own total, estimated, and equity with the options in it', () => {
    const pool = healthOf(framesOf(39_000, {margin_model: 'cross_pm'}), 'portfolio');
    expect([pool.kind, shown(pool.equity), shown(pool.maintenanceMargin, 12)]).toEqual([
      'portfolio',
      'estimated 39000',
      'estimated 603',
    ]);
  });
});

describe('segregated portfolio margin', () => {
  it('shares the total by value and counts the options', () => {
    const told = {
      margin_model: 'segregated_pm',
      maintenance_margin: 0.06,
      initial_margin: 0.08,
      options_value: 0.12,
    };
    const frames = [
      portfolio(summary('BTC', 1.12, told)),
      ...positions([
        future('BTC-PERPETUAL', -120_000, {average_price: 60_000, mark_price: 60_000}),
        option('BTC-25DEC26-80000-C', 1, {average_price: 0.1, mark_price: 0.12, index_price: 60_000}),
      ]),
    ];
    const pool = healthOf(frames, 'portfolio:BTC');
    expect(shown(pool.equity)).toBe('estimated 1.12');
    expect(shown(pool.initialMargin, 9)).toBe('estimated 0.08');
    // 2 BTC and 1 BTC of value
    expect(pool.positions.map(({maintenanceMargin}) => shown(maintenanceMargin, 9))).toEqual([
      'estimated 0.04',
      'estimated 0.02',
    ]);
    expect(auditOf(pool)).toMatchObject({equity: true, maintenanceMargin: true, ratio: true});
  });
});
