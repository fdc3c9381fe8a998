import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {accounts} from '../../../src/venues/krakenfutures/account.ts';
import {reduce} from '../../../src/venues/krakenfutures/reduce.ts';
import {initial} from '../../../src/venues/krakenfutures/state.ts';
import {
  answer,
  currency,
  flex,
  frame,
  instrument,
  instruments,
  poolOf,
  position,
  positions,
  REST,
  SOCKET,
  single,
} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/krakenfutures.json', REFERENCE);
const PAYLOADS = new URL('payloads/krakenfutures/', REFERENCE);

type Fields = Readonly<Record<string, string>>;
type Held = {readonly side: string; readonly size: string; readonly entry: string};
type Vector = {
  readonly id: string;
  // biome-ignore lint/suspicious/noExplicitAny: each vector has a shape of its own, read below.
  readonly inputs: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  readonly expected: any;
};

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

const value = (figure: object | undefined) =>
  figure && 'value' in figure ? Number(String(figure.value)) : Number.NaN;
const near = (figure: object | undefined, expected: string, relative = 1e-6) => {
  const off = Math.abs(value(figure) / Number(expected) - 1);
  expect(off, `${value(figure)} is not near ${expected}`).toBeLessThanOrEqual(relative);
};

/** What each vector says, through frames. */
const THROUGH: Readonly<Record<string, (vector: Vector) => void>> = {
  'kraken-ltc-flex-margins': ({inputs, expected}) => {
    const levels = instrument(inputs.symbol, [
      [0, Number(inputs.initialRate), Number(inputs.maintenanceRate)],
    ]);
    inputs.positions.forEach(({side, size, entry}: Held, index: number) => {
      const row = {side, symbol: inputs.symbol, price: entry, size};
      const pool = poolOf([
        instruments(levels),
        answer('openpositions', {openPositions: [row]}),
        answer('tickers', {tickers: [{symbol: inputs.symbol, markPrice: 50}]}),
      ]);
      near(pool.maintenanceMargin, expected.maintenanceMargin[index]);
      near(pool.initialMargin, expected.initialMargin[index]);
    });
  },
  'kraken-ltc-short-threshold': ({inputs, expected}) => {
    const [{collateral, positions: rows}] = inputs.account.pools;
    const pool = poolOf([
      positions([
        position(rows[0].symbol, -Number(rows[0].size), {
          entry_price: Number(rows[0].entryPrice),
          mark_price: Number(rows[0].markPrice),
          maintenance_margin: Number(rows[0].schedule.maintenance),
          liquidation_threshold: Number(expected.venueLiquidationPrice.PF_LTCUSD),
        }),
      ]),
      flex({USD: currency(Number(collateral[0].amount))}, {maintenance_margin: 0.069}),
    ]);
    near(pool.equity, expected.equity);
    near(pool.maintenanceMargin, expected.maintenanceMargin);
    near(pool.accuracy, expected.accuracyPct);
    near(pool.positions[0]?.liquidationPrice, expected.liquidationPrice.PF_LTCUSD);
    expect(pool.audit.every(({agrees}) => agrees)).toBe(true);
  },
  'kraken-doc-inverse': ({inputs, expected}) => {
    const told = {entry_price: inputs.entry, mark_price: 7600, maintenance_margin: 1000 / 7600 / 100};
    const pool = poolOf(
      [
        instruments(instrument('PI_XBTUSD', [[0, 0.02, Number(inputs.maintenanceRate)]])),
        positions([position('PI_XBTUSD', Number(inputs.contracts), told)]),
        single({balance: inputs.marginBtc, maintenance_margin: told.maintenance_margin}),
      ],
      'cross:XBTUSD',
    );
    near(pool.positions[0]?.liquidationPrice, expected.liquidationPrice);
  },
  'kraken-flex-balances': ({inputs, expected}) => {
    const {usd, haircut, conversionSpread}: Fields = inputs.collateral;
    const coin = currency(1, Number(usd), Number(haircut), Number(conversionSpread));
    near(poolOf([flex({USDT: coin})]).equity, expected.collateralValue, 1e-8);
    const margins = {initial_margin: Number(inputs.initial_margin)};
    const pool = poolOf([flex({USD: currency(Number(inputs.margin_equity))}, margins)]);
    expect(value(pool.equity) - value(pool.initialMargin)).toBeCloseTo(Number(expected.availableMargin), 8);
  },
  'kraken-tiers': ({inputs, expected}) => {
    const levels = inputs.schedule.map(([from, rate]: readonly string[]) => [
      Number(from),
      2 * Number(rate),
      Number(rate),
    ]);
    inputs.valuesUsd.forEach((worth: string, index: number) => {
      const row = {side: 'short', symbol: 'PF_XBTUSD', price: 100_000, size: Number(worth) / 100_000};
      const pool = poolOf([
        instruments(instrument('PF_XBTUSD', levels)),
        answer('openpositions', {openPositions: [row]}),
        answer('tickers', {tickers: [{symbol: 'PF_XBTUSD', markPrice: 100_000}]}),
      ]);
      near(pool.maintenanceMargin, expected.maintenanceMargin[index], 1e-9);
    });
  },
};

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (id, vector) => {
    const run = THROUGH[id];
    expect(run, `no way through frames for ${id}`).toBeDefined();
    run?.(vector);
  });
});

const payloads = existsSync(PAYLOADS) ? readdirSync(PAYLOADS).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(payloads.length === 0)('sample payloads of the reference', () => {
  /** Tickers of contracts that are not held; levels without their contract. */
  const UNUSED = ['tickers.json', 'leverage-tiers-btc.json'];

  it.each(payloads)('%s is read, and its own figures agree', (name) => {
    const isStream = name.startsWith('ws-');
    const body = readFileSync(new URL(name, PAYLOADS), 'utf8');
    const url = isStream ? SOCKET : `${REST}/sample`;
    const {state, outcome, defects} = reduce(
      initial,
      frame({via: isStream ? 'websocket' : 'fetch', url, body}),
    );
    expect(defects).toEqual([]);
    expect(outcome).toBe(UNUSED.includes(name) ? 'ignored' : 'used');
    const lines = accounts(state).flatMap((account) => assess(account).pools.flatMap(({audit}) => audit));
    expect(lines.filter(({agrees}) => !agrees)).toEqual([]);
  });
});
