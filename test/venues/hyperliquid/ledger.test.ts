import {describe, expect, it} from 'vitest';
import {expectFigure, poolOf, positionOf} from './figures.ts';
import {
  clearinghouse,
  context,
  MAINNET,
  message,
  meta,
  mode,
  type PositionRow,
  play,
  request,
  USER,
} from './wire.ts';

/**
 * A unified account: 1,000 USDC beside 2 ETH bought at 2,000 (25×: maintenance a fiftieth). The total of the balance has
 * the profit in it; balance and positions come in separate frames.
 */
const eth = (mark: number, size = 2, cash = 1000): PositionRow => [
  'ETH',
  `${size}.0`,
  '2000.0',
  `${size * mark}.0`,
  `${size * (mark - 2000)}.0`,
  // (size × mark − equity) ÷ (size × 0.98)
  `${(size * 2000 - cash) / (size * 0.98)}`,
  10,
  25,
  `${(size * mark) / 10}`,
];

const positions = (mark: number, at: number, size = 2, cash = 1000) =>
  message(
    'allDexsClearinghouseState',
    {
      user: USER,
      clearinghouseStates: [
        [
          '',
          clearinghouse([eth(mark, size, cash)], {
            crossRawUsd: '0.0',
            crossMaintenance: `${(size * mark) / 50}`,
            time: at,
          }),
        ],
      ],
    },
    at,
  );

const balance = (mark: number, at: number, size = 2, cash = 1000, hidden = 0) => {
  const total = cash + size * (mark - 2000);
  return message(
    'spotState',
    {
      user: USER,
      spotState: {
        balances: [{coin: 'USDC', token: 0, total: `${total}`, hold: '0.0', entryNtl: '0.0'}],
        tokenToAvailableAfterMaintenance: [[0, `${total - (size * mark) / 50 - hidden}`]],
      },
    },
    at,
  );
};

const begin = [...request({type: 'meta'}, MAINNET), ...mode('unifiedAccount')];
const pool = (frames: Parameters<typeof play>[0]) =>
  poolOf(play([...begin, ...frames]).accounts[0], 'cross:USDC');

describe('the balance of a unified account', () => {
  it('of the positions’ own moment is exact', () => {
    expectFigure(pool([balance(2050, 10), positions(2050, 10)]).equity, 'exact', '1100', '0');
  });

  it('moves with later marks', () => {
    const later = [
      balance(2050, 10),
      positions(2050, 10),
      message('activeAssetCtx', {coin: 'ETH', ctx: context('2075.0')}, 11),
    ];
    expectFigure(pool(later).equity, 'exact', '1150', '0');
    // 1000 + 2 (x − 2000) = 2 x ÷ 50
    expectFigure(positionOf(pool(later), 'ETH').liquidationPrice, 'exact', '1530.6122448979591837', '1e-18');
  });

  it('stays exact while the next positions are there and the next balance is not', () => {
    expectFigure(
      pool([balance(2050, 10), positions(2050, 10), positions(2100, 2000)]).equity,
      'exact',
      '1200',
      '0',
    );
  });

  it('stays exact while the next balance is there and the next positions are not', () => {
    expectFigure(
      pool([balance(2050, 10), positions(2050, 10), balance(2100, 2000)]).equity,
      'exact',
      '1100',
      '0',
    );
  });

  it('takes in a deposit with the next pair', () => {
    const frames = [
      balance(2050, 10),
      positions(2050, 10),
      balance(2100, 2000, 2, 1500),
      positions(2100, 2001, 2, 1500),
    ];
    expectFigure(pool(frames).equity, 'exact', '1700', '0');
  });

  it('is doubted when it has not been sent for long: funding may be missing', () => {
    const equity = pool([balance(2050, 10), positions(2050, 10), positions(2100, 30_000)]).equity;
    expectFigure(equity, 'estimated', '1200', '0');
    expect(equity).toMatchObject({because: [expect.stringContaining('30 s old')]});
  });

  it('is doubted when the positions were never of its moment', () => {
    const equity = pool([balance(2050, 10), positions(2100, 2000)]).equity;
    expect(equity).toMatchObject({because: expect.arrayContaining([expect.stringContaining('same moment')])});
  });

  it('is not known when the positions changed long after it', () => {
    const frames = [balance(2050, 10), positions(2050, 10), positions(2100, 90_000, 3)];
    expect(pool(frames).equity).toEqual({kind: 'missing', needs: ['a spot balance as new as the positions']});
  });

  it('is not known when more is bound than the positions that were seen bind', () => {
    const frames = [balance(2050, 10, 2, 1000, 50), positions(2050, 10)];
    expect(pool(frames).equity).toMatchObject({needs: [expect.stringContaining('other dexes')]});
  });
});

describe('a dex whose collateral is not known', () => {
  // (200 − 55) ÷ 0.975
  const nvda: PositionRow = ['flx:NVDA', '1.0', '200.0', '200.0', '0.0', '148.7179487179', 5, 20, '40.0'];
  const flx = message(
    'clearinghouseState',
    {
      user: USER,
      dex: 'flx',
      clearinghouseState: clearinghouse([nvda], {crossRawUsd: '-200.0', crossMaintenance: '5.0'}),
    },
    10,
  );

  it('has no equity, and the shared balance is doubted', () => {
    const {accounts} = play([...begin, balance(2050, 10), positions(2050, 10), flx]);
    expect(poolOf(accounts[0], 'cross:flx').equity).toEqual({
      kind: 'missing',
      needs: ['the collateral token of dex flx'],
    });
    expect(poolOf(accounts[0], 'cross:USDC').equity).toMatchObject({kind: 'estimated'});
  });

  it('has a pool in its own token once meta and balance named it', () => {
    const spot = message(
      'spotState',
      {
        user: USER,
        spotState: {
          balances: [
            {coin: 'USDC', token: 0, total: '0.0', hold: '0.0', entryNtl: '0.0'},
            {coin: 'USDH', token: 360, total: '55.0', hold: '0.0', entryNtl: '0.0'},
          ],
          tokenToAvailableAfterMaintenance: [
            [0, '0.0'],
            [360, '50.0'],
          ],
        },
      },
      10,
    );
    const known = request({type: 'meta', dex: 'flx'}, meta([['flx:NVDA', 20, 20]], [], 360));
    const {accounts} = play([...begin, ...known, spot, flx]);
    const own = poolOf(accounts[0], 'cross:USDH');
    expectFigure(own.equity, 'exact', '55', '0');
    expectFigure(own.maintenanceMargin, 'exact', '5', '0');
  });
});

describe('money that moved after the account was last sent', () => {
  const subscribed = message(
    'subscriptionResponse',
    {method: 'subscribe', subscription: {type: 'userEvents', user: USER}},
    5,
  );
  const because = (frames: Parameters<typeof play>[0]) => {
    const {equity} = pool([balance(2050, 10), positions(2050, 10), subscribed, ...frames]);
    return equity.kind === 'estimated' ? equity.because : equity.kind;
  };

  it.each([
    ['fill', message('user', {fills: [{coin: 'ETH', px: '2050.0', sz: '1.0'}]}, 11)],
    ['funding payment', message('user', {funding: {coin: 'ETH', usdc: '-1.0'}}, 11)],
    [
      'funding payment',
      message('userFundings', {user: USER, fundings: [{time: 11, coin: 'ETH', usdc: '-1.0'}]}, 11),
    ],
    ['liquidation', message('user', {liquidation: {lid: 1, liquidated_user: USER}}, 11)],
  ])('%s', (what, event) => {
    expect(because([event])).toEqual([`A ${what} came after the account was last sent.`]);
    expect(because([event, balance(2050, 12), positions(2050, 12)])).toBe('exact');
  });

  it('orders that were cancelled move none', () => {
    expect(because([message('user', {nonUserCancel: [{coin: 'ETH', oid: 1}]}, 11)])).toBe('exact');
  });
});

describe('the account mode', () => {
  const spot = (at: number, isPooled: boolean) =>
    message(
      'spotState',
      {
        user: USER,
        spotState: {
          balances: [{coin: 'USDC', token: 0, total: '5.0', hold: '0.0', entryNtl: '0.0'}],
          ...(isPooled ? {tokenToAvailableAfterMaintenance: [[0, '5.0']]} : {}),
        },
      },
      at,
    );
  const perps = (at: number) =>
    message(
      'clearinghouseState',
      {
        user: USER,
        dex: '',
        clearinghouseState: clearinghouse([], {crossRawUsd: '77.0', crossMaintenance: '0.0'}),
      },
      at,
    );
  const cash = (frames: Parameters<typeof play>[0]) =>
    `${play(frames).accounts[0]?.pools[0]?.collateral[0]?.amount}`;
  const webData3 = (abstraction: string, at: number) =>
    message(
      'webData3',
      {userState: {user: USER, abstraction}, perpDexStates: [{totalVaultEquity: '0.0'}]},
      at,
    );

  it('comes by webData3 too', () => {
    expect(cash([webData3('unifiedAccount', 1), spot(2, true), perps(3)])).toBe('5');
    expect(cash([webData3('disabled', 1), spot(2, false), perps(3)])).toBe('77');
  });

  it('that was changed since shows in the balance', () => {
    expect(cash([webData3('disabled', 1), perps(2), spot(3, true)])).toBe('5');
    expect(cash([webData3('unifiedAccount', 1), perps(2), spot(3, false)])).toBe('77');
  });

  it('that nobody knows yet is told by the balance', () => {
    expect(cash([webData3('hyperUnified', 1), perps(2), spot(3, true)])).toBe('5');
  });

  it('with DEX abstraction is doubted', () => {
    const {accounts} = play([webData3('dexAbstraction', 1), perps(2)]);
    expect(accounts[0]?.pools[0]?.doubts).toEqual([expect.stringContaining('DEX abstraction')]);
  });

  it('comes with the accounts in older frames of webData3, in the order of the dexes', () => {
    const state = clearinghouse(
      [['xyz:NVDA', '1.0', '200.0', '200.0', '0.0', '105.263157894', 5, 20, '40.0']],
      {crossRawUsd: '-100.0', crossMaintenance: '5.0'},
    );
    const flat = clearinghouse([], {crossRawUsd: '9.0', crossMaintenance: '0.0'});
    const {accounts} = play([
      ...request({type: 'perpDexs'}, [
        null,
        {name: 'xyz', fullName: 'XYZ'},
        {name: 'flx', fullName: 'Felix'},
      ]),
      message('webData3', {
        userState: {user: USER, abstraction: 'default'},
        perpDexStates: [{clearinghouseState: flat}, {clearinghouseState: state}, {clearinghouseState: flat}],
      }),
    ]);
    expect(accounts[0]?.pools.map(({id}) => id)).toEqual(['cross:USDC', 'cross:xyz', 'cross:flx']);
  });
});
