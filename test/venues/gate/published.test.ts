import {describe, expect, it} from 'vitest';
import type {Frame} from '../../../src/venues/frame.ts';
import {account, contract, isNear, number, poolOf, positions, row, tiers, unified} from './wire.ts';

/** Real accounts and published numbers through frames: what Gate showed, as digits. */

const audit = (pool: ReturnType<typeof poolOf>) =>
  pool.audit.map(({figure, assessed, reported, agrees}) => [figure, assessed, reported, agrees]);

describe('isolated, real rows', () => {
  /** ccxt pull request 13130, May 2022. One contract is 10 ADA; (0.79271 − 0.80460065 ÷ 20) ÷ (1 − 0.025 − 0.00075). */
  const ada = {
    value: '15.8684',
    leverage: '20',
    mode: 'single',
    contract: 'ADA_USDT',
    entry_price: '0.79271',
    mark_price: '0.79342',
    size: 2,
    maintenance_rate: '0.025',
    unrealised_pnl: '0.0142',
    margin: '0.80460065',
    liq_price: '0.77237',
  };

  it('ADA long: Gate’s liquidation price to its last digit', () => {
    const pool = poolOf([positions([ada])], 'iso:ADA_USDT');
    expect(number(pool.equity)).toBe('0.81880065');
    expect(number(pool.maintenanceMargin)).toBe('0.4086113');
    expect(isNear(pool.accuracy, '200.3861983')).toBe(true);
    expect(isNear(pool.positions[0]?.liquidationPrice, '0.7723684612', '1e-8')).toBe(true);
    expect(pool.audit).toMatchObject([{figure: 'liquidationPrice', reported: '0.77237', agrees: true}]);
  });

  it('its fee was not told: an estimate that says so, until the contract is seen', () => {
    expect(poolOf([positions([ada])], 'iso:ADA_USDT').accuracy).toMatchObject({
      kind: 'estimated',
      because: [expect.stringContaining('taker fee')],
    });
    const told = poolOf([contract('ADA_USDT', '10'), positions([ada])], 'iso:ADA_USDT');
    expect(told.accuracy.kind).toBe('exact');
  });

  /** A public test file's row of May 2026: 24.201063 × (0.003 + 0.00075) = 0.09075398625; Gate cuts its price. */
  const btc = row('BTC_USDT', {
    size: -3,
    value: '24.201063',
    entry_price: '80680.2',
    mark_price: '80670.21',
    unrealised_pnl: '0.002997',
    leverage: '10',
    liq_price: '90307.01',
    pos_margin_mode: 'isolated',
    margin: '2.98964123256',
    maintenance_margin: '0.09075398625',
    maintenance_rate: '0.003',
    average_maintenance_rate: '0.003',
  });

  it('BTC short of 2026: fee and tier follow from Gate’s own requirement, so it is exact', () => {
    const pool = poolOf([positions([btc])], 'iso:BTC_USDT');
    expect(pool.maintenanceMargin).toMatchObject({kind: 'exact'});
    expect(audit(pool)[0]).toEqual(['maintenanceMargin', '0.09075398625', '0.09075398625', true]);
    expect(pool.audit[1]).toMatchObject({figure: 'liquidationPrice', reported: '90307.01', agrees: true});
    expect(isNear(pool.positions[0]?.liquidationPrice, '90307.0194521', '1e-9')).toBe(true);
    // 24.201063 × (0.1 + 0.00075 × 1.1), the row's initial_margin.
    expect(number(pool.initialMargin)).toBe('2.440072176975');
  });

  /** freqtrade issue 7294: the app showed 1349.70; the reporter had a rebate and so another fee. */
  it('ETH long with a rebate', () => {
    const eth = {
      contract: 'ETH_USDT',
      mode: 'single',
      size: 54.23,
      value: '911.091115',
      leverage: '5',
      entry_price: '1680.05',
      mark_price: '1680.05',
      margin: '182.81',
      maintenance_rate: '0.005',
      liq_price: '1349.70',
    };
    const pool = poolOf([contract('ETH_USDT', '0.01', '0.0000075'), positions([eth])], 'iso:ETH_USDT');
    expect(isNear(pool.maintenanceMargin, '4.5622887583625')).toBe(true);
    expect(isNear(pool.positions[0]?.liquidationPrice, '1349.70742445', '1e-9')).toBe(true);
  });
});

describe('isolated, the formula as freqtrade’s tests have it (rate 1 %, taker 0.06 %)', () => {
  it.each([
    ['long 3x', 1, '10', '3.333333333333333333333333333333', '3144.654088', '6.738090425173506'],
    ['short 5x', -1, '10', '2', '1886.792453', '11.87413417771621'],
    ['short 5x from 8', -1, '8', '1.6', '1886.792453', '9.499307342172967'],
  ])('%s', (_, size, price, margin, accuracy, liquidation) => {
    const held = {
      contract: 'ETH_USDT',
      size,
      leverage: '5',
      entry_price: price,
      mark_price: price,
      margin,
      maintenance_rate: '0.01',
    };
    const pool = poolOf([contract('ETH_USDT', '1', '0.0006'), positions([held])], 'iso:ETH_USDT');
    expect(isNear(pool.accuracy, accuracy)).toBe(true);
    expect(isNear(pool.positions[0]?.liquidationPrice, liquidation)).toBe(true);
    expect(pool.accuracy.kind).toBe('exact');
  });
});

describe('cross', () => {
  /** ccxt pull request 15622: the row counts 4.053794242903. (22322 − 4.053794242903 ÷ 0.0006) ÷ (1 − 0.00575). */
  const btc = {
    contract: 'BTC_USDT',
    value: '20.816328',
    leverage: '0',
    mode: 'single',
    entry_price: '22322',
    mark_price: '34693.88',
    size: 6,
    cross_leverage_limit: '0',
    maintenance_rate: '0.005',
    unrealised_pnl: '7.423128666667',
    risk_limit: '1000000',
    margin: '4.053794242903',
    liq_price: '15655.7',
    update_time: 1687105587,
    initial_margin: '0',
    maintenance_margin: '0',
  };

  it('BTC long, leverage "0": Gate’s price to its last digit', () => {
    const pool = poolOf(
      [account({total: '4.053794242903', enable_tiered_mm: false}), positions([btc])],
      'cross:USDT',
    );
    expect(isNear(pool.equity, '11.4769222429')).toBe(true);
    expect(number(pool.maintenanceMargin)).toBe('0.119693886');
    expect(isNear(pool.accuracy, '9588.561811')).toBe(true);
    expect(isNear(pool.positions[0]?.liquidationPrice, '15655.6965168')).toBe(true);
    expect(pool.audit).toMatchObject([{figure: 'liquidationPrice', reported: '15655.7', agrees: true}]);
  });

  /** ccxt pull request 18092: what secures it is more than its whole value. */
  it('LTC long, liq_price "0" is "none" on both sides', () => {
    const ltc = {
      contract: 'LTC_USDT',
      cross_leverage_limit: '1',
      entry_price: '90.22',
      leverage: '0',
      liq_price: '0',
      maintenance_rate: '0.01',
      margin: '36.61700759895',
      mark_price: '95.06',
      mode: 'single',
      risk_limit: '500000',
      size: 2,
      unrealised_pnl: '0.968',
      value: '19.012',
    };
    const pool = poolOf(
      [account({total: '36.617', enable_tiered_mm: false}), positions([ltc])],
      'cross:USDT',
    );
    expect(number(pool.equity)).toBe('37.585');
    expect(number(pool.maintenanceMargin)).toBe('0.204379');
    expect(isNear(pool.accuracy, '18389.854144')).toBe(true);
    expect(pool.positions[0]?.liquidationPrice.kind).toBe('none');
    expect(pool.audit).toMatchObject([
      {figure: 'liquidationPrice', assessed: 'none', reported: 'none', agrees: true},
    ]);
  });

  /** A public repository's answer of September 2026, hedge mode: 342.9974 × (0.008333 + 0.00075) = 3.1154453842. */
  it('HYPE short of 2026, margin "0": requirement to the last digit', () => {
    const leg = (mode: string, given: object) =>
      row('HYPE_USDT', {
        mode,
        mark_price: '92.702',
        maintenance_rate: '0.008333',
        risk_limit: '10000',
        lever: '75',
        ...given,
      });
    const short = leg('dual_short', {
      size: -37,
      value: '342.9974',
      entry_price: '88.077351351351',
      unrealised_pnl: '-17.111200000001',
      liq_price: '152.873',
      maintenance_margin: '3.1154453842',
      average_maintenance_rate: '0.0083',
    });
    const pool = poolOf(
      [account({total: '244.88', cross_order_margin: '0'}), positions([leg('dual_long', {}), short])],
      'cross:USDT',
    );
    expect(pool.positions).toHaveLength(1);
    expect(pool.maintenanceMargin.kind).toBe('exact');
    expect(number(pool.maintenanceMargin)).toBe('3.1154453842');
    // 342.9974 × (1 ÷ 75 + 0.00075 × (1 + 1 ÷ 75)), the row's initial_margin.
    expect(isNear(pool.initialMargin, '4.833976690667', '1e-12')).toBe(true);
    expect(isNear(pool.equity, '227.7688', '1e-10')).toBe(true);
  });

  /** Deduction of a tier = that before + where it begins × the step of rate; the taker fee is on top. */
  it('two tiers: a long falls from the second into the first on its way', () => {
    const pool = poolOf(
      [
        contract('BTC_USDT', '0.0001'),
        contract('ETH_USDT', '0.01'),
        tiers('BTC_USDT', [
          ['1000000', '0.004', '0'],
          ['2000000', '0.005', '1000'],
          ['5000000', '0.0075', '6000'],
        ]),
        tiers('ETH_USDT', [['1000000', '0.005', '0']]),
        account({total: '70000', cross_balance: '70000', cross_order_margin: '0'}),
        positions([
          row('BTC_USDT', {size: 170000, value: '1020000', entry_price: '60000', mark_price: '60000'}),
          row('ETH_USDT', {size: -3000, value: '91500', entry_price: '3000', mark_price: '3050'}),
        ]),
      ],
      'cross:USDT',
    );
    expect(number(pool.equity)).toBe('68500');
    expect(number(pool.maintenanceMargin)).toBe('5391.125');
    expect(isNear(pool.accuracy, '1270.606784')).toBe(true);
    expect(isNear(pool.positions[0]?.liquidationPrice, '56268.81362945')).toBe(true);
    expect(pool.accuracy.kind).toBe('exact');
  });
});

describe('tiers', () => {
  /** API v4 docs, risk_limit_tiers of ZTX_USDT: deductions 0, 60, 120, 370, 720. */
  const told = tiers('ZTX_USDT', [
    ['20000', '0.01', '0'],
    ['30000', '0.013', '60'],
    ['50000', '0.015', '120'],
    ['70000', '0.02', '370'],
    ['100000', '0.025', '720'],
  ]);
  const untold = tiers('ZTX_USDT', [
    ['20000', '0.01'],
    ['30000', '0.013'],
    ['50000', '0.015'],
    ['70000', '0.02'],
    ['100000', '0.025'],
  ]);
  const at = (value: number, table: Frame, given = {}) =>
    number(
      poolOf(
        [
          contract('ZTX_USDT', '1', '0'),
          table,
          account({total: '1000000', ...given}),
          positions([
            row('ZTX_USDT', {
              size: value,
              value: `${value}`,
              entry_price: '1',
              mark_price: '1',
              maintenance_rate: '0.025',
            }),
          ]),
        ],
        'cross:USDT',
      ).maintenanceMargin,
    );

  it.each([
    // 0.013 × 25000 − 60; 0.02 × 60000 − 370; 0.025 × 90000 − 720: by slices 200 + 65; 200 + 130 + 300 + 200; + 200 + 500.
    [25_000, '265'],
    [60_000, '830'],
    [90_000, '1530'],
  ])('a value of %i pays each slice at its own rate: %s', (value, expected) => {
    expect(at(value, told)).toBe(expected);
    expect(at(value, untold)).toBe(expected);
  });

  it('before the account is moved to marginal tiers, one rate holds for the whole value', () => {
    expect(at(90_000, untold, {enable_tiered_mm: false})).toBe('2250');
  });

  /** Gate's announcement of July 2025: BTC worth 1.2 million asks 4,900 instead of 6,000, so 0.4 % to 1,000,000 and 0.45 % of the rest. */
  it('the announcement’s example', () => {
    const btc = (tiered: boolean) =>
      number(
        poolOf(
          [
            contract('BTC_USDT', '0.0001', '0'),
            tiers('BTC_USDT', [
              ['1000000', '0.004'],
              ['2000000', '0.0045'],
            ]),
            account({total: '50000', enable_tiered_mm: tiered}),
            positions([
              row('BTC_USDT', {
                size: 120000,
                value: '1200000',
                entry_price: '100000',
                mark_price: '100000',
                maintenance_rate: '0.005',
              }),
            ]),
          ],
          'cross:USDT',
        ).maintenanceMargin,
      );
    expect(btc(true)).toBe('4900');
    expect(btc(false)).toBe('6000');
  });
});

describe('unified', () => {
  /** ccxt, gate.js, a portfolio-margin user: 3382495.944473949183 ÷ 205.01049330176 = 16499.135678363399. */
  it('the rate is balance ÷ requirement, higher is safer', () => {
    const pool = poolOf(
      [
        unified({
          total_margin_balance: '3382495.944473949183',
          total_maintenance_margin: '205.01049330176',
          total_initial_margin: '1025.0524665088',
          total_maintenance_margin_rate: '16499.135678363399',
        }),
      ],
      'unified',
    );
    expect(isNear(pool.accuracy, '1649913.5678363399', '1e-12')).toBe(true);
    expect(pool.accuracy.kind).toBe('estimated');
    expect(isNear(pool.initialMargin, '1025.0524665088', '1e-12')).toBe(true);
    expect(pool.audit).toMatchObject([{figure: 'ratio', reported: '16499.135678363399', agrees: true}]);
  });
});
