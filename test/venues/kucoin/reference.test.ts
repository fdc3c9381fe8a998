import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import {accounts} from '../../../src/venues/kucoin/account.ts';
import {reduce} from '../../../src/venues/kucoin/reduce.ts';
import {initial} from '../../../src/venues/kucoin/state.ts';
import {answer, CONTRACTS, crossRow, frame, isolatedRow, POSITIONS, poolOf, SOCKET} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/kucoin.json', REFERENCE);
const PAYLOADS = new URL('payloads/kucoin/', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {readonly account?: {readonly pools: readonly Pool[]}} & Readonly<Record<string, unknown>>;
  readonly expected: {
    readonly pool: string;
    readonly equity: string;
    readonly maintenanceMargin: string;
    readonly accuracyPct: string;
    readonly liquidationPrice?: Readonly<Record<string, string>>;
    readonly maintenanceRate?: string;
  };
  readonly tolerance: {readonly rel: string};
};
type Pool = {
  readonly collateral: readonly {readonly amount: string}[];
  readonly positions: readonly {
    readonly symbol: string;
    readonly contract: string;
    readonly side: string;
    readonly size: string;
    readonly multiplier: string;
    readonly entryPrice: string;
    readonly markPrice: string;
    readonly settle: string;
    readonly schedule: {readonly maintenance: string};
  }[];
};

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

function near(actual: Figure | undefined, expected: string, relative: string): void {
  const value = actual !== undefined && 'value' in actual ? actual.value : undefined;
  const off = value?.minus(expected).abs().div(new Decimal(expected).abs());
  expect(off?.lte(relative), `${value} is not near ${expected}`).toBe(true);
}

/** The isolated position of a vector as the page would have been told of it. */
function rowOf({collateral, positions}: Pool) {
  const [held] = positions;
  if (held === undefined) throw new Error('no position');
  const value = new Decimal(held.size).times(held.multiplier).times(held.entryPrice).toFixed();
  return isolatedRow(held.symbol, {
    currentQty: held.side === 'long' ? held.size : `-${held.size}`,
    avgEntryPrice: held.entryPrice,
    markPrice: held.markPrice,
    posMargin: collateral[0]?.amount,
    posMaint: `0${held.schedule.maintenance}`.replace(/^0(?=\d)/, ''),
    settleCurrency: held.settle,
    ...(held.contract === 'inverse' ? {isInverse: true} : {posCost: value}),
  });
}

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.filter(({inputs}) => inputs.account).map((vector) => [vector.id, vector] as const))(
    '%s',
    (_, {inputs, expected, tolerance}) => {
      const [given] = inputs.account?.pools ?? [];
      if (given === undefined) throw new Error('no pool');
      const pool = poolOf([answer(POSITIONS, [rowOf(given)])], expected.pool);
      near(pool.equity, expected.equity, tolerance.rel);
      near(pool.maintenanceMargin, expected.maintenanceMargin, tolerance.rel);
      near(pool.accuracy, expected.accuracyPct, tolerance.rel);
      for (const [symbol, price] of Object.entries(expected.liquidationPrice ?? {})) {
        near(
          pool.positions.find((position) => position.symbol === symbol)?.liquidationPrice,
          price,
          tolerance.rel,
        );
      }
    },
  );

  it.each(
    vectors.filter(({expected}) => expected.maintenanceRate).map((vector) => [vector.id, vector] as const),
  )('%s', (_, {inputs, expected, tolerance}) => {
    const {m, mmrLimit, mmrLevConstant, sizeBase} = inputs;
    const listed = {
      symbol: 'XBTUSDTM',
      baseCurrency: 'XBT',
      settleCurrency: 'USDT',
      multiplier: '0.001',
      takerFeeRate: 0,
      m,
      mmrLimit,
      mmrLevConstant,
    };
    const currentQty = new Decimal(String(sizeBase)).times(1000).toFixed();
    const row = crossRow('XBTUSDTM', {currentQty, avgEntryPrice: 100000, markPrice: 100000});
    const [position] = poolOf(
      [answer(CONTRACTS, [listed]), answer(POSITIONS, [row])],
      'cross:USDT',
    ).positions;
    const required = new Decimal(expected.maintenanceRate ?? 0).times(String(sizeBase)).times(100000);
    near(position?.maintenanceMargin, required.toFixed(), tolerance.rel);
  });
});

const payloads = existsSync(PAYLOADS) ? readdirSync(PAYLOADS).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(payloads.length === 0)('sample payloads of the reference', () => {
  /** Tables of risk limits: the requirement of an isolated position comes with it, that of a cross one from a formula. */
  const UNUSED = ['cross-risk-limit.json', 'isolated-risk-limit.json'];
  /** KuCoin rounded to a tick of 0.05 and shows two digits. */
  const ROUNDED = ['position-isolated-2021.json'];

  it.each(payloads)('%s is read, and its own figures agree', (name) => {
    const isStream = name.startsWith('ws-');
    const body = readFileSync(new URL(name, PAYLOADS), 'utf8');
    const url = isStream ? SOCKET : `https://www.kucoin.com/${name}`;
    const {state, outcome, defects} = reduce(
      initial,
      frame({via: isStream ? 'websocket' : 'fetch', url, body}),
    );
    expect(defects).toEqual([]);
    expect(outcome).toBe(UNUSED.includes(name) ? 'ignored' : 'used');
    const lines = accounts(state).flatMap((account) => assess(account).pools.flatMap(({audit}) => audit));
    const causes = lines.filter(({agrees}) => !agrees).map(({cause}) => cause);
    expect(causes).toEqual(ROUNDED.includes(name) ? ['the venue rounds to its price step'] : []);
  });
});
