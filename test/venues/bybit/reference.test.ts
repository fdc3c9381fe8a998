import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {reduce} from '../../../src/venues/bybit/reduce.ts';
import {initial} from '../../../src/venues/bybit/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {
  CROSS,
  cash,
  disagreeing,
  frame,
  healthOf,
  ISOLATED,
  mode,
  number,
  positions,
  reduceAll,
  row,
  SOCKET,
  ticker,
  tiers,
  wallet,
} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/bybit.json', REFERENCE);
const PAYLOADS = new URL('payloads/bybit/', REFERENCE);

type Held = {
  readonly symbol: string;
  readonly contract: string;
  readonly side: 'long' | 'short';
  readonly size: string;
  readonly entryPrice: string;
  readonly markPrice: string;
  readonly schedule: {readonly maintenance?: string; readonly tiers?: readonly {maintenanceRate: string}[]};
};
type Vector = {
  readonly id: string;
  readonly inputs: Readonly<Record<string, string>> & {
    readonly account?: {
      readonly pools: readonly {collateral: readonly {amount: string}[]; positions: readonly Held[]}[];
    };
  };
  readonly expected: Readonly<Record<string, string>> & {
    readonly pool?: string;
    readonly liquidationPrice?: Readonly<Record<string, string>>;
  };
};

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];
const known = (topic: (vector: Vector) => boolean) =>
  vectors.filter(topic).map((vector): [string, Vector] => [vector.id, vector]);

function near(actual: string, expected: string | undefined, relative: string): void {
  const off = new Decimal(actual)
    .minus(expected ?? 'NaN')
    .abs()
    .div(new Decimal(expected ?? 1).abs());
  expect(off.lte(relative), `${actual} is not near ${expected}`).toBe(true);
}

const symbolOf = ({inputs}: Vector) => inputs.account?.pools[0]?.positions[0]?.symbol ?? '';

/**
 * An isolated account of a vector as the page would have been told of it. A requirement that stays put is one of before
 * September 2025: at a mark away from the entry the row's own margin shows it.
 */
function framesOf(vector: Vector): readonly Frame[] {
  const pool = vector.inputs.account?.pools[0];
  const held = pool?.positions[0];
  if (!pool || !held) throw new Error('no position');
  const {symbol, schedule, contract, size, entryPrice} = held;
  const isFixed = schedule.maintenance !== undefined;
  const value =
    contract === 'inverse' ? new Decimal(size).div(entryPrice) : new Decimal(size).times(entryPrice);
  const margin = pool.collateral[0]?.amount ?? '0';
  const rate =
    schedule.tiers?.[0]?.maintenanceRate ?? new Decimal(schedule.maintenance ?? 0).div(value).toFixed();
  const shown = row(symbol, {
    side: held.side === 'long' ? 'Buy' : 'Sell',
    size,
    avgPrice: entryPrice,
    markPrice: isFixed ? new Decimal(entryPrice).times('1.02').toFixed() : held.markPrice,
    leverage: value.div(margin).toFixed(),
    positionBalance: margin,
    positionIM: margin,
    positionMM: value.times(rate).toFixed(),
  });
  const table = tiers(symbol, [['900000000', rate, '', '50']]);
  return [ISOLATED, table, ...positions([shown]), ticker(symbol, {markPrice: held.markPrice})];
}

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(known(({inputs}) => inputs.account !== undefined))('%s', (_, vector) => {
    const {expected} = vector;
    const pool = healthOf(framesOf(vector), `iso:${symbolOf(vector)}`);
    near(number(pool.equity), expected.equity, '1e-6');
    near(number(pool.maintenanceMargin), expected.maintenanceMargin, '1e-6');
    near(number(pool.accuracy), expected.accuracyPct, '1e-6');
    for (const [symbol, price] of Object.entries(expected.liquidationPrice ?? {})) {
      const found = pool.positions.find((position) => position.symbol === symbol);
      near(number(found?.liquidationPrice), price, '1e-6');
    }
  });

  it.each(known(({expected}) => 'positionMM' in expected))('%s', (id, {inputs, expected}) => {
    const isSmaller = id.includes('smaller-leg');
    const value = new Decimal(inputs.positionValue ?? 0);
    const fee = new Decimal(inputs.takerFee ?? 0)
      .times(isSmaller ? 2 : 1)
      .times(isSmaller ? '1.1' : '0.9')
      .times(value);
    const symbol = isSmaller ? 'BTCUSDT' : (inputs.symbol ?? '');
    const held = row(symbol, {
      positionIdx: isSmaller ? 2 : 0,
      side: isSmaller ? 'Sell' : 'Buy',
      size: '1',
      avgPrice: inputs.positionValue,
      markPrice: inputs.positionValue,
      leverage: inputs.leverage,
      positionIM: value
        .div(inputs.leverage ?? 1)
        .plus(fee)
        .toFixed(),
      positionMM: expected.positionMM,
    });
    const other = {...held, positionIdx: 1, side: 'Buy', size: '2'};
    const list = positions(isSmaller ? [held, other] : [held]);
    const table = tiers(symbol, [['900000', inputs.mmr ?? '0.005', inputs.deduction ?? '', '50']]);
    const [shown] = healthOf([CROSS, table, cash('1000'), ...list]).positions;
    near(number(shown?.maintenanceMargin), expected.positionMM, '1e-6');
  });

  it.each(known(({inputs}) => 'totalMarginBalance' in inputs))('%s', (_, {inputs, expected}) => {
    const {totalMarginBalance = '', totalInitialMargin = '', totalMaintenanceMargin = ''} = inputs;
    const available = new Decimal(totalMarginBalance).minus(totalInitialMargin).toFixed();
    expect(expected.totalAvailableBalance ?? available).toBe(available);
    const totals = {
      totalMarginBalance,
      totalInitialMargin,
      totalMaintenanceMargin,
      totalAvailableBalance: available,
    };
    const coin = {
      coin: 'USDT',
      walletBalance: totalMarginBalance,
      equity: totalMarginBalance,
      usdValue: totalMarginBalance,
    };
    const pool = healthOf([mode('PORTFOLIO_MARGIN'), wallet(totals, [coin]), ...positions([])], 'portfolio');
    near(number(pool.accuracy), expected.accuracyPct, '1e-8');
  });
});

/** What each sample has for us; the rest is counted as used. */
const IGNORED = ['instruments-inverse.json', 'instruments-linear.json'];
const samples = existsSync(PAYLOADS) ? readdirSync(PAYLOADS).filter((name) => name.endsWith('.json')) : [];
const sample = (name: string): Frame => {
  const isStream = name.startsWith('ws-');
  const body = readFileSync(new URL(name, PAYLOADS), 'utf8');
  return frame({
    via: isStream ? 'websocket' : 'fetch',
    url: isStream ? SOCKET : `https://www.bybit.com/${name}`,
    body,
  });
};

describe.skipIf(samples.length === 0)('sample payloads of the reference', () => {
  it.each(samples)('%s is read', (name) => {
    const {defects, outcome} = reduce(initial, sample(name));
    expect(defects).toEqual([]);
    expect(outcome).toBe(IGNORED.includes(name) ? 'ignored' : 'used');
  });

  it.each([
    ['position-uta-cross-xrp.json', 'XRPUSDT', '0.01'],
    ['position-uta-cross-ltc.json', 'LTCUSDT', '0.01'],
  ])('%s: maintenance margin as Bybit told it', (name, symbol, rate) => {
    const pool = healthOf([
      CROSS,
      tiers(symbol, [['200000', rate, '', '50']]),
      cash('1000'),
      ...positions([]),
      sample(name),
    ]);
    const lines = pool.audit.filter(({figure}) => figure === 'maintenanceMargin');
    expect(lines.map(({agrees}) => agrees)).toEqual([true]);
  });

  it('position-hedge-both-legs.json: a smaller leg, beside the long that was open', () => {
    const long = row('BTCUSDT', {positionIdx: 1, size: '1', avgPrice: '37416.5', markPrice: '37414.4'});
    const frames = [CROSS, cash('1000'), ...positions([long]), sample('position-hedge-both-legs.json')];
    const lines = healthOf(frames).audit.filter(({reported}) => reported === '0.1358219');
    expect(lines.map(({agrees}) => agrees)).toEqual([true]);
  });

  it('wallet-balance-uta.json: the total is Bybit’s, though one coin only is listed', () => {
    const pool = healthOf([CROSS, ...positions([]), sample('wallet-balance-uta.json')]);
    // Without the position: 18070.32797922 + 0.11001349.
    expect(number(pool.equity)).toBe('18070.43799271');
    expect(pool.equity.kind).toBe('estimated');
  });

  it('ws-wallet.json: an older event without USD values, at Bybit’s total', () => {
    const pool = healthOf([CROSS, ...positions([]), sample('ws-wallet.json')]);
    expect(pool.equity).toEqual({kind: 'missing', needs: ['all positions settled in USDT']});
    const state = reduceAll([sample('ws-wallet.json')]);
    expect(state.main.wallet?.totals).toMatchObject({base: '9684.46297164', maintenance: '12.78573161'});
  });

  it('ws-position.json: one digit of its mark was edited by whoever gave it, which the audit shows', () => {
    const table = tiers('ETHUSDT', [['900000', '0.005', '', '100']]);
    const pool = healthOf([CROSS, table, cash('482'), ...positions([]), sample('ws-position.json')]);
    const line = pool.audit.find(({figure}) => figure === 'maintenanceMargin');
    expect(line).toMatchObject({reported: '0.20281586', agrees: false});
    expect(disagreeing(pool).map(({figure}) => figure)).toEqual(['maintenanceMargin', 'liquidationPrice']);
  });
});
