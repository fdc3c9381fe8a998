import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/bitget/account.ts';
import {
  AT,
  accountOf,
  balances,
  coin,
  healthOf,
  number,
  poolOf,
  positions,
  push,
  reduceAll,
  row,
  ticker,
  tiers,
} from './wire.ts';

const table = tiers('BTCUSDT', [['0', '150000', '0.004']]);
const btc = row('BTCUSDT', {
  total: '0.5',
  openPriceAvg: '60000',
  markPrice: '61000',
  unrealizedPL: '500',
  marginSize: '1500',
  keepMarginRate: '0.004',
  liquidationPrice: '40000',
});
const eth = row('ETHUSDT', {
  total: '5',
  holdSide: 'short',
  openPriceAvg: '3000',
  markPrice: '3100',
  unrealizedPL: '-500',
  marginSize: '1500',
  keepMarginRate: '0.005',
});
const wallet = (given: object = {}) =>
  balances([coin('USDT', {accountEquity: '10500', unrealizedPL: '500', ...given})]);

describe('which pools there are', () => {
  it('nothing before the page has shown an account', () => {
    expect(accounts(reduceAll([table, ticker('BTCUSDT', '61000')]))).toEqual([]);
  });

  it('one for each margin coin, one for each isolated side', () => {
    const usdc = row('BTCPERP', {marginCoin: 'USDC', total: '1', openPriceAvg: '60000', markPrice: '61000'});
    const isolated = {...eth, marginMode: 'isolated'};
    const frames = [
      wallet(),
      positions([btc, isolated, {...isolated, holdSide: 'long'}]),
      positions([usdc], {}, 'productType=USDC-FUTURES'),
    ];
    expect(
      accountOf(frames).pools.map(({id, unit, positions: held}) => `${id} ${unit} ${held.length}`),
    ).toEqual([
      'cross:USDT USDT 1',
      'cross:USDC USDC 1',
      'iso:ETHUSDT:short USDT 1',
      'iso:ETHUSDT:long USDT 1',
    ]);
  });

  it('a coin without anything in it makes none', () => {
    expect(
      accountOf([balances([coin('USDT', {accountEquity: '5'}), coin('USDC', {})]), positions([])]).pools,
    ).toHaveLength(1);
  });

  it.each([
    ['BTCUSDT', 'USDT', 'BTC', 'linear'],
    ['1000BONKUSDT', 'USDT', 'BONK', 'linear'],
    ['BTCPERP', 'USDC', 'BTC', 'linear'],
    ['BTCUSD', 'BTC', 'BTC', 'inverse'],
    ['BTCUSDH26', 'BTC', 'BTC', 'inverse'],
    ['SUSHIUSDT', 'USDT', 'SUSHI', 'linear'],
  ])('%s margined in %s moves with %s, %s', (symbol, marginCoin, underlying, contract) => {
    const held = row(symbol, {
      marginCoin,
      total: '1',
      openPriceAvg: '10',
      markPrice: '10',
      marginMode: 'isolated',
    });
    expect(accountOf([positions([held], {}, '')]).pools[0]?.positions[0]).toMatchObject({
      underlying,
      contract,
    });
  });

  it('demo trading pays less to close', () => {
    const demo = row('SBTCSUSDT', {
      marginCoin: 'SUSDT',
      total: '1',
      openPriceAvg: '60000',
      markPrice: '61000',
    });
    const state = reduceAll([positions([demo], {}, 'productType=SUSDT-FUTURES')]);
    const held = accounts(state)[0]?.pools[0]?.positions[0];
    expect(held?.underlying).toBe('BTC');
    expect(held?.closingFeeRate?.toFixed()).toBe('0.0004');
  });
});

describe('a part of an account must not look whole', () => {
  it('no balance: equity is missing', () => {
    const pool = healthOf([table, positions([btc])], 'cross:USDT');
    expect(pool.equity).toEqual({kind: 'missing', needs: ['balance of USDT']});
    expect(pool.grade).toBe('unknown');
  });

  it('positions known from changes alone: equity is missing', () => {
    const frames = [table, wallet(), push('positions', [btc], {action: 'update'})];
    expect(healthOf(frames, 'cross:USDT').equity).toEqual({
      kind: 'missing',
      needs: ['all positions of the account'],
    });
  });

  it('no positions yet: equity is missing, although there is a balance', () => {
    expect(healthOf([wallet()], 'cross:USDT').equity.kind).toBe('missing');
  });

  it('a balance without its profit, and without what makes up for it, is none', () => {
    const frames = [table, push('account', [{marginCoin: 'USDT', equity: '10500'}]), positions([btc])];
    expect(healthOf(frames, 'cross:USDT').equity).toEqual({kind: 'missing', needs: ['balance of USDT']});
  });

  /** 30,500 × (0.4 % + 0.06 %); on at 62,000: 31,000 × the same. */
  it('no tier table: Bitget’s rate for the position, as an estimate that follows the price', () => {
    const frames = [wallet(), positions([btc])];
    const pool = healthOf(frames, 'cross:USDT');
    expect(pool.equity.kind).toBe('exact');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(number(pool.maintenanceMargin)).toBe('140.3');
    const later = healthOf([...frames, ticker('BTCUSDT', '62000')], 'cross:USDT');
    expect(number(later.maintenanceMargin)).toBe('142.6');
    expect(number(later.equity)).toBe('11000');
  });

  it('neither table nor rate: the requirement is missing', () => {
    const bare = {...btc, keepMarginRate: ''};
    expect(healthOf([wallet(), positions([bare])], 'cross:USDT').maintenanceMargin.kind).toBe('missing');
  });

  it('a table that ends below the position is a doubt', () => {
    const large = {...btc, total: '5', unrealizedPL: '5000'};
    expect(poolOf([table, wallet(), positions([large])], 'cross:USDT').positions[0]?.doubts?.[0]).toContain(
      'ends below',
    );
  });

  it('a coin-margined contract in another coin is not counted at all', () => {
    const odd = row('BTCUSD', {marginCoin: 'ETH', total: '100', openPriceAvg: '60000', markPrice: '61000'});
    const frames = [
      balances([coin('ETH', {accountEquity: '5'})]),
      positions([odd], {}, 'productType=COIN-FUTURES'),
    ];
    expect(healthOf(frames, 'cross:ETH').equity).toEqual({
      kind: 'missing',
      needs: ['how Bitget counts BTCUSD in ETH'],
    });
  });

  it('a coin-margined size that follows neither dollars nor coin is a doubt', () => {
    const bare = row('BTCUSD', {marginCoin: 'BTC', total: '100', openPriceAvg: '60000', markPrice: '61000'});
    const one = (given: object) =>
      poolOf([positions([{...bare, ...given}], {}, 'productType=COIN-FUTURES')], 'cross:BTC').positions[0];
    expect(one({})?.doubts?.[0]).toContain('counts dollars is not known');
    // 0.5 coin at 60,000 with leverage 10 takes 0.05 of margin; 30,000 dollars would take as much.
    expect(one({total: '0.5', marginSize: '0.05', leverage: '10'})).toMatchObject({
      doubts: [expect.stringContaining('counts coin')],
    });
    expect(one({total: '0.5', marginSize: '0.05', leverage: '10'})?.multiplier.toFixed()).toBe('60000');
    expect(one({total: '30000', marginSize: '0.05', leverage: '10'})?.doubts).toBeUndefined();
  });
});

describe('what is held against Bitget’s figures', () => {
  const lines = (frames: Parameters<typeof healthOf>[0]) =>
    healthOf(frames, 'cross:USDT').audit.map(({figure}) => figure);
  const told = {...btc, marginRatio: '0.013361904762'};
  const start = [table, tiers('ETHUSDT', [['0', '1000000', '0.005']]), wallet()];

  it('all, while nothing has moved', () => {
    expect(lines([...start, positions([told])])).toEqual(['equity', 'ratio', 'liquidationPrice']);
  });

  it('only the price of a lone contract when its mark has moved', () => {
    expect(lines([...start, positions([told]), ticker('BTCUSDT', '61001', {at: AT + 1})])).toEqual([
      'liquidationPrice',
    ]);
  });

  it('nothing when the mark of another contract in the pool has moved', () => {
    expect(lines([...start, positions([told, eth]), ticker('ETHUSDT', '3000', {at: AT + 1})])).toEqual([]);
  });

  it('nothing when the wallet has become another', () => {
    expect(
      lines(
        [...start, positions([told]), wallet({accountEquity: '9500'})].map((each, index) => ({
          ...each,
          at: AT + index,
        })),
      ),
    ).toEqual([]);
  });

  it('a price of 0 or below is Bitget’s none', () => {
    for (const liquidationPrice of ['0', '-51000.5'])
      expect(
        poolOf([...start, positions([{...told, liquidationPrice}])], 'cross:USDT').positions[0]?.reported
          ?.liquidationPrice,
      ).toBe('none');
  });
});

describe('silence', () => {
  it('a mark and the account each have an age', () => {
    const pool = poolOf(
      [table, wallet(), positions([btc]), ticker('BTCUSDT', '61000', {at: AT + 9})],
      'cross:USDT',
    );
    expect(pool.sources).toEqual([
      {name: 'account', at: AT, limitMs: 29_100_000},
      {name: 'mark price of BTCUSDT', at: AT + 9, limitMs: 5000},
    ]);
  });
});

/** Multi-asset mode: requirement of the positions (A) and of USDT owed (B) are added since 2026-06-25. */
describe('multi-asset mode', () => {
  const union = (given: object) =>
    balances([
      coin('USDT', {
        accountEquity: '-4500',
        available: '-5000',
        unrealizedPL: '500',
        assetMode: 'union',
        unionTotalMargin: '80500',
        ...given,
      }),
    ]);

  it('the sum of all coins secures the positions, as an estimate', () => {
    const pool = healthOf([table, union({unionMm: '390.3'}), positions([btc])], 'cross:union');
    expect(pool.equity).toMatchObject({kind: 'estimated'});
    expect(number(pool.equity)).toBe('80500');
  });

  it('what Bitget requires beyond the positions stands for the debt and does not move', () => {
    const pool = healthOf([table, union({unionMm: '390.3'}), positions([btc])], 'cross:union');
    expect(number(pool.maintenanceMargin)).toBe('390.3');
    expect(pool.positions.map(({symbol}) => symbol)).toEqual(['BTCUSDT', 'loans']);
    expect(pool.audit.find(({figure}) => figure === 'maintenanceMargin')?.agrees).toBe(true);
  });

  it('a debt whose requirement is not told is a doubt', () => {
    expect(poolOf([table, union({}), positions([btc])], 'cross:union').doubts).toContain(
      'what is required for USDT owed is not known',
    );
  });

  it('without the sum of all coins equity is missing', () => {
    const pool = healthOf([table, union({unionTotalMargin: undefined}), positions([btc])], 'cross:union');
    expect(pool.equity).toEqual({kind: 'missing', needs: ['value of all coins in multi-asset mode']});
  });
});
