import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {AT, accountOf, balances, brackets, envelope, event, frame, mark, update} from './wire.ts';

const PAPI = 'https://papi.binance.com/papi/v1';

const totals = (uniMMR: string, equity: string, maintenance: string, at = AT) =>
  frame({
    at,
    url: 'https://www.binance.com/bapi/margin/v1/private/margin/portfolio/account-indicate',
    body: envelope({
      uniMMR,
      accountEquity: equity,
      actualEquity: equity,
      accountInitialMargin: '2500',
      accountMaintMargin: maintenance,
      accountStatus: 'NORMAL',
      totalAvailableBalance: '',
      updateTime: at,
    }),
  });

const held = {
  symbol: 'BTCUSDT',
  positionAmt: '1',
  entryPrice: '49000',
  markPrice: '50000',
  unRealizedProfit: '1000',
  liquidationPrice: '49039.91915108',
  leverage: '0',
  positionSide: 'LONG',
  updateTime: AT,
  notional: '50000',
};
const usdm = frame({url: `${PAPI}/um/positionRisk`, body: [held]});
const tiers = brackets({BTCUSDT: [[0, 0.01, 0]]});

const poolOf = (frames: readonly Frame[]) => {
  const [pool] = assess(accountOf(frames, 'binance-pm')).pools;
  if (pool === undefined) throw new Error('no pool');
  return pool;
};
const number = (figure: Figure | undefined) =>
  figure?.kind === 'exact' || figure?.kind === 'estimated'
    ? figure.value.toDecimalPlaces(8).toFixed()
    : figure?.kind;

describe('Portfolio Margin', () => {
  // Binance FAQ, uniMMR status table: normal above 1.5, reminder, reduce only at 1.2, liquidation at 1.05.
  it.each([
    ['2.0', 'watch'],
    ['1.5', 'warning'],
    ['1.45', 'warning'],
    ['1.2', 'margin-call'],
    ['1.15', 'margin-call'],
    ['1.05', 'liquidation'],
    ['1.04', 'liquidation'],
    ['0.99', 'liquidation'],
  ])('uniMMR %s: %s; higher is safer', (uniMMR, grade) => {
    const equity = String(Math.round(1000 * +uniMMR));
    const pool = poolOf([tiers, usdm, totals(uniMMR, equity, '1000')]);
    expect(pool.waterline.toFixed()).toBe('1.05');
    expect(pool.grade).toBe(grade);
  });

  it('from totals: the profit moves on, what loans require stays put', () => {
    const pool = poolOf([tiers, usdm, totals('2.0', '2000', '1000')]);
    expect(pool.equity.kind).toBe('estimated');
    expect(number(pool.equity)).toBe('2000');
    // 500 of the position (1 % of 50000) and 500 of loans.
    expect(number(pool.maintenanceMargin)).toBe('1000');
    // 2000 + (p − 50000) = 1.05 × (0.01p + 500)
    expect(number(pool.positions[0]?.liquidationPrice)).toBe('49039.91915109');
    expect(pool.audit).toContainEqual(expect.objectContaining({figure: 'ratio', agrees: true}));
    expect(pool.audit).toContainEqual(expect.objectContaining({figure: 'liquidationPrice', agrees: true}));
  });

  it('a figure taken from the venue is not held against itself', () => {
    const pool = poolOf([tiers, usdm, totals('2.0', '2000', '1000')]);
    expect(pool.audit.map((line) => line.figure)).not.toContain('equity');
  });

  it('at another mark the equity has moved by the profit, and the loans have not grown', () => {
    const pool = poolOf([tiers, usdm, totals('2.0', '2000', '1000'), mark('BTCUSDT', '49500', {at: AT + 1})]);
    expect(number(pool.equity)).toBe('1500');
    expect(number(pool.maintenanceMargin)).toBe('995');
    expect(pool.audit).toEqual([]);
  });

  it('without tables the positions share the total by value', () => {
    const pool = poolOf([usdm, totals('2.0', '2000', '1000'), mark('BTCUSDT', '49500', {at: AT + 1})]);
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(number(pool.maintenanceMargin)).toBe('990');
  });

  it('USD-M and COIN-M are one pool', () => {
    const coin = {
      symbol: 'ETHUSD_PERP',
      positionAmt: '1',
      entryPrice: '2422.400000007',
      markPrice: '2424.51267823',
      unRealizedProfit: '0.0000036',
      liquidationPrice: '293.57678898',
      leverage: '100',
      positionSide: 'LONG',
      notionalValue: '0.00412454',
    };
    const frames = [
      tiers,
      usdm,
      frame({url: `${PAPI}/cm/positionRisk`, body: [coin]}),
      totals('2.0', '2000', '1000'),
    ];
    const [account, ...others] = [accountOf(frames, 'binance-pm')];
    expect(others).toEqual([]);
    expect(account?.pools.flatMap((pool) => pool.positions.map(({symbol}) => symbol))).toEqual([
      'BTCUSDT',
      'ETHUSD_PERP',
    ]);
  });

  it('with balances, rates and prices every asset is followed: min(net × price × rate, net × price)', () => {
    const row = (asset: string, wallet: string, borrowed: string, interest: string) => ({
      asset,
      totalWalletBalance: wallet,
      crossMarginAsset: wallet,
      crossMarginBorrowed: borrowed,
      crossMarginInterest: interest,
      umWalletBalance: '0',
      updateTime: AT,
    });
    const pool = poolOf([
      tiers,
      usdm,
      frame({url: `${PAPI}/balance`, body: [row('USDT', '500', '2000', '0.5'), row('BTC', '0.1', '0', '0')]}),
      frame({
        url: 'https://x.invalid/sapi/v1/portfolio/collateralRate',
        body: [
          {asset: 'USDT', collateralRate: '0.9999'},
          {asset: 'BTC', collateralRate: '0.95'},
        ],
      }),
      frame({
        url: 'https://x.invalid/sapi/v1/portfolio/asset-index-price',
        body: [
          {asset: 'USDT', assetIndexPrice: '1.0001'},
          {asset: 'BTC', assetIndexPrice: '50000'},
        ],
      }),
    ]);
    // USDT: 500 − 2000.5 + 1000 profit = −500.5, in full at 1.0001; BTC: 0.1 × 50000 × 0.95.
    expect(pool.equity.kind).toBe('exact');
    expect(number(pool.equity)).toBe('4249.44995');
    // 1 % of 50000 USDT at 1.0001
    expect(number(pool.maintenanceMargin)).toBe('500.05');
  });

  it('what changed since the totals makes them doubtful', () => {
    const changed = update({B: [{a: 'USDT', wb: '1', cw: '1', bc: '0'}]}, {at: AT + 5});
    const pool = accountOf([tiers, usdm, totals('2.0', '2000', '1000'), changed], 'binance-pm').pools[0];
    expect(pool?.doubts).toContain('wallets have changed since Binance told the totals of the account');
  });

  it('riskLevelChange brings new totals', () => {
    const level = {
      e: 'riskLevelChange',
      E: AT,
      u: '1.99999999',
      s: 'MARGIN_CALL',
      eq: '30.23416728',
      ae: '1',
      m: '15.11708371',
    };
    const pool = poolOf([usdm, event(level)]);
    expect(number(pool.equity)).toBe('30.23416728');
    expect(number(pool.maintenanceMargin)).toBe('15.11708371');
  });

  it('an account that is not in Portfolio Margin is asked for it too, and gets zeros', () => {
    const frames = [balances({USDT: '100'}), totals('0', '0', '0')];
    expect(accountOf(frames, 'binance-usdm').pools).toHaveLength(1);
  });

  it('no positions seen: equity is missing, not zero', () => {
    expect(poolOf([totals('2.0', '2000', '1000')]).equity).toEqual({
      kind: 'missing',
      needs: ['all positions of the account'],
    });
  });
});
