import {describe, expect, it} from 'vitest';
import type {Frame} from '../../../src/venues/frame.ts';
import {ADA, BTC_SHORT, CROSS_BTC, CROSS_HYPE, CROSS_LTC, ETH_REBATE, UNIFIED} from './samples.ts';
import {account, contract, isNear, number, poolOf, positions, row, tiers} from './wire.ts';

/** Real accounts and published numbers through frames: what Gate showed, as digits. */

const audit = (pool: ReturnType<typeof poolOf>) =>
  pool.audit.map(({figure, assessed, reported, agrees}) => [figure, assessed, reported, agrees]);

describe('isolated, real rows', () => {
  it('ADA long: Gate’s liquidation price to its last digit', () => {
    const pool = poolOf([positions([ADA])], 'iso:ADA_USDT');
    expect(number(pool.equity)).toBe('0.81880065');
    expect(number(pool.maintenanceMargin)).toBe('0.4086113');
    expect(isNear(pool.accuracy, '200.3861983')).toBe(true);
    expect(isNear(pool.positions[0]?.liquidationPrice, '0.7723684612', '1e-8')).toBe(true);
    expect(pool.audit).toMatchObject([{figure: 'liquidationPrice', reported: '0.77237', agrees: true}]);
  });

  it('its fee was not told: an estimate that says so, until the contract is seen', () => {
    expect(poolOf([positions([ADA])], 'iso:ADA_USDT').accuracy).toMatchObject({
      kind: 'estimated',
      because: [expect.stringContaining('taker fee')],
    });
    const told = poolOf([contract('ADA_USDT', '10'), positions([ADA])], 'iso:ADA_USDT');
    expect(told.accuracy.kind).toBe('exact');
  });

  it('BTC short of 2026: fee and tier follow from Gate’s own requirement, so it is exact', () => {
    const pool = poolOf([positions([BTC_SHORT])], 'iso:BTC_USDT');
    expect(pool.maintenanceMargin).toMatchObject({kind: 'exact'});
    expect(audit(pool)[0]).toEqual(['maintenanceMargin', '0.09075398625', '0.09075398625', true]);
    expect(pool.audit[1]).toMatchObject({figure: 'liquidationPrice', reported: '90307.01', agrees: true});
    expect(isNear(pool.positions[0]?.liquidationPrice, '90307.0194521', '1e-9')).toBe(true);
    // 24.201063 × (0.1 + 0.00075 × 1.1), the row's initial_margin.
    expect(number(pool.initialMargin)).toBe('2.440072176975');
  });

  /** freqtrade issue 7294: the app showed 1349.70; the reporter had a rebate and so another fee. */
  it('ETH long with a rebate', () => {
    const pool = poolOf(ETH_REBATE, 'iso:ETH_USDT');
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
  it('BTC long, leverage "0": Gate’s price to its last digit', () => {
    const pool = poolOf(CROSS_BTC, 'cross:USDT');
    expect(isNear(pool.equity, '11.4769222429')).toBe(true);
    expect(number(pool.maintenanceMargin)).toBe('0.119693886');
    expect(isNear(pool.accuracy, '9588.561811')).toBe(true);
    expect(isNear(pool.positions[0]?.liquidationPrice, '15655.6965168')).toBe(true);
    expect(pool.audit).toMatchObject([{figure: 'liquidationPrice', reported: '15655.7', agrees: true}]);
  });

  /** ccxt pull request 18092: what secures it is more than its whole value. */
  it('LTC long, liq_price "0" is "none" on both sides', () => {
    const pool = poolOf(CROSS_LTC, 'cross:USDT');
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
    const pool = poolOf(CROSS_HYPE, 'cross:USDT');
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
    const pool = poolOf(UNIFIED, 'unified');
    expect(isNear(pool.accuracy, '1649913.5678363399', '1e-12')).toBe(true);
    expect(pool.accuracy.kind).toBe('estimated');
    expect(isNear(pool.initialMargin, '1025.0524665088', '1e-12')).toBe(true);
    expect(pool.audit).toMatchObject([{figure: 'ratio', reported: '16499.135678363399', agrees: true}]);
  });
});
