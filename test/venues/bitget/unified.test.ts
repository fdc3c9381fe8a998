import {describe, expect, it} from 'vitest';
import {
  healthOf,
  number,
  poolOf,
  ticker,
  tiers,
  unifiedAccount,
  unifiedPositions,
  unifiedPush,
} from './wire.ts';

/** REST example of Bitget's documents, account assets: BGB counts for nothing, USDT in full. */
const DOCUMENTED = {
  accountEquity: '11.13919278',
  usdtEquity: '11.13921165',
  btcEquity: '0.00011256',
  unrealisedPnl: '0',
  usdtUnrealisedPnl: '0',
  btcUnrealizedPnl: '0',
  effEquity: '6.19299777',
  mmr: '0',
  imr: '0',
  mgnRatio: '0',
  positionMgnRatio: '0',
  assets: [
    {
      coin: 'USDT',
      equity: '6.19300826',
      usdValue: '6.19299777',
      balance: '6.19300826',
      available: '6.19300826',
      debt: '0',
      locked: '0',
    },
    {
      coin: 'BGB',
      equity: '1.15582129',
      usdValue: '4.94618029',
      balance: '1.15582129',
      available: '1.15582129',
      debt: '0',
      locked: '0',
    },
  ],
};

/** Socket example of the same documents: USDT's equity is its balance and −10,128.8 of profit. */
const PUSHED = {
  unrealisedPnL: '-10116.55',
  totalEquity: '4976919.05',
  positionMgnRatio: '0',
  mmr: '408.08',
  effEquity: '4847952.35',
  imr: '17795.97',
  mgnRatio: '0',
  coin: [
    {
      debts: '0',
      balance: '0.9992',
      available: '0.9992',
      borrow: '0',
      locked: '0',
      equity: '0.9992',
      coin: 'ETH',
      usdValue: '2488.667472',
    },
    {
      debts: '0',
      balance: '52.00819',
      available: '52.00819',
      borrow: '0',
      locked: '0',
      equity: '52.00819',
      coin: 'BTC',
      usdValue: '4630564.31304974',
    },
    {
      debts: '0',
      balance: '354411.45536458',
      available: '344282.65536458',
      borrow: '0',
      locked: '0',
      equity: '344282.65536458',
      coin: 'USDT',
      usdValue: '343866.07335159',
    },
  ],
};

const held = (given: object) => ({
  category: 'USDT-FUTURES',
  symbol: 'BTCUSDT',
  marginCoin: 'USDT',
  holdMode: 'hedge_mode',
  posSide: 'long',
  marginMode: 'crossed',
  positionBalance: '16500',
  available: '3',
  frozen: '0',
  total: '3',
  leverage: '20',
  avgPrice: '110000',
  positionStatus: 'normal',
  unrealisedPnl: '0',
  liquidationPrice: '0',
  mmr: '0.005',
  markPrice: '110000',
  createdTime: '1750495670699',
  ...given,
});
const usdt = (equity: string, given: object = {}) => ({
  coin: 'USDT',
  equity,
  usdValue: equity,
  balance: equity,
  debt: '0',
  ...given,
});
const account = (given: object) => ({
  accountEquity: '20000',
  effEquity: '20000',
  unrealisedPnl: '0',
  mmr: '1648',
  imr: '16500',
  mgnRatio: '0.0824',
  assets: [usdt('20000')],
  ...given,
});
const table = tiers('BTCUSDT', [
  ['0', '200000', '0.004'],
  ['200000', '900000', '0.005'],
]);
const health = (...frames: Parameters<typeof healthOf>[0]) => healthOf(frames, 'cross:uta', 'bitget-uta');
const none = unifiedPush('position', []);

describe('effective equity', () => {
  it('of the documented answer: what haircuts take off is BGB’s whole worth', () => {
    const pool = poolOf([unifiedAccount(DOCUMENTED), none], 'cross:uta', 'bitget-uta');
    expect(pool.unit).toBe('USD');
    expect(pool.collateral.map(({asset, weight}) => [asset, String(weight)])).toEqual([
      ['USDT', '1'],
      ['BGB', '0'],
    ]);
    const {audit, equity} = health(unifiedAccount(DOCUMENTED), none);
    expect(equity.kind).toBe('estimated');
    expect(audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
    ]);
  });

  it('of the documented push: ETH and BTC share one collateral ratio, profit is not counted twice', () => {
    const row = held({unrealisedPnl: '-10128.8', avgPrice: '113376.2666666667'});
    const {equity, audit} = health(
      unifiedPush('account', [PUSHED]),
      unifiedPositions([row], {}, 'USDT-FUTURES'),
    );
    expect(equity.kind).toBe('estimated');
    expect(Math.abs(Number(number(equity)) - 4847952.35)).toBeLessThan(0.02);
    expect(audit.find(({figure}) => figure === 'equity')?.agrees).toBe(true);
  });

  it('with coins left out of the frame stands as one sum', () => {
    const part = {...PUSHED, coin: PUSHED.coin.slice(0, 1)};
    const pool = poolOf([unifiedPush('account', [part]), none], 'cross:uta', 'bitget-uta');
    expect(pool.collateral).toHaveLength(1);
    expect(pool.collateral[0]?.amount.toFixed()).toBe('4858068.9');
    expect(pool.doubts?.[0]).toContain('not every coin');
  });

  it('of stable coins without a haircut is exact', () => {
    expect(health(unifiedAccount(account({})), none).equity).toMatchObject({kind: 'exact'});
  });

  it('a loan is told inside the coin’s equity, and its requirement is what Bitget asks beyond the positions', () => {
    const owing = account({
      mmr: '1748',
      assets: [usdt('25000'), {coin: 'DOT', equity: '-1000', usdValue: '-5000', balance: '0', debt: '1000'}],
    });
    const {equity, maintenanceMargin, positions} = health(
      table,
      unifiedAccount(owing),
      unifiedPositions([held({createdTime: '1770000000000'})]),
    );
    expect(number(equity)).toBe('20000');
    expect(maintenanceMargin.kind).toBe('estimated');
    expect(number(maintenanceMargin)).toBe('1748');
    expect(positions.map(({symbol}) => symbol)).toEqual(['BTCUSDT', 'loans']);
  });
});

/** 3 BTC at 110,000 again: slices with the fee 1,648, whole 1,848; without the fee 1,450 and 1,650. */
describe('requirement: the rule that Bitget’s own amount follows', () => {
  it.each(['1648', '1848', '1450', '1650'])('%s is met, and exact', (mmr) => {
    const {maintenanceMargin, audit} = health(
      table,
      unifiedAccount(account({mmr})),
      unifiedPush('position', [held({})]),
    );
    expect(maintenanceMargin).toMatchObject({kind: 'exact'});
    expect(number(maintenanceMargin)).toBe(mmr);
    expect(audit.find(({figure}) => figure === 'maintenanceMargin')?.agrees).toBe(true);
  });

  it('an amount that follows none is a doubt', () => {
    const pool = health(table, unifiedAccount(account({mmr: '1700'})), unifiedPush('position', [held({})]));
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(pool.audit.find(({figure}) => figure === 'maintenanceMargin')?.agrees).toBe(false);
  });

  it('without the account there is no equity', () => {
    const pool = health(unifiedPush('position', [held({})]));
    expect(pool.equity).toMatchObject({kind: 'missing'});
    expect(poolOf([unifiedPush('position', [held({})])], 'cross:uta', 'bitget-uta').equityNeeds).toEqual([
      'balances of the account',
    ]);
    expect(pool.grade).toBe('unknown');
  });

  it('nothing is compared when the price has moved', () => {
    const frames = [
      table,
      unifiedAccount(account({})),
      unifiedPush('position', [held({liquidationPrice: ''})]),
    ];
    expect(health(...frames).audit.map(({figure}) => figure)).toContain('ratio');
    expect(health(...frames, ticker('BTCUSDT', '111000', {at: 1_780_000_000_001})).audit).toEqual([]);
  });
});

describe('a part of a unified account', () => {
  it('positions of one category leave the others in doubt', () => {
    const pool = poolOf(
      [unifiedAccount(account({mmr: '0'})), unifiedPositions([])],
      'cross:uta',
      'bitget-uta',
    );
    expect(pool.doubts).toEqual([
      'USDC positions of the unified account have not been seen',
      'COIN positions of the unified account have not been seen',
    ]);
  });

  it('no positions seen: equity is missing', () => {
    expect(health(unifiedAccount(account({}))).equity).toEqual({
      kind: 'missing',
      needs: ['all positions of the account'],
    });
  });

  it('changes alone are not all positions', () => {
    const change = unifiedPush('position', [held({})], {action: 'update'});
    expect(health(unifiedAccount(account({})), change).equity.kind).toBe('missing');
  });

  it('an isolated position is a pool of its own, in doubt of what its margin holds', () => {
    const frames = [
      table,
      unifiedAccount(account({})),
      unifiedPush('position', [held({marginMode: 'isolated'})]),
    ];
    const pool = healthOf(frames, 'iso:BTCUSDT:long', 'bitget-uta');
    expect(pool.equity.kind).toBe('estimated');
    expect(number(pool.equity)).toBe('16500');
    expect(health(...frames).positions).toEqual([]);
  });
});
