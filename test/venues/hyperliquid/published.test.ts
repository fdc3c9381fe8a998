import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import {suppliedOf} from '../../../src/venues/hyperliquid/ledger.ts';
import {maintenanceAt, tiersOf} from '../../../src/venues/hyperliquid/tiers.ts';
import {expectFigure, poolOf, positionOf} from './figures.ts';
import {
  answers,
  asks,
  clearinghouse,
  MAINNET,
  meta,
  mode,
  type PositionRow,
  play,
  request,
  USER,
} from './wire.ts';

/** The venue's published rules and examples, through its frames. */

const digits = (value: Decimal) => value.toFixed();

/** One position that was just opened: worth what it cost. */
function fresh(coin: string, size: string, price: string, maxLeverage: number): PositionRow {
  const value = new Decimal(size).times(price).abs();
  return [coin, size, price, digits(value), '0.0', null, maxLeverage, maxLeverage, '0.0'];
}

/** With an own pool that is worth so much. */
function freshIsolated(
  coin: string,
  size: string,
  price: string,
  maxLeverage: number,
  margin: string,
): PositionRow {
  const [, , , value] = fresh(coin, size, price, maxLeverage);
  const rawUsd = new Decimal(margin).minus(new Decimal(size).times(price));
  return [coin, size, price, value, '0.0', null, maxLeverage, maxLeverage, margin, digits(rawUsd)];
}

// The venue's liquidation prices of small isolated positions, late 2024 (freqtrade/freqtrade,
// tests/exchange/test_hyperliquid.py). The inputs are rounded, so four digits are all there is.
describe('isolated positions and the venue’s liquidation price', () => {
  it.each([
    ['ETH', '0.015', '2458.5', '36.864593', 50, '0.86915825'],
    ['BTC', '0.00039', '63287.0', '24.673292', 50, '22.37166537'],
    ['SOL', '0.16', '146.82', '23.482979', 20, '0.05269872'],
    ['SOL', '0.33', '145.83', '24.045107', 20, '74.83696193'],
    ['BTC', '0.00077', '62739.0', '24.137992', 50, '31708.03843631'],
    ['DOGE', '437.0', '0.11586', '25.29769', 20, '0.05945697'],
    ['ETH', '-0.019', '2642.8', '25.091876', 50, '3924.18322043'],
    ['BTC', '-0.00069', '68595.0', '23.64871', 50, '101849.99354283'],
    ['SOL', '0.6', '173.06', '20.735658', 20, '142.05186667'],
    ['ETH', '-0.0327', '2552.0', '20.833393', 50, '3157.53150453'],
    ['BTC', '0.0015', '66930.0', '20.043862', 50, '54108.51043771'],
    ['SOL', '-0.11', '178.29', '19.605036', 20, '347.82205322'],
    ['SOL', '0.33', '176.23', '19.364946', 20, '120.56240404'],
    ['ETH', '0.0347', '2533.2', '17.555195', 50, '2047.7642302'],
    ['SOL', '-0.48', '163.11', '15.650731', 20, '190.94213618'],
    // Minnzen/hyperliquid-math, spec/WORKED-EXAMPLES.json: (100 − 20) ÷ 0.95, there 4.2105… of equity is left.
    ['XYZ', '1', '100', '20', 10, '84.210526315789473684'],
  ] as const)('%s %s at %s with %s, at most %s×: %s', (coin, size, price, margin, most, expected) => {
    const row = freshIsolated(coin, size, price, most, margin);
    const body = clearinghouse([row], {crossRawUsd: '0.0', crossMaintenance: '0.0'});
    const {accounts} = play(request({type: 'clearinghouseState', user: USER}, body));
    const {liquidationPrice} = positionOf(poolOf(accounts[0], `isolated:${coin}`), coin);
    // The row says that there is no price, so nothing confirms the tiers of a position without meta.
    expectFigure(liquidationPrice, 'estimated', expected, coin === 'XYZ' ? '1e-18' : '1.5e-4');
  });
});

// Documentation, margin tiers: rate 1 ÷ (2 × leverage); deduction n = deduction n−1 + bound n × (rate n − rate n−1).
describe('tiers', () => {
  const BTC = [
    ['0', 40],
    ['150000000', 20],
  ] as const;
  const TESTNET = [
    ['0', 40],
    ['10000', 25],
    ['50000', 10],
  ] as const;

  it('deduct so that nothing jumps', () => {
    expect(tiersOf(BTC).map(({deduction}) => `${deduction}`)).toEqual(['0', '1875000']);
    expect(tiersOf(TESTNET).map(({deduction}) => `${deduction}`)).toEqual(['0', '75', '1575']);
  });

  it.each([
    [BTC, '149999999', '1874999.9875'],
    [BTC, '150000000', '1875000'],
    [BTC, '150000001', '1875000.025'],
    [BTC, '200000000', '3125000'],
    [TESTNET, '80000', '2425'],
  ] as const)('%j: a position of %s needs %s', (rows, value, needed) => {
    expect(maintenanceAt(tiersOf(rows), new Decimal(value)).toFixed()).toBe(needed);
  });

  it('of 3× are not rounded: a third has no last digit', () => {
    const [tier] = tiersOf([['0', 3]]);
    expect(tier?.maintenanceRate.times(6).minus(1).abs().lt('1e-39')).toBe(true);
  });

  // Computed from the documented formulas, with the tier that holds at the root.
  it.each([
    ['stays in the second tier', '2000', '30000000', BTC, '3125000', '0.104166666667', '86217.94871795'],
    ['falls into the first on its way', '2000', '80000000', BTC, '3125000', '0.0390625', '60759.49367089'],
    ['begins on the bound', '-1500', '10000000', BTC, '1875000', '0.1875', '105284.55284553'],
    ['has three of them', '-0.8', '9000', TESTNET, '2425', '0.269444444444', '107827.38095238'],
  ] as const)('a position that %s', (_, size, equity, rows, maintenance, ratio, price) => {
    const [coin, szi, entry, value] = fresh('BTC', size, '100000', 40);
    const row: PositionRow = [coin, szi, entry, value, '0.0', price, 40, 40, '0.0'];
    const crossRawUsd = digits(new Decimal(equity).minus(new Decimal(size).times(100000)));
    const {accounts} = play([
      ...request({type: 'meta'}, meta([['BTC', 40, 99]], [[99, rows]])),
      ...mode('default'),
      ...request(
        {type: 'clearinghouseState', user: USER},
        clearinghouse([row], {crossRawUsd, crossMaintenance: maintenance}),
      ),
    ]);
    const pool = poolOf(accounts[0], 'cross:USDC');
    expectFigure(pool.equity, 'exact', equity, '0');
    expectFigure(pool.maintenanceMargin, 'exact', maintenance, '1e-30');
    expectFigure(positionOf(pool, 'BTC').liquidationPrice, 'exact', price, '1e-12');
    if (!('value' in pool.accuracy)) throw new Error('no accuracy');
    expect(new Decimal(100).div(pool.accuracy.value).minus(ratio).abs().lt('1e-12')).toBe(true);
  });

  it('are those of meta: 200 million of BTC without them are an estimate that is said to be one', () => {
    const row = fresh('BTC', '2000', '100000', 40);
    const frames = request(
      {type: 'clearinghouseState', user: USER},
      clearinghouse([row], {crossRawUsd: '-170000000', crossMaintenance: '3125000'}),
    );
    const without = poolOf(play([...mode('default'), ...frames]).accounts[0], 'cross:USDC');
    // The venue's own sum stands in for the table.
    expectFigure(without.maintenanceMargin, 'estimated', '3125000', '1e-30');
    const seen = play([...request({type: 'meta'}, MAINNET), ...mode('default'), ...frames]);
    expectFigure(poolOf(seen.accounts[0], 'cross:USDC').maintenanceMargin, 'estimated', '3125000', '0');
  });

  // Minnzen/hyperliquid-math, fixtures/live 2026-07-19: a child of the liquidity vault, 50× on every coin; its
  // requirement of 38,312.328233 is a hundredth of its 3,831,232.83103 of positions.
  it('of a vault that has 50× on every coin are its own, not the market’s', () => {
    const rows: PositionRow[] = [
      ['BTC', '0.26876', '64716.4', '17390.38456', '-2.813455', null, 20, 50, '869.519228'],
      ['DYDX', '-100480.9', '0.12169', '12141.107147', '87.368284', null, 20, 50, '607.055357'],
    ];
    const {accounts} = play([
      ...request(
        {type: 'meta'},
        meta(
          [
            ['BTC', 40, 56],
            ['DYDX', 5, 5],
          ],
          [[56, BTC]],
        ),
      ),
      ...mode('default'),
      // (17390.38456 + 12141.107147) ÷ 100
      ...request(
        {type: 'clearinghouseState', user: USER},
        clearinghouse(rows, {crossRawUsd: '1887689.27', crossMaintenance: '295.314917'}),
      ),
    ]);
    const pool = poolOf(accounts[0], 'cross:USDC');
    expect(pool.maintenanceMargin).toMatchObject({kind: 'estimated'});
    expectFigure(positionOf(pool, 'BTC').maintenanceMargin, 'estimated', '173.9038456', '1e-12');
    expectFigure(positionOf(pool, 'DYDX').maintenanceMargin, 'estimated', '121.41107147', '1e-12');
  });
});

// Documentation, account abstraction modes: the ratio is the largest of the tokens', requirement ÷ (total − isolated
// margin). Numbers of Minnzen/hyperliquid-math, spec/WORKED-EXAMPLES.json.
it('two dexes share one balance: (2 + 3) ÷ (11.5 − 1 − 0.5) = 0.5', () => {
  // One coin at 10×: 40 and 60 of value need 2 and 3. Isolated: margin 1 and 0.5.
  const main = clearinghouse(
    [fresh('AAA', '40', '1', 10), ['BBB', '1', '10', '10', '0.0', '9.4736842105', 10, 10, '1', '-9']],
    {crossRawUsd: '-40', crossMaintenance: '2'},
  );
  const other = clearinghouse(
    [
      fresh('xyz:CCC', '60', '1', 10),
      ['xyz:DDD', '1', '5', '5', '0.0', '4.7368421053', 10, 10, '0.5', '-4.5'],
    ],
    {crossRawUsd: '-60', crossMaintenance: '3'},
  );
  const frames = [
    ...request({type: 'allPerpMetas'}, [
      meta([
        ['AAA', 10, 10],
        ['BBB', 10, 10],
      ]),
      meta([
        ['xyz:CCC', 10, 10],
        ['xyz:DDD', 10, 10],
      ]),
    ]),
    ...mode('unifiedAccount'),
    ...request(
      {type: 'spotClearinghouseState', user: USER},
      {
        balances: [{coin: 'USDC', token: 0, total: '11.5', hold: '0.0', entryNtl: '0.0'}],
        tokenToAvailableAfterMaintenance: [[0, '5']],
      },
    ),
    ...request({type: 'clearinghouseState', user: USER, dex: ''}, main),
    ...request({type: 'clearinghouseState', user: USER, dex: 'xyz'}, other),
  ];
  const [account] = play(frames).accounts;
  const pool = poolOf(account, 'cross:USDC');
  expect(pool.positions.map(({symbol}) => symbol)).toEqual(['AAA', 'xyz:CCC']);
  expect(account?.pools.map(({id}) => id)).toEqual(['cross:USDC', 'isolated:BBB', 'isolated:xyz:DDD']);
  if (!('value' in pool.accuracy)) throw new Error('no accuracy');
  expect(pool.accuracy.value.toFixed()).toBe('200');
});

// Documentation, portfolio margin: a supplied token counts up to 0.5 + 0.5 × LTV of its value; 1 BTC at 80,000 with
// LTV 0.5 and 200 HYPE at 50 with LTV 0.5 count 60,000 + 7,500. (The page's health factor of 107 % counts LTV alone:
// 45,000 ÷ 42,000. It is about room to borrow, not about liquidation, and Plimsoll does not show it.)
it('supplied tokens count at their liquidation threshold and move with their coin', () => {
  const short = fresh('BTC', '-0.1', '80000', 40);
  const {accounts} = play([
    ...request({type: 'metaAndAssetCtxs'}, [
      meta([
        ['BTC', 40, 40],
        ['HYPE', 10, 10],
      ]),
      [
        {markPx: '80000', oraclePx: '80000', funding: '0.0'},
        {markPx: '50', oraclePx: '50', funding: '0.0'},
      ],
    ]),
    ...mode('portfolioMargin'),
    ...request(
      {type: 'spotClearinghouseState', user: USER},
      {
        portfolioMarginEnabled: true,
        balances: [
          {coin: 'USDC', token: 0, total: '-42000', hold: '0.0', entryNtl: '0.0', ltv: '0.0'},
          {coin: 'UBTC', token: 197, total: '1', hold: '0.0', entryNtl: '0.0', ltv: '0.5'},
          {coin: 'HYPE', token: 150, total: '200', hold: '0.0', entryNtl: '0.0', ltv: '0.5'},
        ],
        // 67,500 − 42,000 = 25,500 of equity, of which the short needs 8,000 ÷ 80 = 100.
        portfolioMarginRatio: '0.0039215686',
        tokenToAvailableAfterMaintenance: [[0, '25400']],
      },
    ),
    ...request(
      {type: 'clearinghouseState', user: USER},
      clearinghouse([short], {crossRawUsd: '8000', crossMaintenance: '100'}),
    ),
  ]);
  const [account] = accounts;
  expect(
    account?.pools[0]?.collateral.map(({asset, amount, weight}) => [asset, `${amount}`, `${weight}`]),
  ).toEqual([
    ['USDC', '-42000', '1'],
    ['UBTC', '1', '0.75'],
    ['HYPE', '200', '0.75'],
  ]);
  const pool = poolOf(account, 'portfolio');
  expectFigure(pool.equity, 'estimated', '25500', '0');
  // BTC down by d: 0.75 of the coin falls, 0.1 of it is gained: 25500 − 0.65 d = (8000 − 0.1 d) ÷ 80 ÷ 0.95.
  // d = (25500 − 105.26315789…) ÷ (0.65 − 0.00131578947…) = 39,148.0730223…
  expectFigure(positionOf(pool, 'BTC').liquidationPrice, 'estimated', '40851.926977687626775', '1e-9');
});

// Documentation, portfolio margin FAQ: 10 HYPE with LTV 0.5 carry a loan of 247.5 at a price of 33, and 225 at 30.
it.each([
  ['33', '247.5'],
  ['30', '225'],
])('10 HYPE at %s carry %s', (price, carried) => {
  const [supplied] = suppliedOf([{token: 150, coin: 'HYPE', total: '10', ltv: '0.5'}]);
  expect(supplied?.amount.times(supplied.weight).times(price).toFixed()).toBe(carried);
});

describe('the answer to an unseen question', () => {
  it('is an account named main, for whose it is cannot be guessed', () => {
    const body = clearinghouse([fresh('xyz:NVDA', '1', '200', 20)], {
      crossRawUsd: '-100',
      crossMaintenance: '5',
    });
    const {accounts, outcomes} = play([answers('disabled'), answers(body)]);
    expect(outcomes).toEqual(['used', 'used']);
    expect(accounts[0]?.account).toBe('main');
    expect(assess(accounts[0] ?? fail()).pools[0]).toMatchObject({id: 'cross:xyz'});
  });

  it('is not the account of a question of another type', () => {
    const {accounts} = play([
      asks({type: 'userAbstraction', user: USER}),
      answers(clearinghouse([], {crossRawUsd: '7', crossMaintenance: '0.0'})),
      answers('default'),
    ]);
    expect(accounts.map(({account}) => account)).toEqual([]);
  });
});

function fail(): never {
  throw new Error('there is no account');
}
