import {describe, expect, it} from 'vitest';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/gate/account.ts';
import {
  AT,
  account,
  contract,
  healthOf,
  isNear,
  number,
  poolOf,
  positions,
  reduceAll,
  row,
  ticker,
  tiers,
  unified,
  update,
} from './wire.ts';

/** 0.001 BTC at 60,000: 0.4 % and 0.075 % of 60 USDT are 0.285. */
const btc = row('BTC_USDT', {
  size: 10,
  value: '60',
  entry_price: '59000',
  mark_price: '60000',
  unrealised_pnl: '1',
  maintenance_margin: '0.285',
  liq_price: '54.3',
});
const eth = row('ETH_USDT', {
  size: -2,
  value: '60',
  entry_price: '3000',
  mark_price: '3000',
  leverage: '10',
  pos_margin_mode: 'isolated',
  margin: '6',
  liq_price: '3284.4',
  maintenance_margin: '0.285',
});
const cash = account({total: '66', cross_order_margin: '0'});
const pools = (frames: readonly Frame[]) => healthOf(frames).pools;

describe('which pools there are', () => {
  it('nothing before the page has shown an account', () => {
    expect(accounts(reduceAll([tiers('BTC_USDT', [['1', '0.1', '0']]), ticker('BTC_USDT', '1')]))).toEqual(
      [],
    );
  });

  it('one for each settle asset, one for each isolated position and hedge leg', () => {
    const legs = [
      row('XRP_USDT', {mode: 'dual_long', size: 1, leverage: '5', pos_margin_mode: 'isolated', margin: '1'}),
      row('XRP_USDT', {
        mode: 'dual_short',
        size: -1,
        leverage: '5',
        pos_margin_mode: 'isolated',
        margin: '1',
      }),
    ];
    const coin = row('BTC_USD', {size: 100, mark_price: '60000', entry_price: '60000'});
    const frames = [
      cash,
      positions([btc, eth, ...legs]),
      account({total: '0.01'}, {settle: 'btc'}),
      positions([coin], {settle: 'btc'}),
    ];
    expect(pools(frames).map(({id, unit}) => `${id} ${unit}`)).toEqual([
      'cross:USDT USDT',
      'cross:BTC BTC',
      'iso:ETH_USDT USDT',
      'iso:XRP_USDT:long USDT',
      'iso:XRP_USDT:short USDT',
    ]);
  });

  it('cross is what isolated positions do not hold: 66 − 6, and 1 of profit', () => {
    const [cross, isolated] = pools([cash, positions([btc, eth])]);
    expect(number(cross?.equity)).toBe('61');
    expect(cross?.equity.kind).toBe('exact');
    expect(number(isolated?.equity)).toBe('6');
    expect(isolated?.accuracy.kind).toBe('exact');
  });

  it.each([
    ['the web’s cross_balance', {cross_balance: '50', iso_balance: '6', total: '56'}, '51'],
    [
      'the API’s balance with profit, less profit',
      {cross_margin_balance: '51', cross_unrealised_pnl: '1'},
      '51',
    ],
    ['the total', {total: '56'}, '51'],
  ])('from %s', (_, given, equity) => {
    expect(number(pools([account(given), positions([btc, eth])])[0]?.equity)).toBe(equity);
  });
});

describe('inverse, settled in BTC', () => {
  /**
   * Long 6000 USD at 60,000 on 0.01 BTC, rate 0.4 %, fee 0.075 %: 0.01 + 0.1 − 6000 ÷ p = 0.00475 × 6000 ÷ p,
   * p = 6000 × 1.00475 ÷ 0.11.
   */
  const coin = row('BTC_USD', {
    size: 6000,
    value: '0.1',
    entry_price: '60000',
    mark_price: '60000',
    maintenance_margin: '0.000475',
  });
  const frames = [account({total: '0.01'}, {settle: 'btc'}), positions([coin], {settle: 'btc'})];

  it('counts in coin, 1 USD a contract', () => {
    const pool = poolOf(frames, 'cross:BTC');
    expect(number(pool.maintenanceMargin)).toBe('0.000475');
    expect(isNear(pool.positions[0]?.liquidationPrice, '54804.545454545454', '1e-12')).toBe(true);
  });

  it('its value grows as the price falls: with the lowest tier alone it is an estimate', () => {
    expect(poolOf(frames, 'cross:BTC').positions[0]?.liquidationPrice).toMatchObject({
      because: [expect.stringContaining('above the lowest')],
    });
    const table = tiers('BTC_USD', [['1000', '0.004', '0']], {settle: 'btc'});
    expect(poolOf([table, ...frames], 'cross:BTC').positions[0]?.liquidationPrice.kind).toBe('exact');
  });

  it('another coin settled in BTC is quanto', () => {
    const quanto = row('ETH_USD', {size: 100, value: '0.0003', mark_price: '3000', entry_price: '2900'});
    const [account] = accounts(reduceAll([positions([quanto], {settle: 'btc'})]));
    expect(account?.pools[0]?.positions[0]).toMatchObject({
      contract: 'quanto',
      settle: 'BTC',
      underlying: 'ETH',
    });
    expect(account?.pools[0]?.positions[0]?.multiplier.toFixed()).toBe('0.000000001');
  });
});

describe('a part of an account must not look whole', () => {
  const change = {
    contract: 'BTC_USDT',
    size: 10,
    leverage: 0,
    entry_price: 59000,
    margin: 0,
    mode: 'single',
    maintenance_rate: 0.004,
  };
  const told = update('futures.positions', [change]);

  it('positions known from updates alone: equity is missing', () => {
    const pool = poolOf(
      [contract('BTC_USDT', '0.0001'), cash, told, ticker('BTC_USDT', '60000')],
      'cross:USDT',
    );
    expect(pool.equity).toEqual({kind: 'missing', needs: ['all positions of the account']});
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(pool.grade).toBe('unknown');
  });

  it('no account: equity is missing', () => {
    expect(poolOf([positions([btc])], 'cross:USDT').equity).toEqual({
      kind: 'missing',
      needs: ['futures account balance of USDT'],
    });
  });

  it('an isolated position without its margin: missing', () => {
    const silent = {...eth, margin: undefined};
    expect(poolOf([cash, positions([silent])], 'iso:ETH_USDT').equity).toEqual({
      kind: 'missing',
      needs: ['margin of ETH_USDT'],
    });
    expect(poolOf([cash, positions([silent, btc])], 'cross:USDT').equity.kind).toBe('missing');
  });

  it('a contract whose size is not known has no figure at all', () => {
    const pool = poolOf([cash, positions([]), told, ticker('BTC_USDT', '60000')], 'cross:USDT');
    expect(pool.equity.kind).toBe('missing');
    expect(JSON.stringify(pool.equity)).toContain('what one contract of BTC_USDT is');
    expect(pool.maintenanceMargin.kind).toBe('missing');
    expect(pool.positions[0]?.notional.kind).toBe('missing');
  });

  it('a mode that was not told is a doubt; a balance that cannot be a classic one is none at all', () => {
    const untold = account({margin_mode: undefined, total: '66'});
    expect(poolOf([untold, positions([btc])], 'cross:USDT').equity).toMatchObject({
      kind: 'estimated',
      because: [expect.stringContaining('unified')],
    });
    const small = account({margin_mode: undefined, total: '2.98'});
    expect(poolOf([small, positions([btc, eth])], 'cross:USDT').equity.kind).toBe('missing');
  });

  it('a bonus or a part of the balance that is nowhere is a doubt', () => {
    const bonus = account({total: '66', bonus: '3'});
    expect(poolOf([bonus, positions([btc])], 'cross:USDT').equity.kind).toBe('estimated');
    const apart = account({total: '69', cross_balance: '60', iso_balance: '6'});
    const moved = update('futures.balances', [{balance: 68, currency: 'usdt', time_ms: AT + 1000}], {
      at: AT + 1000,
    });
    const pool = poolOf([positions([btc, eth]), apart, moved], 'cross:USDT');
    expect(number(pool.equity)).toBe('60');
    expect(pool.equity.kind).toBe('estimated');
  });
});

describe('balances that move', () => {
  it('all of a change is cross while nothing is isolated', () => {
    const start = [account({total: '80', cross_balance: '60'}), positions([btc])];
    const moved = update('futures.balances', [{balance: 78, currency: 'usdt', time_ms: AT + 1000}], {
      at: AT + 1000,
    });
    expect(number(poolOf([...start, moved], 'cross:USDT').equity)).toBe('59');
  });

  it('with an isolated position cross is what is left of it', () => {
    const start = [account({total: '66', cross_balance: '60', iso_balance: '6'}), positions([btc, eth])];
    const moved = update('futures.balances', [{balance: 64, currency: 'usdt', time_ms: AT + 1000}], {
      at: AT + 1000,
    });
    expect(number(poolOf([...start, moved], 'cross:USDT').equity)).toBe('59');
  });

  it('the venue’s liquidation price is let go with them, and its totals', () => {
    const start = [
      positions([btc]),
      account({
        total: '60',
        cross_balance: '60',
        cross_unrealised_pnl: '1',
        cross_maintenance_margin: '0.285',
      }),
    ];
    const figures = (frames: readonly Frame[]) =>
      poolOf(frames, 'cross:USDT').audit.map(({figure}) => figure);
    expect(figures(start)).toEqual(['equity', 'maintenanceMargin', 'maintenanceMargin', 'liquidationPrice']);
    const moved = update('futures.balances', [{balance: 59, currency: 'usdt', time_ms: AT + 1000}], {
      at: AT + 1000,
    });
    expect(figures([...start, moved])).toEqual(['maintenanceMargin']);
  });
});

describe('the requirement', () => {
  const big = row('BTC_USDT', {
    size: 200_000,
    value: '1200000',
    entry_price: '60000',
    mark_price: '60000',
    maintenance_rate: '0.0045',
    average_maintenance_rate: '0.0041',
    maintenance_margin: '5800',
  });

  it('tiers not seen: Gate’s own figure, scaled with the value; 5800 at 60000 is 2900 at 30000', () => {
    const frames = [account({total: '900000'}), positions([big]), ticker('BTC_USDT', '30000', {at: AT + 1})];
    const pool = poolOf(frames, 'cross:USDT');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(number(pool.maintenanceMargin)).toBe('2900');
  });

  it('tiers seen: 4000 and 0.45 % of 200,000, and the fee that Gate’s figure holds', () => {
    const table = tiers('BTC_USDT', [
      ['1000000', '0.004'],
      ['2000000', '0.0045'],
    ]);
    const pool = poolOf([table, account({total: '900000'}), positions([big])], 'cross:USDT');
    expect(pool.maintenanceMargin).toMatchObject({kind: 'exact'});
    expect(number(pool.maintenanceMargin)).toBe('5800');
  });

  it('a tier table that does not give Gate’s figure leaves the fee in doubt', () => {
    const table = tiers('BTC_USDT', [['2000000', '0.003']]);
    const pool = poolOf([table, account({total: '900000'}), positions([big])], 'cross:USDT');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(pool.audit[0]).toMatchObject({figure: 'maintenanceMargin', reported: '5800', agrees: false});
  });

  it('an update of a position whose tiers are unknown: today’s rate for all of it, never too little', () => {
    const change = {
      contract: 'BTC_USDT',
      size: 100_000,
      leverage: 0,
      entry_price: 60000,
      margin: 0,
      mode: 'single',
      maintenance_rate: 0.0045,
      time_ms: AT + 1000,
    };
    const frames = [
      account({total: '900000'}),
      positions([big]),
      update('futures.positions', [change], {at: AT + 1000}),
    ];
    const pool = poolOf(frames, 'cross:USDT');
    // 600000 × (0.0045 + 0.00075)
    expect(number(pool.maintenanceMargin)).toBe('3150');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
  });

  it('hedge mode: the smaller leg follows the larger one’s blended rate', () => {
    const leg = (mode: string, size: number, value: string) =>
      row('BTC_USDT', {mode, size, value, entry_price: '60000', mark_price: '60000'});
    const frames = [
      contract('BTC_USDT', '0.0001', '0'),
      tiers('BTC_USDT', [
        ['1000000', '0.004', '0'],
        ['2000000', '0.005', '1000'],
      ]),
      account({total: '900000'}),
      positions([leg('dual_long', 200_000, '1200000'), leg('dual_short', -50_000, '300000')]),
    ];
    const pool = poolOf(frames, 'cross:USDT');
    // 0.005 × 1200000 − 1000 is 5000; a quarter of it for the leg of a quarter of the size.
    expect(pool.positions.map(({maintenanceMargin}) => number(maintenanceMargin))).toEqual(['5000', '1250']);
    expect(pool.maintenanceMargin.kind).toBe('estimated');
  });
});

describe('the ratio that the web shows', () => {
  const totals = {
    total: '60',
    cross_balance: '60',
    cross_unrealised_pnl: '1',
    cross_maintenance_margin: '0.285',
  };
  const audit = (given: object) =>
    poolOf([positions([btc]), account({...totals, ...given})], 'cross:USDT').audit.filter(
      ({figure}) => figure === 'ratio',
    );

  it.each([
    ['a multiple', {mmr: '214.03508'}, '214.03508'],
    ['percent', {cross_mmr: '21403.5087'}, '214.035087'],
  ])('as %s', (_, given, reported) => {
    expect(audit(given)).toMatchObject([{reported, agrees: true}]);
  });

  it('as neither is not compared', () => {
    expect(audit({mmr: '0.47'})).toEqual([]);
  });
});

describe('unified', () => {
  const mode = (margin_mode: number) => account({margin_mode, total: '3', order_margin: '0'});
  const totals = unified({
    total_margin_balance: '1001',
    total_maintenance_margin: '1.285',
    total_initial_margin: '10',
    total_maintenance_margin_rate: '778.9883268',
  });

  it('multi-currency: one pool in USD; what is no future of ours stays put', () => {
    const pool = poolOf([mode(1), positions([btc]), totals], 'unified');
    expect(pool.kind).toBe('cross');
    expect(pool.unit).toBe('USD');
    expect(number(pool.equity)).toBe('1001');
    expect(number(pool.maintenanceMargin)).toBe('1.285');
    expect(pool.audit.filter(({figure}) => figure === 'ratio')).toMatchObject([{agrees: true}]);
    const fallen = poolOf(
      [mode(1), positions([btc]), totals, ticker('BTC_USDT', '50000', {at: AT + 1})],
      'unified',
    );
    // 1000 − 9 of loss; 0.2375 for 50 USDT and 1 for the rest.
    expect(number(fallen.equity)).toBe('991');
    expect(number(fallen.maintenanceMargin)).toBe('1.2375');
  });

  it('portfolio: Gate’s total, shared and scaled', () => {
    const pool = poolOf([mode(2), positions([btc]), totals], 'unified');
    expect(pool.kind).toBe('portfolio');
    expect(number(pool.maintenanceMargin)).toBe('1.285');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
  });

  it('an isolated position stays apart from it', () => {
    expect(pools([mode(1), positions([btc, eth]), totals]).map(({id}) => id)).toEqual([
      'unified',
      'iso:ETH_USDT',
    ]);
  });

  it('no totals: missing', () => {
    expect(poolOf([mode(1), positions([btc])], 'unified').equity).toEqual({
      kind: 'missing',
      needs: ['margin balance of the unified account'],
    });
  });

  it('single-currency: by its margin balance, not by what the futures account says', () => {
    const single = account({
      margin_mode: 3,
      total: '3',
      cross_balance: '3',
      margin_balance: '61',
      cross_unrealised_pnl: '1',
    });
    const pool = poolOf([single, positions([btc])], 'cross:USDT');
    expect(number(pool.equity)).toBe('61');
    expect(pool.equity.kind).toBe('estimated');
  });
});

describe('feed', () => {
  it('a mark that has grown silent makes the pool stale', () => {
    const frames = [cash, positions([btc]), ticker('BTC_USDT', '60000', {at: AT + 1000})];
    const [pool] = accounts(reduceAll(frames))[0]?.pools ?? [];
    expect(pool?.sources?.map(({name, at}) => [name, at])).toEqual([
      ['account', AT],
      ['mark price of BTC_USDT', AT + 1000],
    ]);
  });
});
