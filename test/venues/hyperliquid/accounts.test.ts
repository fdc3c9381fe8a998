import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {expectFigure, poolOf, positionOf} from './figures.ts';
import {STANDARD_16, UNIFIED_19} from './real-accounts.ts';
import {DOCUMENTED_BODY, ISOLATED_SHORT, PORTFOLIO, STANDARD_BODY, spot, state, UNIFIED} from './samples.ts';
import {clearinghouse, message, mode, type PositionRow, play, request, USER} from './wire.ts';

/** Accounts of real people with the venue's own figures: what we work out must be what the venue said. */

const named = (rows: readonly PositionRow[]) => rows.map((row) => [row[0], row] as const);

/** One reported price against ours: `null` is the venue's way to say that there is none. */
function expectPrice(pool: ReturnType<typeof poolOf>, [coin, , , , , reported]: PositionRow): void {
  const {liquidationPrice} = positionOf(pool, coin);
  if (reported === null) expect(liquidationPrice.kind).toBe('none');
  // Ten decimals are shown, of which the last is rounded.
  else
    expectFigure(
      liquidationPrice,
      'exact',
      reported,
      new Decimal('1e-10').div(reported).plus('1e-9').toFixed(),
    );
}

// infinitefield/hypersdk, src/hypercore/types/mod.rs: mainnet, captured 2026-01-14.
describe('a standard account with 14 cross and 2 isolated positions', () => {
  const {accounts} = play(state(STANDARD_BODY));
  const [account] = accounts;
  const pool = poolOf(account, 'cross:USDC');

  it('is recognised as standard by its liquidation prices alone, and exact', () => {
    expectFigure(pool.equity, 'exact', '8259027.0754620004', '1e-15');
    expectFigure(pool.maintenanceMargin, 'exact', '356978.709123', '1e-10');
    expectFigure(pool.accuracy, 'exact', '2313.590941');
  });

  it('shows the rounded entry price no more than the profit that stands beside it', () => {
    // HYPE short 149,078.45 at 25.4825 would be −79,682.43; the venue says −79,672.19014.
    expectFigure(positionOf(pool, 'HYPE').unrealisedPnl, 'exact', '-79672.19014', '1e-12');
    expectFigure(positionOf(pool, 'LTC').unrealisedPnl, 'exact', '-69.30495', '1e-12');
  });

  it.each(named(STANDARD_16.filter((row) => row[9] === undefined)))('%s', (_, row) => expectPrice(pool, row));

  it.each(named(STANDARD_16.filter((row) => row[9] !== undefined)))('isolated %s', (_, row) => {
    const own = poolOf(account, `isolated:${row[0]}`);
    expectPrice(own, row);
    expectFigure(own.equity, 'exact', row[8], '1e-12');
  });

  it('agrees with every figure that the venue reported', () => {
    const lines = [pool, poolOf(account, 'isolated:MON'), poolOf(account, 'isolated:MET')].flatMap(
      ({audit}) => audit,
    );
    // Equity of three pools, the cross requirement, sixteen prices.
    expect(lines).toHaveLength(20);
    expect(lines.filter(({agrees}) => !agrees)).toEqual([]);
  });
});

// hsnice16/tula, fixtures/hyperliquid/perp-both-ways.json: captured 2026-09-09, amounts times one factor.
describe('a unified account with 19 cross positions', () => {
  const {body, balances} = UNIFIED;
  const {accounts} = play([...mode('unifiedAccount'), ...spot(balances), ...state(body)]);
  const pool = poolOf(accounts[0], 'cross:USDC');

  it('has the spot total for its equity, not the perp account value of 84,011.63', () => {
    expectFigure(pool.equity, 'exact', '679372.9411761649', '1e-15');
    expectFigure(pool.maintenanceMargin, 'exact', '40292.8995205398', '1e-9');
    expectFigure(pool.accuracy, 'exact', '1686.086008');
  });

  it('has the unified account ratio of the documentation', () => {
    if (!('value' in pool.accuracy)) throw new Error('no accuracy');
    expect(new Decimal(100).div(pool.accuracy.value).toFixed(9)).toBe('0.059308955');
  });

  it.each(named(UNIFIED_19))('%s', (_, row) => expectPrice(pool, row));

  it('is unified by the shape of its balance when the mode was not seen', () => {
    const unseen = play([...spot(balances), ...state(body)]);
    expectFigure(poolOf(unseen.accounts[0], 'cross:USDC').equity, 'exact', '679372.9411761649', '1e-15');
  });

  it('has no equity until the balance was seen', () => {
    const without = play([...mode('unifiedAccount'), ...state(body)]);
    expect(poolOf(without.accounts[0], 'cross:USDC').equity).toEqual({
      kind: 'missing',
      needs: ['the spot balance'],
    });
  });
});

// hsnice16/tula, fixtures/hyperliquid/unified-short.json: captured 2026-09-14, amounts times one factor.
describe('a unified account with one isolated short', () => {
  const {row, body, balances} = ISOLATED_SHORT;
  const {accounts} = play([...mode('unifiedAccount'), ...spot(balances), ...state(body)]);

  it('keeps the isolated margin out of the shared balance', () => {
    const pool = poolOf(accounts[0], 'cross:USDC');
    expectFigure(pool.equity, 'exact', '1338956.5333880341', '1e-12');
    expectFigure(pool.maintenanceMargin, 'exact', '0', '0');
    expect(pool.accuracy.kind).toBe('none');
  });

  it('is liquidated where the venue says, by its own cash', () => {
    const pool = poolOf(accounts[0], 'isolated:BTC');
    expectPrice(pool, row);
    expectFigure(pool.equity, 'exact', '582769.1343427809', '1e-12');
  });
});

// hsnice16/tula, fixtures/hyperliquid/portfolio-margin-collateral.json: captured 2026-09-14, amounts scaled.
describe('a portfolio margin account with HYPE against a HYPE short', () => {
  const {body, balances} = PORTFOLIO;
  const {accounts} = play([...mode('portfolioMargin'), ...spot(balances), ...state(body)]);
  const pool = poolOf(accounts[0], 'portfolio');

  it('has what is left after maintenance plus the maintenance for its equity', () => {
    // 921785.3201320133 + 37316.264824824
    expectFigure(pool.equity, 'estimated', '959101.5849568373', '1e-15');
    expectFigure(pool.maintenanceMargin, 'estimated', '37316.264824824', '1e-12');
  });

  it('has the venue’s portfolio margin ratio to its last digit', () => {
    if (!('value' in pool.accuracy)) throw new Error('no accuracy');
    expect(new Decimal(100).div(pool.accuracy.value).toFixed(10)).toBe('0.0389075208');
  });

  it('is liquidated at a ratio of 0.95', () => {
    expect(pool.waterline.times('0.95').toFixed(20)).toBe('1.00000000000000000000');
  });

  it('meets the venue’s liquidation price by the venue’s rule, which holds the HYPE still', () => {
    const line = pool.audit.find(({figure}) => figure === 'liquidationPrice');
    expect(line).toMatchObject({symbol: 'HYPE', agrees: true, reported: '175.8838207219'});
    // 80.8184 + 921785.3201320133 ÷ 9234.5962861982 ÷ 1.05
    expect(line?.assessed).toMatch(/^175\.8838207/);
    expect(line?.cause).toContain('holds supplied tokens still');
  });

  it('lets the HYPE that secures the short rise with it', () => {
    // Equity falls by 9234.5962861982 − 0.825 × 9240.1694073654 = 1611.456525 a dollar, the line rises by
    // 9234.5962861982 × 0.05 ÷ 0.95 = 486.031383: from 80.8184 up by (959101.58495684 − 39280.27876297) ÷ 2097.487908.
    expectFigure(positionOf(pool, 'HYPE').liquidationPrice, 'estimated', '519.353136', '1e-8');
  });
});

// A public C# client's test: mainnet, captured 2026-09.
describe('a long whose frame hides collateral', () => {
  const row: PositionRow = [
    'BTC',
    '4.5',
    '81285.0',
    '377667.0',
    '11884.306507',
    '74501.802790436',
    10,
    40,
    '37766.7',
  ];
  const {accounts} = play(
    state(clearinghouse([row], {crossRawUsd: '-339414.3', crossMaintenance: '4720.8375'})),
  );
  const pool = poolOf(accounts[0], 'cross:USDC');

  it('is not given the equity of the frame, from which 76,380.15 would follow', () => {
    expect(pool.equity).toEqual({kind: 'missing', needs: ['the account mode', 'the spot balance']});
    expect(positionOf(pool, 'BTC').liquidationPrice.kind).toBe('missing');
    expect(pool.grade).toBe('unknown');
  });

  it('still has its requirement, which the venue’s sum confirms', () => {
    expectFigure(pool.maintenanceMargin, 'exact', '4720.8375', '0');
  });

  it('is doubted when the mode is said to be standard all the same', () => {
    const standard = play([
      ...mode('default'),
      ...state(clearinghouse([row], {crossRawUsd: '-339414.3', crossMaintenance: '4720.8375'})),
    ]);
    const doubted = poolOf(standard.accounts[0], 'cross:USDC');
    expectFigure(doubted.equity, 'estimated', '38252.7', '0');
    expectFigure(positionOf(doubted, 'BTC').liquidationPrice, 'estimated', '76380.1518987342');
  });
});

// The API documentation's own example, perpetuals account summary.
describe('the isolated long of the documentation', () => {
  const body = DOCUMENTED_BODY;

  it('stands in a pool of its own', () => {
    const {accounts} = play([...mode('default'), ...state(body)]);
    expect(accounts[0]?.pools.map(({id}) => id)).toEqual(['cross:USDC', 'isolated:ETH']);
    // The cash that the example shows has six decimals, its price eight: (95.059824 ÷ 0.0335) ÷ 0.99.
    const {liquidationPrice} = positionOf(poolOf(accounts[0], 'isolated:ETH'), 'ETH');
    expectFigure(liquidationPrice, 'exact', '2866.26936529', '1e-8');
    expectFigure(poolOf(accounts[0], 'cross:USDC').equity, 'exact', '13104.514502', '0');
  });

  it('does not make the other money known while the mode is not', () => {
    const {accounts} = play(state(body));
    expect(accounts[0]?.pools.map(({id}) => id)).toEqual(['isolated:ETH']);
  });
});

// JKorf/HyperLiquid.Net issue 98: a sub-account's state with a position left out and without its cross summary.
it('does not take a frame for whole that counts more than it shows', () => {
  const fragment = {
    marginSummary: {
      accountValue: '147.412857',
      totalNtlPos: '1352.7404',
      totalRawUsd: '-1205.327543',
      totalMarginUsed: '140.43678',
    },
    crossMaintenanceMarginUsed: '23.104792',
    withdrawable: '6.976077',
    assetPositions: [
      {
        type: 'oneWay',
        position: {
          coin: 'BTC',
          szi: '0.01948',
          leverage: {type: 'cross', value: 10},
          entryPx: '64882.3',
          positionValue: '1256.3626',
          unrealizedPnl: '-7.54583',
          returnOnEquity: '-0.0597023473',
          liquidationPx: '19217.2640553115',
          marginUsed: '125.63626',
          maxLeverage: 40,
        },
      },
    ],
  };
  const sub = {name: 'one', subAccountUser: USER, master: USER, dexToClearinghouseState: [['', fragment]]};
  const {accounts, outcomes} = play(request({type: 'subAccounts2', user: USER}, [sub]));
  expect(outcomes).toEqual(['used', 'used']);
  const pool = poolOf(accounts[0], 'cross:USDC');
  expect(pool.equity).toMatchObject({kind: 'missing'});
  expect(pool.maintenanceMargin).toMatchObject({kind: 'estimated'});
});

describe('channels', () => {
  it('give the same account as requests', () => {
    const body = STANDARD_BODY;
    const one = play([message('clearinghouseState', {user: USER, dex: '', clearinghouseState: body})]);
    const all = play([message('allDexsClearinghouseState', {user: USER, clearinghouseStates: [['', body]]})]);
    const web = play([message('webData2', {user: USER, clearinghouseState: body})]);
    const asked = play(request({type: 'clearinghouseState', user: USER}, body));
    expect(one.accounts).toEqual(asked.accounts);
    expect(all.accounts).toEqual(asked.accounts);
    expect(web.accounts).toEqual(asked.accounts);
    expect(asked.accounts[0]?.account).toBe(USER);
  });
});
