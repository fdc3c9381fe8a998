import {describe, expect, it} from 'vitest';
import {accounts} from '../../../src/venues/bybit/account.ts';
import {
  AT,
  answer,
  ask,
  asked,
  CROSS,
  cash,
  disagreeing,
  frame,
  healthOf,
  ISOLATED,
  mode,
  number,
  poolOf,
  poolsOf,
  positions,
  reduceAll,
  row,
  ticker,
  tiers,
  topic,
  V5,
  type WireTier,
  wallet,
  walletRow,
} from './wire.ts';

const BTC: WireTier[] = [
  ['2000000', '0.005', '0', '100'],
  ['2600000', '0.0056', '1200', '90'],
];

/** 1 BTC long at 60 000, mark 61 000, 10×. Fee: 61000 × 0.9 × 0.055 % = 30.195; 305 + 30.195; 6100 + 30.195. */
const long = row('BTCUSDT', {
  avgPrice: '60000',
  markPrice: '61000',
  leverage: '10',
  positionIM: '6130.195',
  positionMM: '335.195',
  positionIMByMp: '6130.195',
  positionMMByMp: '335.195',
  unrealisedPnl: '1000',
  liqPrice: '50304.76',
  riskLimitValue: '2000000',
});

const totals = (balance: string, given: object = {}) => ({
  totalMarginBalance: balance,
  totalAvailableBalance: balance,
  totalInitialMargin: '0',
  totalPerpUPL: '0',
  ...given,
});
const usdt = (balance: string, given: object = {}) => ({
  coin: 'USDT',
  walletBalance: balance,
  equity: balance,
  usdValue: balance,
  unrealisedPnl: '0',
  ...given,
});
const btc = (balance: string, given: object = {}) => ({
  coin: 'BTC',
  walletBalance: balance,
  equity: balance,
  usdValue: String(Number(balance) * 60000),
  unrealisedPnl: '0',
  ...given,
});

describe('unified cross margin', () => {
  const frames = [CROSS, tiers('BTCUSDT', BTC), cash('10000', {profit: '1000'}), ...positions([long])];

  it('is one pool in USD: wallet and profit against rate and fee, all exact', () => {
    const pool = healthOf(frames);
    expect(pool.unit).toBe('USD');
    expect(pool.equity).toMatchObject({kind: 'exact'});
    expect(number(pool.equity)).toBe('11000');
    expect(number(pool.maintenanceMargin)).toBe('335.195');
    expect(pool.accuracy.kind).toBe('exact');
    // 10000 + p − 60000 = p × (0.5 % + 30.195 ÷ 61000): 50000 ÷ 0.994505.
    expect(number(pool.positions[0]?.liquidationPrice)).toBe('50276.26809317');
    expect(pool.audit).toContainEqual(expect.objectContaining({figure: 'equity', agrees: true}));
    expect(pool.audit).toContainEqual(
      expect.objectContaining({figure: 'maintenanceMargin', symbol: 'BTCUSDT', agrees: true}),
    );
  });

  it('follows the mark, fee included, and then holds nothing of the old mark against it', () => {
    const pool = healthOf([...frames, ticker('BTCUSDT', {markPrice: '58000'}, {at: AT + 1000})]);
    expect(number(pool.equity)).toBe('8000');
    // 58000 × 0.005495.
    expect(number(pool.maintenanceMargin)).toBe('318.71');
    expect(pool.audit.map(({figure}) => figure)).toEqual(['liquidationPrice']);
  });

  it('initial margin has the fee and what orders hold', () => {
    const held = {
      ...usdt('10000', {equity: '11000', usdValue: '11000', unrealisedPnl: '1000'}),
      totalOrderIM: '250',
    };
    const told = wallet(totals('11000', {totalPerpUPL: '1000'}), [held]);
    const pool = healthOf([CROSS, tiers('BTCUSDT', BTC), told, ...positions([long])]);
    expect(number(pool.initialMargin)).toBe('6380.195');
    expect(pool.initialMargin.kind).toBe('exact');
  });

  it('inverse profit and collateral in the coin move with the price', () => {
    // 30 000 USD short at 60 000: 0.5 BTC; at 50 000 it has won 30000 ÷ 50000 − 0.5 = 0.1.
    const short = row('BTCUSD', {
      side: 'Sell',
      size: '30000',
      avgPrice: '60000',
      markPrice: '50000',
      leverage: '5',
    });
    const coin = {...btc('1', {equity: '1.1', usdValue: '55000', unrealisedPnl: '0.1'})};
    const told = wallet(totals('55000', {totalPerpUPL: '5000'}), [coin]);
    const list = asked({...ask, category: 'inverse'}, [short]);
    const pool = healthOf([CROSS, tiers('BTCUSD', [['150', '0.005', '', '100']]), told, ...list]);
    expect(number(pool.equity)).toBe('55000');
    expect(pool.positions[0]?.unrealisedPnl).toMatchObject({kind: 'estimated'});
    expect(number(pool.positions[0]?.unrealisedPnl)).toBe('5000');
  });

  it('a USDC contract has its profit since the session, for what is older lies in the balance', () => {
    const perp = row('BTCPERP', {size: '1', avgPrice: '50000', sessionAvgPrice: '60000', markPrice: '61000'});
    expect(number(healthOf([CROSS, cash('1'), ...positions([perp])]).positions[0]?.unrealisedPnl)).toBe(
      '1000',
    );
  });
});

describe('collateral', () => {
  const told = (available: string, coins: readonly object[]) =>
    wallet(totals('40000', {totalAvailableBalance: available}), coins);
  const coins = [usdt('10000'), btc('0.5')];
  const ratios = answer(`${V5}/spot-margin-trade/collateral`, {
    list: [
      {
        currency: 'BTC',
        collateralRatioList: [
          {minQty: '0', maxQty: '0.2', collateralRatio: '0.95'},
          {minQty: '0.2', maxQty: '', collateralRatio: '0.9'},
        ],
      },
    ],
  });

  it('counts by tiers of amount, each slice at its own ratio', () => {
    // 10000 + 60000 × (0.2 × 0.95 + 0.3 × 0.9).
    const pool = healthOf([CROSS, ratios, told('37600', coins), ...positions([])]);
    expect(number(pool.equity)).toBe('37600');
    expect(pool.equity.kind).toBe('exact');
    expect(disagreeing(pool)).toEqual([]);
  });

  it('haircuts that were not told are shared by value: right now, an estimate later', () => {
    const {collateral} = poolOf([CROSS, told('37600', coins), ...positions([])]);
    expect(collateral.map(({asset, weight}) => [asset, String(weight)])).toEqual([
      ['USDT', '1'],
      ['BTC', '0.92'],
    ]);
    const {equity, audit} = healthOf([CROSS, told('37600', coins), ...positions([])]);
    expect(number(equity)).toBe('37600');
    expect(equity.kind).toBe('estimated');
    expect(audit).toEqual([]);
  });

  it('a coin that is not used as collateral counts nothing', () => {
    const off = {...btc('0.5'), collateralSwitch: false};
    const pool = healthOf([CROSS, wallet(totals('10000'), [usdt('10000'), off]), ...positions([])]);
    expect(number(pool.equity)).toBe('10000');
    expect(pool.equity.kind).toBe('exact');
  });

  it('coins that were not listed stand as other assets', () => {
    const pool = healthOf([CROSS, told('40000', [usdt('10000')]), ...positions([])]);
    expect(number(pool.equity)).toBe('40000');
    expect(pool.equity).toMatchObject({kind: 'estimated'});
  });

  it('what was borrowed by hand lies in the balance and is owed', () => {
    const borrowed = usdt('15000', {spotBorrow: '5000', equity: '10000', usdValue: '10000'});
    expect(number(healthOf([CROSS, wallet(totals('10000'), [borrowed]), ...positions([])]).equity)).toBe(
      '10000',
    );
  });

  it('a loan requires margin that no position shows', () => {
    const owing = wallet(totals('10000', {totalMaintenanceMargin: '120'}), [
      usdt('10000', {totalPositionMM: '0', borrowAmount: '3000'}),
    ]);
    const pool = healthOf([CROSS, owing, ...positions([])]);
    expect(number(pool.maintenanceMargin)).toBe('120');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
  });

  it('a later index of the coin’s own contract moves its worth', () => {
    const frames = [CROSS, ratios, told('37600', coins), ...positions([])];
    const moved = ticker('BTCUSD', {indexPrice: '50000'}, {at: AT + 1000});
    // 10000 + 50000 × 0.46.
    expect(number(healthOf([...frames, moved]).equity)).toBe('33000');
  });
});

describe('a partial account never looks whole', () => {
  it('without balances', () => {
    expect(healthOf([CROSS, ...positions([long])]).equity).toEqual({
      kind: 'missing',
      needs: expect.arrayContaining(['the balances of the account']),
    });
  });

  it('with positions from events only', () => {
    const pool = healthOf([CROSS, cash('1000'), topic('position', [long])]);
    expect(pool.equity).toEqual({kind: 'missing', needs: ['all positions of the account']});
    expect(pool.grade).toBe('unknown');
  });

  it('with a requirement in a coin whose positions were not seen', () => {
    const told = wallet(totals('11000'), [
      usdt('11000', {totalPositionMM: '335.195'}),
      {...usdt('0', {totalPositionMM: '50'}), coin: 'USDC'},
    ]);
    const pool = healthOf([CROSS, told, ...positions([long])]);
    expect(pool.equity).toEqual({kind: 'missing', needs: ['all positions settled in USDC']});
  });

  it('with the web’s balances alone a coin’s worth and ratio are needs, dollars an estimate', () => {
    const web = (coinList: readonly object[]) =>
      frame({
        url: 'https://api2.bybit.com/siteapi/unified/private/account-walletbalance',
        body: {retCode: 0, result: {coinList}},
      });
    const dollars = healthOf([CROSS, web([{coin: 'USDT', wb: '1000.5'}]), ...positions([])]);
    expect(number(dollars.equity)).toBe('1000.5');
    expect(dollars.equity.kind).toBe('estimated');
    const both = healthOf([
      CROSS,
      web([
        {coin: 'USDT', wb: '1'},
        {coin: 'BTC', wb: '2'},
      ]),
      ...positions([]),
    ]);
    expect(both.equity).toEqual({kind: 'missing', needs: ['price of BTC', 'collateral weight of BTC']});
  });

  it('when positions have changed since the balances were told', () => {
    const grown = topic('position', [{...long, size: '2'}], {at: AT + 1000});
    const pool = healthOf([CROSS, tiers('BTCUSDT', BTC), cash('10000'), ...positions([long]), grown]);
    expect(pool.equity).toMatchObject({
      kind: 'estimated',
      because: expect.arrayContaining(['positions have changed since Bybit told the balances']),
    });
  });

  it('says nothing before a balance or a position is seen', () => {
    expect(accounts(reduceAll([CROSS, tiers('BTCUSDT', BTC), ticker('BTCUSDT', {markPrice: '1'})]))).toEqual(
      [],
    );
    expect(accounts(reduceAll([ISOLATED, cash('1000')]))).toEqual([]);
  });
});

describe('requirement', () => {
  it('without tiers is Bybit’s own, scaled with the value', () => {
    const frames = [
      CROSS,
      cash('10000'),
      ...positions([long]),
      ticker('BTCUSDT', {markPrice: '30500'}, {at: AT + 1}),
    ];
    const pool = healthOf(frames);
    expect(number(pool.maintenanceMargin)).toBe('167.5975');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(pool.equity.kind).toBe('exact');
  });

  it('takes the tier of the value at the price in question', () => {
    // 40 BTC: 2 440 000 × 0.56 % − 1200 and 40 × 30.195; below 50 000 the first tier holds.
    const whale = {...long, size: '40', positionIM: '245207.8', positionMM: '13671.8', liqPrice: ''};
    const pool = healthOf([CROSS, tiers('BTCUSDT', BTC), cash('1000000'), ...positions([whale])]);
    expect(number(pool.maintenanceMargin)).toBe('13671.8');
    // 1 000 000 + 40 (p − 60000) = 40 p × 0.005495: 1 400 000 ÷ 39.7802.
    expect(number(pool.positions[0]?.liquidationPrice)).toBe('35193.38766522');
  });

  it('without initial margin has no fee, and says so', () => {
    const {positionIM: _, positionIMByMp: __, ...bare} = long as Record<string, unknown>;
    const pool = healthOf([CROSS, tiers('BTCUSDT', BTC), cash('10000'), ...positions([bare])]);
    expect(number(pool.maintenanceMargin)).toBe('305');
    expect(pool.maintenanceMargin).toMatchObject({kind: 'estimated'});
  });

  it('with open orders in the tier is doubted', () => {
    const lifted = {...long, riskLimitValue: '2600000', positionMM: '371.795'};
    const pool = healthOf([CROSS, tiers('BTCUSDT', BTC), cash('10000'), ...positions([lifted])]);
    expect(pool.maintenanceMargin).toMatchObject({kind: 'estimated'});
  });

  it('neither figure nor tiers: missing', () => {
    const {positionMM: _, ...bare} = long as Record<string, unknown>;
    const pool = healthOf([CROSS, cash('10000'), ...positions([bare])]);
    expect(pool.maintenanceMargin).toEqual({kind: 'missing', needs: ['margin tiers of BTCUSDT']});
  });

  it('equal legs of a hedge: one is charged, one is not', () => {
    const leg = (positionIdx: number, side: string) => ({
      ...long,
      positionIdx,
      side,
      positionIM: '',
      positionMM: '',
    });
    const {positions: held} = poolOf([
      CROSS,
      tiers('BTCUSDT', BTC),
      cash('1'),
      ...positions([leg(1, 'Buy'), leg(2, 'Sell')]),
    ]);
    const rates = held.map(({schedule}) =>
      schedule?.kind === 'tiers' ? String(schedule.tiers[0]?.maintenanceRate) : '',
    );
    expect(rates).toEqual(['0.005', '0']);
  });

  it('options sold add what Bybit last said, and nothing to the equity', () => {
    const option = row('BTC-27JUN27-100000-C', {
      side: 'Sell',
      size: '0.1',
      avgPrice: '500',
      markPrice: '600',
      positionMM: '610',
    });
    const usdc = {...usdt('5000'), coin: 'USDC'};
    const told = wallet(totals('5000'), [usdc]);
    const pool = healthOf([CROSS, told, ...positions([]), ...asked({...ask, category: 'option'}, [option])]);
    expect(number(pool.maintenanceMargin)).toBe('610');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
    expect(number(pool.equity)).toBe('5000');
  });
});

describe('isolated margin', () => {
  const held = (given: object = {}) => ({
    ...long,
    positionBalance: '6029.7',
    positionIM: '6029.7',
    positionMM: '334.7',
    ...given,
  });

  it('each leg has a pool of its own, and the wallet none', () => {
    const list = positions([held({positionIdx: 1}), held({positionIdx: 2, side: 'Sell'})]);
    expect(poolsOf([ISOLATED, cash('1000'), ...list]).map(({id}) => id)).toEqual([
      'iso:BTCUSDT:LONG',
      'iso:BTCUSDT:SHORT',
    ]);
  });

  it('requirement at the mark, fee and initial margin at the entry', () => {
    // Fee 60000 × 0.9 × 0.055 % = 29.7; 61000 × 0.5 % + 29.7; own margin 6000 + 29.7.
    const pool = healthOf(
      [ISOLATED, tiers('BTCUSDT', BTC), ...positions([held({liqPrice: '54271.3'})])],
      'iso:BTCUSDT',
    );
    expect(number(pool.equity)).toBe('7029.7');
    expect(number(pool.maintenanceMargin)).toBe('334.7');
    // What is counted at the entry cannot be less than value ÷ leverage here: an estimate.
    expect(pool.initialMargin.kind).toBe('estimated');
    // (60000 − 6000) ÷ 0.995.
    expect(number(pool.positions[0]?.liquidationPrice)).toBe('54271.35678392');
    expect(disagreeing(pool)).toEqual([]);
    expect(pool.audit).toHaveLength(2);
  });

  it('own margin that was not told is a need', () => {
    const pool = healthOf([ISOLATED, tiers('BTCUSDT', BTC), ...positions([long])], 'iso:BTCUSDT');
    expect(pool.equity).toEqual({kind: 'missing', needs: ['own margin of BTCUSDT']});
  });

  it('until the mode is told: own margin says isolated, a rate of the account says not; both are doubted or proved', () => {
    expect(poolOf(positions([held()]), 'iso:BTCUSDT').doubts).toHaveLength(1);
    expect(poolsOf([cash('1000'), ...positions([held()])]).map(({id, doubts}) => [id, doubts])).toEqual([
      ['cross:uta', undefined],
    ]);
    expect(poolOf(positions([long])).doubts).toContain(
      'Bybit has not said which margin mode the account is in; it is told by its positions',
    );
  });
});

describe('portfolio margin', () => {
  /** Docs, portfolio margin: equity 52 197.87, maintenance 1069.93, rate 0.0204. */
  const scan = answer(`${V5}/asset/portfolio-margin`, {
    wallet: {
      equity: '52197.86892104',
      marginBalance: '52145.70917115',
      availableBalance: '50893.36062347',
      accountIM: '1304.50829757',
      accountMM: '1069.93399838',
      accountMMRate: '0.0204',
    },
    assetPnlRange: [],
  });
  const perp = {
    ...row('BTCUSDT', {size: '0.038', avgPrice: '75995.4295', markPrice: '255902.31'}),
    liqPrice: undefined,
  };

  it('holds Bybit’s total against its equity: 4878.6 %', () => {
    const pool = healthOf([scan, ...positions([perp])], 'portfolio');
    expect(pool.kind).toBe('portfolio');
    expect(number(pool.maintenanceMargin)).toBe('1069.93399838');
    expect(pool.maintenanceMargin.kind).toBe('estimated');
  });

  it('with the same totals of the wallet: equity, ratio and what is available', () => {
    const told = wallet(
      {
        totalEquity: '52197.86892104',
        totalMarginBalance: '52145.70917115',
        totalAvailableBalance: '50893.36062347',
        totalInitialMargin: '1304.50829757',
        totalMaintenanceMargin: '1069.93399838',
        totalPerpUPL: '6836.46',
      },
      [
        {
          ...usdt('45361.40892104', {
            equity: '52197.86892104',
            usdValue: '52197.86892104',
            unrealisedPnl: '6836.46',
          }),
        },
      ],
    );
    const pool = healthOf([mode('PORTFOLIO_MARGIN'), told, ...positions([perp])], 'portfolio');
    // The profit at this mark is 0.038 × 179906.8805 = 6836.461459.
    expect(number(pool.equity).slice(0, 9)).toBe('52197.870');
    expect(number(pool.accuracy).slice(0, 7)).toBe('4878.60');
    expect(pool.accuracy.kind).toBe('estimated');
    expect(pool.positions[0]?.liquidationPrice.kind).toBe('none');
  });

  it('shares the total by value and follows it', () => {
    const other = {...row('ETHUSDT', {size: '1', avgPrice: '3000', markPrice: '3000'})};
    const frames = [
      mode('PORTFOLIO_MARGIN'),
      wallet(totals('9000', {totalMaintenanceMargin: '400'}), [usdt('9000')]),
    ];
    const bitcoin = row('BTCUSDT', {size: '0.1', avgPrice: '90000', markPrice: '90000'});
    const moved = ticker('BTCUSDT', {markPrice: '45000'}, {at: AT + 1});
    const pool = healthOf([...frames, ...positions([bitcoin, other]), moved], 'portfolio');
    // 9000 : 3000 of 400, then half of the first.
    expect(pool.positions.map(({maintenanceMargin}) => number(maintenanceMargin))).toEqual(['150', '100']);
  });
});

describe('events bring what answers do', () => {
  it('a wallet event’s totals are compared while prices are the same', () => {
    const event = topic('wallet', [
      walletRow(
        totals('11000', {totalPerpUPL: undefined, totalPerpUpl: '1000', totalMaintenanceMargin: '335.195'}),
        [
          usdt('10000', {
            equity: '11000',
            usdValue: '11000',
            unrealisedPnl: '1000',
            totalPositionMM: '335.195',
          }),
        ],
      ),
    ]);
    const pool = healthOf([CROSS, tiers('BTCUSDT', BTC), ...positions([long]), event]);
    expect(
      pool.audit.filter(({symbol}) => symbol === undefined).map(({figure, agrees}) => [figure, agrees]),
    ).toEqual([
      ['equity', true],
      ['maintenanceMargin', true],
      ['ratio', true],
    ]);
  });
});
