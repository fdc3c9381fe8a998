import {describe, expect, it} from 'vitest';
import {XRP_LONG} from './rows.ts';
import {
  account,
  answer,
  auditOf,
  config,
  currency,
  healthOf,
  instruments,
  isNear,
  mark,
  number,
  poolOf,
  positions,
} from './wire.ts';

/** Multi-currency and portfolio margin; no real account of these is published, so the figures are worked out by hand. */

const BTC_SWAP = instruments({'BTC-USDT-SWAP': {size: '0.01', tick: '0.1'}});

/** 1 BTC from 59,000, now 60,000: profit 1,000; 0.4 % and 0.05 % of 60,000 are 240 and 30. */
const LONG = {
  ...XRP_LONG,
  instId: 'BTC-USDT-SWAP',
  pos: '100',
  avgPx: '59000',
  markPx: '60000',
  idxPx: '60000',
  last: '60000',
  upl: '1000',
  lever: '10',
  imr: '6000',
  mmr: '240',
  notionalUsd: '60000',
  mgnRatio: '149.62962962962962',
  liqPx: '32985.526758667115',
};

const USDT = currency('USDT', '10000', {
  eq: '11000',
  upl: '1000',
  disEq: '11000',
  coinUsdPrice: '1',
  spotInUseAmt: '',
});
const BTC = currency('BTC', '0.5', {disEq: '29400', coinUsdPrice: '60000'});
const TOTALS = {adjEq: '40400', mmr: '240', imr: '6000', mgnRatio: '149.62962962962962'};

const discounts = answer('public/discount-rate-interest-free-quota', [
  {
    ccy: 'BTC',
    details: [
      {discountRate: '0.98', minAmt: '0', maxAmt: '20', tier: '1'},
      {discountRate: '0.975', minAmt: '20', maxAmt: '', tier: '2'},
    ],
  },
  {ccy: 'USDT', discountInfo: [{discountRate: '1', minAmt: '0', maxAmt: ''}]},
]);

describe('multi-currency margin', () => {
  const frames = [BTC_SWAP, config('3'), account([USDT, BTC], TOTALS), positions([LONG])];

  it('all currencies secure all positions, at index price and discount', () => {
    const pool = healthOf(frames, 'cross:multi');
    expect(pool.unit).toBe('USD');
    // 10,000 + 1,000 + 0.5 × 60,000 × 0.98
    expect(number(pool.equity)).toBe('40400');
    expect(number(pool.maintenanceMargin)).toBe('270');
    expect(isNear(pool.accuracy, '14962.962962962962')).toBe('near');
    // The collateral falls with the contract: 10,000 + p − 59,000 + 0.49 p = 0.0045 p
    expect(isNear(pool.positions[0]?.liquidationPrice, '32985.526758667115')).toBe('near');
    expect(auditOf(pool)).toEqual({
      equity: true,
      maintenanceMargin: true,
      ratio: true,
      liquidationPrice: true,
    });
  });

  it('the discount is an estimate until its table has been seen', () => {
    expect(healthOf(frames, 'cross:multi').equity).toMatchObject({
      kind: 'estimated',
      because: [expect.stringContaining('discount of BTC')],
    });
    const pool = healthOf([discounts, ...frames], 'cross:multi');
    expect(pool.equity.kind).toBe('exact');
    expect(number(pool.equity)).toBe('40400');
    expect(isNear(pool.positions[0]?.liquidationPrice, '32985.526758667115')).toBe('near');
  });

  it('discount tiers are marginal: 30 BTC are 20 at 0.98 and 10 at 0.975', () => {
    const rich = currency('BTC', '30', {disEq: '1761000', coinUsdPrice: '60000'});
    const totals = {...TOTALS, adjEq: '1772000', mgnRatio: '6562.962962962963'};
    const pool = healthOf(
      [discounts, BTC_SWAP, config('3'), account([USDT, rich], totals), positions([LONG])],
      'cross:multi',
    );
    // (19.6 + 9.75) × 60,000 + 11,000
    expect(number(pool.equity)).toBe('1772000');
    expect(pool.equity.kind).toBe('exact');
  });

  it('mode is known without being told: an adjusted equity, and no spot in use', () => {
    expect(healthOf([BTC_SWAP, account([USDT, BTC], TOTALS), positions([LONG])], 'cross:multi').unit).toBe(
      'USD',
    );
  });

  it('a debt counts in full, and requires what OKX’s total holds beyond the positions', () => {
    const USDC = currency('USDC', '-5000', {eq: '-5000', disEq: '-5000', coinUsdPrice: '1'});
    const totals = {adjEq: '35400', mmr: '390', mgnRatio: '84.28571428571429'};
    const pool = healthOf(
      [
        discounts,
        BTC_SWAP,
        config('3'),
        account([USDT, BTC, USDC], totals),
        positions([{...LONG, mgnRatio: totals.mgnRatio}]),
      ],
      'cross:multi',
    );
    expect(number(pool.equity)).toBe('35400');
    expect(number(pool.maintenanceMargin)).toBe('420');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(pool.positions.map(({symbol}) => symbol)).toEqual(['BTC-USDT-SWAP', 'debt USDC']);
    expect(auditOf(pool)).toMatchObject({equity: true, maintenanceMargin: true, ratio: true});
  });

  it('what OKX’s adjusted equity lacks is taken off, named and doubted, and not held against itself', () => {
    const totals = {...TOTALS, adjEq: '40250', mgnRatio: '149.07407407407408'};
    const frames = [discounts, BTC_SWAP, config('3'), account([USDT, BTC], totals), positions([LONG])];
    expect(poolOf(frames, 'cross:multi').deductions?.map(({amount}) => amount.toFixed())).toEqual(['150']);
    const pool = healthOf(frames, 'cross:multi');
    expect(number(pool.equity)).toBe('40250');
    expect(pool.equity.kind).toBe('estimated');
    expect(pool.audit.map(({figure}) => figure)).not.toContain('equity');
  });

  it('equity in bots, as in the documents’ sample, is no cash: 4892.95 = 4750.43 − 7.48 + 150', () => {
    const sample = currency('USDT', '4750.426970691436', {
      eq: '4892.951170691435',
      upl: '-7.475800000000003',
      stgyEq: '150',
      disEq: '4889.379316336831',
      coinUsdPrice: '0.99927',
    });
    const [usdt] = poolOf([account([sample], {adjEq: '55444.12216906034'})], 'cross:multi').collateral;
    expect(usdt?.amount.toFixed()).toBe('4750.426970691436');
    expect(usdt?.weight).toMatchObject({});
  });

  it('without the adjusted equity or a settle balance nothing is said of equity', () => {
    const pool = healthOf([BTC_SWAP, config('3'), positions([LONG])], 'cross:multi');
    expect(pool.equity).toEqual({
      kind: 'missing',
      needs: expect.arrayContaining(['adjusted equity of the account', 'balance of USDT']),
    });
    expect(pool.accuracy.kind).toBe('missing');
  });

  it('with a newer mark nothing of another moment is compared', () => {
    const pool = healthOf([...frames, mark('BTC-USDT-SWAP', '58000')], 'cross:multi');
    expect(number(pool.equity)).toBe('38400');
    expect(pool.audit).toEqual([]);
  });
});

describe('portfolio margin', () => {
  // Rows of one risk unit repeat the unit's requirement, so they must not be added up.
  const ETH = {
    ...LONG,
    instId: 'BTC-USDT-260327',
    instType: 'FUTURES',
    posSide: 'net',
    pos: '-50',
    upl: '-500',
  };
  const totals = {adjEq: '39900', mmr: '1900', mgnRatio: '19.95'};
  const usdt = {...USDT, eq: '10500', upl: '500', disEq: '10500'};
  const frames = [
    instruments({
      'BTC-USDT-SWAP': {size: '0.01', tick: '0.1'},
      'BTC-USDT-260327': {size: '0.01', tick: '0.1'},
    }),
    discounts,
    config('4'),
    account([usdt, BTC], totals),
    positions([
      {...LONG, mmr: '1900', mgnRatio: '19.95'},
      {...ETH, mmr: '1900', mgnRatio: '19.95'},
    ]),
  ];

  it('the requirement is OKX’s own, fees in it, shared by value and estimated', () => {
    const pool = healthOf(frames, 'portfolio');
    expect(pool.kind).toBe('portfolio');
    expect(number(pool.equity)).toBe('39900');
    // 39,900 ÷ 19.95, of which two thirds are the long's
    expect(isNear(pool.maintenanceMargin, '2000')).toBe('near');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(pool.positions.map(({maintenanceMargin}) => Number(number(maintenanceMargin)).toFixed(4))).toEqual(
      ['1333.3333', '666.6667'],
    );
    expect(auditOf(pool)).toEqual({equity: true, ratio: true});
  });

  it('is known by its spot in use when nobody says the mode', () => {
    const told = frames.filter((_, index) => index !== 2);
    told[2] = account([{...usdt, spotInUseAmt: '0'}, BTC], totals);
    expect(healthOf(told, 'portfolio').kind).toBe('portfolio');
  });
});
