import {describe, expect, it} from 'vitest';
import * as rows from './rows.ts';
import * as real from './samples.ts';
import {account, auditOf, currency, healthOf, instruments, isNear, number, positions} from './wire.ts';

/** Real accounts through frames, against the figures that OKX itself showed; places in `rows.ts`. */

const ALL_AGREE = {equity: true, maintenanceMargin: true, ratio: true, liquidationPrice: true};
const {equity: _, ...WITHOUT_EQUITY} = ALL_AGREE;

describe('isolated inverse contracts', () => {
  it('a short: every figure of OKX, and its price one tick nearer to the mark than the exact one', () => {
    const pool = healthOf([positions([rows.ETH_SHORT])], 'iso:ETH-USD-SWAP');
    expect(pool.unit).toBe('ETH');
    expect(isNear(pool.equity, '11.9153941465')).toBe('near');
    // 0.5 % and 0.05 % of 93740 ÷ 4631.35…
    expect(isNear(pool.maintenanceMargin, '0.1113217424')).toBe('near');
    expect(pool.accuracy.kind).toBe('exact');
    expect(isNear(pool.accuracy, '10703.564178926794', '1e-15')).toBe('near');
    expect(isNear(pool.positions[0]?.liquidationPrice, '11198.23376279407', '1e-15')).toBe('near');
    expect(auditOf(pool)).toEqual(WITHOUT_EQUITY);
    const line = pool.audit.find(({figure}) => figure === 'liquidationPrice');
    expect(line?.reported).toBe('11198.22376279407');
    expect(line?.cause).toBe('OKX prints the price one tick (0.01) on the safe side of the exact one');
  });

  it('a long without a mark price: the mark is the one its profit was counted with', () => {
    const pool = healthOf([positions([rows.ETH_LONG])], 'iso:ETH-USD-210430:long');
    // (0.0003896645377994 − 0.0000009932766034); 0.8 % + 0.05 % of 10 ÷ 2565.656
    expect(number(pool.equity).slice(0, 16)).toBe('0.00038867126119');
    expect(isNear(pool.accuracy, '1173.1726509588816', '1e-12')).toBe('near');
    expect(isNear(pool.positions[0]?.liquidationPrice, '2352.8396681818233', '1e-12')).toBe('near');
    expect(auditOf(pool)).toEqual(WITHOUT_EQUITY);
  });

  it('a mark price of another moment, as in the documents’ own sample, is not believed', () => {
    const pool = healthOf([positions([{...rows.ETH_LONG, markPx: '2353.849'}])], 'iso:ETH-USD-210430:long');
    expect(isNear(pool.accuracy, '1173.1726509588816', '1e-12')).toBe('near');
    expect(auditOf(pool)).toEqual(WITHOUT_EQUITY);
  });

  it('a long whose rate comes from the tier table: one tick of 0.1', () => {
    const pool = healthOf(real.INVERSE_LONG_BY_TABLE, 'iso:BTC-USD-SWAP');
    expect(isNear(pool.equity, '0.3239756096')).toBe('near');
    expect(isNear(pool.maintenanceMargin, '0.0043710837', '1e-8')).toBe('near');
    expect(isNear(pool.positions[0]?.liquidationPrice, '38696.4288375')).toBe('near');
    expect(pool.positions[0]?.liquidationPrice.kind).toBe('estimated');
  });
});

describe('isolated linear contracts', () => {
  // (10000 − 1000) ÷ (1 − 0.004 − 0.0005) and (10000 + 1000) ÷ (1.0045), 100 contracts of 0.01 BTC
  const base = {
    ...rows.ETH_SHORT,
    instId: 'BTC-USDT-SWAP',
    ccy: 'USDT',
    avgPx: '10000',
    markPx: '10000',
    upl: '0',
    margin: '1000',
    mmr: '40',
    mgnRatio: '22.222222222222222',
    notionalUsd: '10000',
  };
  const seen = instruments({'BTC-USDT-SWAP': {size: '0.01', tick: '0.1'}});
  it.each([
    ['long', '100', '9040.68307383', '9040.78307383'],
    ['short', '-100', '10950.7217521155', '10950.6217521155'],
  ])('a %s: the exact price is ours, the audit takes the tick off', (side, pos, exact, printed) => {
    const pool = healthOf([seen, positions([{...base, pos, liqPx: printed}])], 'iso:BTC-USDT-SWAP');
    expect(pool.positions[0]?.side).toBe(side);
    expect(isNear(pool.positions[0]?.liquidationPrice, exact)).toBe('near');
    expect(auditOf(pool)).toEqual(WITHOUT_EQUITY);
  });

  it('a price that is two ticks away does not agree', () => {
    const pool = healthOf(
      [seen, positions([{...base, pos: '100', liqPx: '9040.88307383'}])],
      'iso:BTC-USDT-SWAP',
    );
    expect(auditOf(pool)).toEqual({...WITHOUT_EQUITY, liquidationPrice: false});
  });
});

describe('a margin loan, isolated short', () => {
  it('assets ÷ (debt × 1.05 × 1.0015), and OKX’s ratio', () => {
    const pool = healthOf([positions([rows.LTC_LOAN])], 'iso:LTC-USDT');
    // 12.00358728382 − 0.113791 × 87.81
    expect(number(pool.equity)).toBe('2.01159957382');
    expect(isNear(pool.accuracy, '390.3466055555656', '1e-15')).toBe('near');
    expect(isNear(pool.positions[0]?.liquidationPrice, '100.31430948814871', '1e-15')).toBe('near');
    expect(pool.accuracy.kind).toBe('exact');
    expect(auditOf(pool)).toEqual(WITHOUT_EQUITY);
  });

  it('long: debt × (1 + rate)(1 + fee) ÷ assets; the debt does not move', () => {
    // Isolated margin page: 1.1 BTC held, 10,000 USDT owed at 10,000; 3 % and 0.1 %: 10000 × 1.03 × 1.001 ÷ 1.1
    const row = {
      ...rows.LTC_LOAN,
      instId: 'BTC-USDT',
      ccy: 'BTC',
      posCcy: 'BTC',
      pos: '1.1',
      liab: '-10000',
      liabCcy: 'USDT',
      avgPx: '10000',
      markPx: '10000',
      // (1.1 − 1) ÷ (1 × (1.03 × 1.001 − 1)), in BTC
      mmr: '0.03',
      mgnRatio: '3.22268772155978',
      liqPx: '9373',
    };
    const pool = healthOf([positions([row])], 'iso:BTC-USDT');
    expect(number(pool.equity)).toBe('1000');
    expect(number(pool.maintenanceMargin)).toBe('310.3');
    expect(isNear(pool.positions[0]?.liquidationPrice, '9373')).toBe('near');
    expect(auditOf(pool)).toEqual(WITHOUT_EQUITY);
  });
});

describe('cross in futures mode', () => {
  it('BTC: contract size from the table, mark from the profit (the sample’s is of another contract)', () => {
    const pool = healthOf(real.CROSS_BTC, 'cross:USDT');
    expect(isNear(pool.equity, '215.7996731559')).toBe('near');
    expect(isNear(pool.maintenanceMargin, '1.5359483738')).toBe('near');
    expect(isNear(pool.accuracy, '14049.930117599155', '1e-15')).toBe('near');
    expect(isNear(pool.positions[0]?.liquidationPrice, '12608.959083877446', '1e-15')).toBe('near');
    expect(pool.positions[0]?.liquidationPrice.kind).toBe('exact');
    expect(auditOf(pool)).toEqual(ALL_AGREE);
  });

  it('XRP: contract size proved by the initial margin, rate and fee by OKX’s own figures; no tick in cross', () => {
    const pool = healthOf(real.CROSS_XRP, 'cross:USDT');
    expect(number(pool.equity)).toBe('19.997666');
    expect(number(pool.maintenanceMargin)).toBe('0.289806');
    expect(isNear(pool.accuracy, '6900.363001456147', '1e-15')).toBe('near');
    expect(isNear(pool.positions[0]?.liquidationPrice, '0.3287514731020614', '1e-15')).toBe('near');
    expect(pool.accuracy.kind).toBe('exact');
    expect(auditOf(pool)).toEqual(ALL_AGREE);
  });

  it('a position that the balance covers down to zero has no price, and OKX says none', () => {
    const pool = healthOf(real.COVERED_TO_ZERO, 'cross:USDT');
    expect(pool.positions[0]?.liquidationPrice.kind).toBe('none');
    expect(isNear(pool.accuracy, '12851258.207763903', '1e-6')).toBe('near');
    expect(pool.audit).toContainEqual(
      expect.objectContaining({figure: 'liquidationPrice', assessed: 'none', reported: 'none', agrees: true}),
    );
  });

  it('two positions: the other one keeps its own requirement while this one moves (TorchTrade issue 344)', () => {
    const row = (instId: string, pos: string, px: string) => ({
      ...rows.XRP_LONG,
      instId,
      pos,
      avgPx: px,
      markPx: px,
      upl: '0',
      imr: '',
      mmr: '0.4',
      mgnRatio: '',
    });
    const pool = healthOf(
      [
        account([currency('USDT', '5')]),
        instruments({
          'SOL-USDT-SWAP': {size: '1', tick: '0.01'},
          'ADA-USDT-SWAP': {size: '1', tick: '0.0001'},
        }),
        positions([
          {...row('SOL-USDT-SWAP', '1', '100'), mgnRatio: '1.1363636363636365'},
          {...row('ADA-USDT-SWAP', '1000', '1'), mmr: '4', mgnRatio: '1.1363636363636365'},
        ]),
      ],
      'cross:USDT',
    );
    // That account has no fee: 5 ÷ 4.4, and (100 − 5 + 4) ÷ 0.996 where 95.40 leaves the other one out.
    expect(number(pool.equity)).toBe('5');
    expect(number(pool.maintenanceMargin)).toBe('4.4');
    expect(isNear(pool.positions[0]?.liquidationPrice, '99.39759036144578')).toBe('near');
  });
});

describe('OKX’s ratio is equity ÷ requirement already', () => {
  it.each([
    ['5', '22.5', '500', 'safe'],
    ['2.9', '13.05', '290', 'margin-call'],
    ['1', '4.5', '100', 'liquidation'],
    ['0.8', '3.6', '80', 'liquidation'],
  ])(
    '%s, with %s held, is %s %%: higher is safer (help pages of the modes)',
    (mgnRatio, cash, percent, grade) => {
      // Required: 0.4 % and 0.05 % of 1000 = 4.5
      const row = {
        ...rows.XRP_LONG,
        instId: 'BTC-USDT-SWAP',
        pos: '100',
        avgPx: '1000',
        markPx: '1000',
        upl: '0',
        imr: '333.3333333333333333',
        lever: '3',
        mmr: '4',
        mgnRatio,
        notionalUsd: '1000',
      };
      const pool = healthOf(
        [
          instruments({'BTC-USDT-SWAP': {size: '0.01', tick: '0.1'}}),
          account([currency('USDT', cash)]),
          positions([row]),
        ],
        'cross:USDT',
      );
      expect(number(pool.accuracy)).toBe(percent);
      expect(pool.grade).toBe(grade);
      expect(auditOf(pool)).toMatchObject({ratio: true});
    },
  );

  it('an empty one means that nothing is required, not zero', () => {
    const pool = healthOf([account([currency('USDT', '100')]), positions([])], 'cross:USDT');
    expect(pool.accuracy).toMatchObject({kind: 'none'});
    expect(pool.grade).toBe('safe');
  });
});
