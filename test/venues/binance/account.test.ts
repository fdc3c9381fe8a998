import {describe, expect, it} from 'vitest';
import type {Position} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import {accounts} from '../../../src/venues/binance/account.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  accountOf,
  balances,
  brackets,
  frame,
  mark,
  mode,
  poolOf,
  positions,
  reduceAll,
  row,
  update,
} from './wire.ts';

const btc = {
  positionAmount: '2',
  entryPrice: '60000',
  markPrice: '61000',
  notionalValue: '122000',
  liquidationPrice: '35140.56224899',
  maintMargin: '488',
};
const eth = {
  positionAmount: '-5',
  entryPrice: '3000',
  markPrice: '3100',
  liquidationPrice: '9000',
  maintMargin: '77.5',
};
const tiers = brackets({BTCUSDT: [[0, 0.004, 0]], ETHUSDT: [[0, 0.005, 0]]});
const start = [mode(false), tiers, balances({USDT: '50000'})];
const first = (frames: readonly Frame[], id = 'cross:USDT'): Position | undefined =>
  poolOf(frames, id).positions[0];

describe('which pools there are', () => {
  it('nothing before the page has shown an account', () => {
    expect(accounts(reduceAll([tiers, mode(false), mark('BTCUSDT', '1')]))).toEqual([]);
  });

  it('one for each margin asset in single-asset mode', () => {
    const usdc = row('BTCUSDC', {...btc, collateral: 'USDC'});
    const frames = [
      mode(false),
      balances({USDT: '1', USDC: '2', BNB: '0'}),
      positions([row('BTCUSDT', btc), usdc]),
    ];
    expect(accountOf(frames).pools.map(({id, unit}) => `${id} ${unit}`)).toEqual([
      'cross:USDT USDT',
      'cross:USDC USDC',
    ]);
  });

  it('an account without a position still shows its wallet', () => {
    const pool = poolOf([mode(false), balances({USDT: '10'}), positions([])], 'cross:USDT');
    expect(pool.positions).toEqual([]);
    expect(assess(accountOf([mode(false), balances({USDT: '10'}), positions([])])).grade).toBe('safe');
  });

  it('an isolated position is out of the cross pool', () => {
    const frames = [
      ...start,
      positions([row('BTCUSDT', btc), row('ETHUSDT', {...eth, isolatedWallet: '1500'})]),
    ];
    expect(accountOf(frames).pools.map(({id, positions: held}) => [id, held.length])).toEqual([
      ['cross:USDT', 1],
      ['iso:ETHUSDT', 1],
    ]);
  });

  it('a contract that names no known asset says so instead of joining a pool', () => {
    const odd = {...row('BTCXYZ', btc), collateral: undefined};
    const pool = poolOf([...start, positions([odd])], 'cross:?');
    expect(pool.equityNeeds).toEqual(['cross wallet balance of ?']);
  });

  it('EU credits margin every contract of the account, at an assumed rate', () => {
    const usdt = {...row('BTCUSDT', btc), collateral: undefined};
    const pool = poolOf(
      [mode(false), tiers, balances({BNFCR: '5001.28983031'}), positions([usdt])],
      'cross:BNFCR',
    );
    expect(pool.unit).toBe('BNFCR');
    expect(pool.positions[0]?.settle).toBe('BNFCR');
    expect(pool.positions[0]?.doubts?.[0]).toContain('credits');
  });
});

describe('a part of an account must not look whole', () => {
  it('positions known from changes alone: equity is missing', () => {
    const change = {s: 'BTCUSDT', pa: '2', ep: '60000', up: '0', mt: 'cross', iw: '0', ps: 'BOTH'};
    const B = [{a: 'USDT', wb: '50000', cw: '50000', bc: '0'}];
    const health = assess(
      accountOf([mode(false), tiers, mark('BTCUSDT', '61000'), update({B, P: [change]})]),
    );
    expect(health.pools[0]?.equity).toEqual({kind: 'missing', needs: ['all positions of the account']});
    expect(health.pools[0]?.maintenanceMargin.kind).toBe('estimated');
    expect(health.grade).toBe('unknown');
  });

  it('no wallet: equity is missing', () => {
    const health = assess(accountOf([mode(false), tiers, positions([row('BTCUSDT', btc)])]));
    expect(health.pools[0]?.equity).toEqual({kind: 'missing', needs: ['cross wallet balance of USDT']});
  });

  it('an isolated position known from a change is whole in itself', () => {
    const change = {s: 'BTCUSDT', pa: '2', ep: '60000', up: '0', mt: 'isolated', iw: '9000', ps: 'BOTH'};
    const health = assess(accountOf([tiers, mark('BTCUSDT', '61000'), update({P: [change]})]));
    expect(health.pools[0]?.equity).toMatchObject({kind: 'exact'});
  });

  it('a mode that Binance has not told is a doubt', () => {
    const [, ...untold] = start;
    expect(poolOf([...untold, positions([row('BTCUSDT', btc)])], 'cross:USDT').doubts?.[0]).toContain(
      'multi-assets',
    );
    expect(poolOf([...start, positions([row('BTCUSDT', btc)])], 'cross:USDT').doubts).toBeUndefined();
  });
});

describe('the requirement', () => {
  const [unmoded, , wallet] = start;
  const untold = [unmoded, wallet].filter((each) => each !== undefined);

  it('without brackets follows the venue’s own figure, with the value', () => {
    const frames = [...untold, positions([row('BTCUSDT', btc)]), mark('BTCUSDT', '30500', {at: AT + 1})];
    expect(first(frames)?.schedule).toMatchObject({kind: 'reported'});
    const [pool] = assess(accountOf(frames)).pools;
    // 488 at 61000 is 244 at half the price.
    expect(pool?.maintenanceMargin).toMatchObject({kind: 'estimated'});
    expect(JSON.stringify(pool?.maintenanceMargin)).toContain('"value":"244"');
  });

  it('is missing when the venue sent none either', () => {
    const silent = row('BTCUSDT', {...btc, maintMargin: undefined});
    expect(first([...untold, positions([silent])])?.schedule).toBeUndefined();
  });

  it('a coefficient of the account’s own on its brackets is a doubt', () => {
    const body = [
      {symbol: 'BTCUSDT', notionalCoef: 1.5, brackets: [{notionalFloor: 0, maintMarginRatio: 0.004, cum: 0}]},
    ];
    const own = frame({url: 'https://fapi.binance.com/fapi/v1/leverageBracket', body});
    const position = first([...untold, own, positions([row('BTCUSDT', btc)])]);
    expect(position?.doubts?.[0]).toContain('1.5');
    expect(position?.schedule).toMatchObject({kind: 'tiers', tiers: [{from: expect.anything()}]});
  });

  it('tiers in any order are sorted', () => {
    const mixed = brackets({
      BTCUSDT: [
        [50000, 0.005, 50],
        [0, 0.004, 0],
      ],
    });
    const schedule = first([...start, mixed, positions([row('BTCUSDT', btc)])])?.schedule;
    const floors = schedule?.kind === 'tiers' ? schedule.tiers.map(({from}) => from.toFixed()) : [];
    expect(floors).toEqual(['0', '50000']);
  });
});

describe('leverage', () => {
  const leverage = (given: object) =>
    first([...start, positions([row('BTCUSDT', {...btc, ...given})])])?.leverage?.toFixed();

  it.each([
    ['the one that the row’s initial margin follows', {initialMargin: '6100'}, '20'],
    ['cut digits do not hide it', {notionalValue: '1992.46079250', initialMargin: '99.62303962'}, '20'],
    ['it wins over a setting that is not in force', {initialMargin: '6100', leverage: '50'}, '20'],
    ['the setting, when no whole number follows', {initialMargin: '6500', leverage: '50'}, '50'],
    ['0, as Portfolio Margin sends it, is none', {leverage: '0'}, undefined],
  ])('%s', (_, given, expected) => {
    expect(leverage(given)).toBe(expected);
  });
});

describe('what the venue reported', () => {
  const told = [...start, positions([row('BTCUSDT', btc), row('ETHUSDT', eth)])];

  it('maintenance and liquidation price stand beside ours while nothing has moved', () => {
    const reported = first(told)?.reported;
    expect(reported?.maintenanceMargin?.toFixed()).toBe('488');
    expect(String(reported?.liquidationPrice)).toBe('35140.56224899');
  });

  it('with another mark they are let go, because they were of the former', () => {
    const reported = first([...told, mark('ETHUSDT', '3000', {at: AT + 1})])?.reported;
    expect(reported?.liquidationPrice).toBeUndefined();
    expect(reported?.maintenanceMargin?.toFixed()).toBe('488');
  });

  it('a position alone keeps its liquidation price: its own mark does not change it', () => {
    const alone = [...start, positions([row('BTCUSDT', btc)]), mark('BTCUSDT', '50000', {at: AT + 1})];
    expect(first(alone)?.reported?.liquidationPrice).toBeDefined();
    expect(first(alone)?.reported?.maintenanceMargin).toBeUndefined();
    expect(assess(accountOf(alone)).pools[0]?.audit).toMatchObject([
      {figure: 'liquidationPrice', agrees: true},
    ]);
  });

  it('a deposit lets it go', () => {
    const deposit = update({B: [{a: 'USDT', wb: '60000', cw: '60000', bc: '10000'}]}, {at: AT + 1});
    const alone = [...start, positions([row('BTCUSDT', btc)]), deposit];
    expect(first(alone)?.reported?.liquidationPrice).toBeUndefined();
  });

  it('a price of 0 is "none"', () => {
    const held = row('BTCUSDT', {...btc, liquidationPrice: '0'});
    expect(first([...start, positions([held])])?.reported?.liquidationPrice).toBe('none');
  });

  const answer = (multiAssetsMargin: boolean, isolatedWallet = '0') =>
    frame({
      url: 'https://fapi.binance.com/fapi/v2/account',
      body: {
        multiAssetsMargin,
        totalMaintMargin: '488',
        totalInitialMargin: '6100',
        totalCrossWalletBalance: '50000',
        totalCrossUnPnl: '2000',
        assets: [
          {
            asset: 'USDT',
            crossWalletBalance: '50000',
            crossUnPnl: '2000',
            maintMargin: '488',
            initialMargin: '6100',
            updateTime: 0,
          },
        ],
        positions: [
          {
            symbol: 'BTCUSDT',
            positionAmt: '2',
            entryPrice: '60000',
            unrealizedProfit: '2000',
            isolated: isolatedWallet !== '0',
            isolatedWallet,
            positionSide: 'BOTH',
            updateTime: 0,
          },
        ],
      },
    });

  it('totals of an account answer: equity, maintenance and their ratio', () => {
    const pool = poolOf([tiers, answer(false)], 'cross:USDT');
    expect(pool.reported?.equity?.toFixed()).toBe('52000');
    expect(pool.reported?.maintenanceMargin?.toFixed()).toBe('488');
    expect(pool.reported?.ratio?.times(488).toFixed(8)).toBe('52000.00000000');
    // The answer has no mark: 60000 + 2000 ÷ 2.
    expect(pool.positions[0]?.markPrice?.toFixed()).toBe('61000');
    expect(assess(accountOf([tiers, answer(false)])).pools[0]?.audit.every(({agrees}) => agrees)).toBe(true);
  });

  it('an asset’s maintenance counts isolated positions in: then only its equity is compared', () => {
    const pool = poolOf([tiers, answer(false, '7000')], 'cross:USDT');
    expect(pool.reported?.maintenanceMargin).toBeUndefined();
    expect(pool.reported?.equity?.toFixed()).toBe('52000');
  });

  it('in multi-assets mode the totals in USD', () => {
    expect(poolOf([tiers, answer(true)], 'cross:multi').reported?.equity?.toFixed()).toBe('52000');
  });
});

describe('underlyings', () => {
  it.each([
    ['BTCUSDT', 'BTC'],
    ['BTCUSDT_261225', 'BTC'],
    ['1000PEPEUSDT', 'PEPE'],
    ['1000000MOGUSDT', 'MOG'],
    ['1MBABYDOGEUSDT', 'BABYDOGE'],
    ['1INCHUSDT', '1INCH'],
    ['ETHBTC', 'ETH'],
    ['币安人生USDT', '币安人生'],
  ])('%s moves with %s', (symbol, underlying) => {
    const held = row(symbol, {...btc, collateral: 'USDT'});
    const position = first([...start, positions([held])]);
    expect(position?.underlying).toBe(underlying);
    expect(position?.multiplier.toFixed()).toBe('1');
    expect(position?.size.toFixed()).toBe('2');
  });

  it.each([
    ['BTCUSD_PERP', 'BTC', '100'],
    ['ETHUSD_261225', 'ETH', '10'],
  ])('%s is inverse, in %s, %s USD a contract', (symbol, coin, size) => {
    const held = {symbol, positionAmt: '3', entryPrice: '1000', markPrice: '1000'};
    const url = 'https://dapi.binance.com/dapi/v1/positionRisk';
    const [position] = poolOf([frame({url, body: [held]})], `cross:${coin}`, 'binance-coinm').positions;
    expect(position).toMatchObject({contract: 'inverse', settle: coin, underlying: coin});
    expect(position?.multiplier.toFixed()).toBe(size);
  });
});
