import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {
  AT,
  answer,
  balances,
  coin,
  frame,
  healthOf,
  number,
  poolOf,
  positions,
  row,
  SLICES_SINCE,
  tiers,
  UTA,
  unifiedAccount,
  unifiedPositions,
} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const isThere = existsSync(REFERENCE);
const read = (path: string) => (isThere ? JSON.parse(readFileSync(new URL(path, REFERENCE), 'utf8')) : []);

type Tier = {readonly from: string; readonly maintenanceRate: string; readonly deduction?: string};
type Vector = {
  readonly id: string;
  readonly inputs: {readonly account: {readonly pools: readonly [Pool]}};
  readonly expected: {
    readonly equity: string;
    readonly maintenanceMargin: string;
    readonly accuracyPct: string;
    readonly liquidationPrice: Readonly<Record<string, string>>;
    readonly venueRatio?: {readonly value: string};
    readonly venueLiquidationPrice?: Readonly<Record<string, string>>;
  };
};
type Pool = {
  readonly id: string;
  readonly unit: string;
  readonly collateral: readonly [{readonly amount: string}];
  readonly positions: readonly [Held];
};
type Held = {
  readonly symbol: string;
  readonly contract: string;
  readonly settle: string;
  readonly side: string;
  readonly size: string;
  readonly entryPrice: string;
  readonly markPrice: string;
  readonly schedule: {readonly tiers: readonly Tier[]};
};

function profitOf({contract, side, size, entryPrice, markPrice}: Held): Decimal {
  const rise =
    contract === 'inverse'
      ? new Decimal(1).div(entryPrice).minus(new Decimal(1).div(markPrice))
      : new Decimal(markPrice).minus(entryPrice);
  return rise
    .times(size)
    .times(side === 'long' ? 1 : -1)
    .toDecimalPlaces(16);
}

/** The account of a vector as a page would have been told of it; a deduction says that slices are meant. */
function framesOf({inputs, expected}: Vector): readonly Frame[] {
  const [pool] = inputs.account.pools;
  const [held] = pool.positions;
  const [{amount}] = pool.collateral;
  const profit = profitOf(held);
  const isolated = pool.id.startsWith('iso:');
  const {tiers: table} = held.schedule;
  const slices = table.some(({deduction = '0'}) => deduction !== '0');
  const told = row(held.symbol, {
    marginCoin: held.settle,
    marginMode: isolated ? 'isolated' : 'crossed',
    holdSide: held.side,
    total: held.size,
    openPriceAvg: held.entryPrice,
    markPrice: held.markPrice,
    unrealizedPL: profit.toFixed(),
    marginSize: isolated ? amount : '0',
    marginRatio: expected.venueRatio?.value ?? '',
    liquidationPrice: expected.venueLiquidationPrice?.[held.symbol] ?? '',
    cTime: String(slices ? SLICES_SINCE : SLICES_SINCE - 1),
  });
  const product = held.contract === 'inverse' ? 'COIN-FUTURES' : 'USDT-FUTURES';
  return [
    tiers(
      held.symbol,
      table.map(({from, maintenanceRate}, index) => [from, table[index + 1]?.from ?? '1e9', maintenanceRate]),
    ),
    balances([
      coin(held.settle, {
        accountEquity: new Decimal(amount).plus(profit).toFixed(),
        unrealizedPL: profit.toFixed(),
        ...(isolated && {isolatedMargin: amount}),
      }),
    ]),
    positions([told], {}, `productType=${product}`),
  ];
}

describe.skipIf(!isThere)('the reference collection, through frames', () => {
  const vectors: readonly Vector[] = read('vectors/bitget.json');

  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, vector) => {
    const [{id, positions: rows}] = vector.inputs.account.pools;
    const {expected} = vector;
    const pool = healthOf(framesOf(vector), id.startsWith('iso:') ? `${id}:${rows[0].side}` : id);
    const near = (ours: string, theirs: string) =>
      expect(
        new Decimal(ours).minus(theirs).abs().lte(new Decimal(theirs).times('1e-6')),
        `${ours} ${theirs}`,
      ).toBe(true);
    near(number(pool.equity), expected.equity);
    near(number(pool.maintenanceMargin), expected.maintenanceMargin);
    near(number(pool.accuracy), expected.accuracyPct);
    near(number(pool.positions[0]?.liquidationPrice), expected.liquidationPrice[rows[0].symbol] ?? '');
    expect(pool.equity.kind).toBe('exact');
    expect(pool.audit.filter(({agrees}) => !agrees)).toEqual([]);
  });
});

describe.skipIf(!isThere)('the sample payloads', () => {
  const sample = (name: string) => read(`payloads/bitget/${name}.json`);

  it('classic account without anything in it', () => {
    const told = frame({
      url: 'https://api.bitget.com/api/v2/mix/account/accounts?productType=USDT-FUTURES',
      body: sample('account-classic'),
    });
    expect(() => poolOf([told, positions([])], 'cross:USDT')).toThrow('no pool');
  });

  it('two reads of one position, the second replaces', () => {
    const [first, second] = sample('position-cross-hedge');
    const account = balances([coin('USDT', {accountEquity: '11.634761394966738', unrealizedPL: '0.03'})]);
    const table = answer('/v2/mix/market/query-position-lever?symbol=BTCUSDT', sample('position-tiers'));
    const pool = healthOf([table, positions([first]), account, positions([second])], 'cross:USDT');
    expect(pool.positions).toHaveLength(1);
    expect(pool.audit.map(({agrees}) => agrees)).toEqual([true, true, true]);
  });

  it('socket positions', () => {
    const told = frame({
      via: 'websocket',
      url: 'wss://ws.bitget.com/v2/ws/private',
      body: sample('ws-positions'),
    });
    const {positions: held} = poolOf([told], 'cross:USDT');
    expect(held[0]).toMatchObject({symbol: 'BTCUSDT', side: 'long'});
    expect(held[0]?.markPrice?.toFixed()).toBe('43845.8');
  });

  it('unified position and account', () => {
    const account = unifiedAccount(sample('account-uta').data);
    const pool = healthOf([unifiedPositions([sample('position-uta')]), account], 'cross:uta', 'bitget-uta');
    expect(number(pool.positions[0]?.notional)).toMatch(/^107\.415/);
    // The sample leaves coins out: the effective equity is one sum, beside it today's profit.
    expect(pool.equity.kind).toBe('estimated');
    expect(number(pool.equity)).toMatch(/^6\.197/);
  });

  it('unified account of a socket', () => {
    const told = frame({via: 'websocket', url: UTA, at: AT, body: sample('ws-account-uta')});
    const pool = poolOf([told], 'cross:uta', 'bitget-uta');
    expect(pool.equityNeeds).toEqual(['all positions of the account']);
    expect(pool.collateral[0]?.amount.toFixed()).toBe('4858068.9');
  });
});
