import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import {reduce} from '../../../src/venues/lighter/reduce.ts';
import {initial} from '../../../src/venues/lighter/state.ts';
import {account, accountOf, frame, markets, play, poolOf, SOCKET} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/lighter.json', REFERENCE);
const PAYLOADS = new URL('payloads/lighter/', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {
    readonly collateral: string;
    readonly cross_asset_value?: string;
    readonly positions: readonly {
      readonly symbol: string;
      readonly maintenance_margin_fraction_bps: number;
    }[];
  };
  readonly expected: {
    readonly cross_asset_value?: string;
    readonly cross_initial_margin_requirement?: string;
    readonly cross_maintenance_margin_requirement?: string;
    readonly maintenanceMargin?: string;
    readonly equityOverMaintenancePct: string;
    readonly liquidation_price: string | Readonly<Record<string, string>>;
  };
};

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

function near(actual: Figure | undefined, expected: string | undefined): void {
  if (expected === undefined) return;
  const said = actual !== undefined && 'value' in actual ? actual.value : undefined;
  // 0 is Lighter's way to say that there is no liquidation price.
  const value = actual?.kind === 'none' ? new Decimal(0) : said;
  const off = value
    ?.minus(expected)
    .abs()
    .div(Decimal.max(new Decimal(expected).abs(), '1e-30'));
  expect(off?.lte('1e-6'), `${value} is not near ${expected}`).toBe(true);
}

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, {inputs, expected}) => {
    const rows = inputs.positions.map((row, index) => ({...row, market_id: index}));
    const fractions = rows.map(
      ({market_id, maintenance_margin_fraction_bps}) =>
        [market_id, maintenance_margin_fraction_bps, 0] as const,
    );
    const {collateral, cross_asset_value} = inputs;
    const pool = poolOf([markets(...fractions), account({collateral, cross_asset_value}, rows)]);
    near(pool.equity, expected.cross_asset_value ?? cross_asset_value);
    near(pool.initialMargin, expected.cross_initial_margin_requirement);
    near(pool.maintenanceMargin, expected.cross_maintenance_margin_requirement ?? expected.maintenanceMargin);
    near(pool.accuracy, expected.equityOverMaintenancePct);
    const prices = expected.liquidation_price;
    for (const {symbol, liquidationPrice} of pool.positions)
      near(liquidationPrice, typeof prices === 'string' ? prices : prices[symbol]);
  });
});

const payloads = existsSync(PAYLOADS) ? readdirSync(PAYLOADS).filter((name) => name.endsWith('.json')) : [];
const sample = (name: string) =>
  frame({
    ...(name.startsWith('ws-') && {via: 'websocket' as const, url: SOCKET}),
    body: readFileSync(new URL(name, PAYLOADS), 'utf8'),
  });

describe.skipIf(payloads.length === 0)('sample payloads of the reference', () => {
  it.each(payloads)('%s is read', (name) => {
    const {outcome, defects} = reduce(initial, sample(name));
    expect(defects).toEqual([]);
    expect(outcome).toBe(name === 'ws-account-all-assets-with-position.json' ? 'ignored' : 'used');
  });

  it.each([
    [
      'http-account-6-positions.json',
      [
        [1, 16, 29, 55, 74, 104],
        [120, 600, 600, 399, 2000, 1200],
      ],
      8,
    ],
    ['http-account-eth-long.json', [[0], [120]], 2],
  ] as const)('%s: Lighter’s own figures agree', (name, [ids, fractions], lines) => {
    const known = ids.map((id, index) => [id, fractions[index] ?? 0, 0] as const);
    const [pool] = assess(accountOf(play([markets(...known), sample(name)]))).pools;
    expect(pool?.audit.map(({agrees}) => agrees)).toEqual(Array(lines).fill(true));
  });
});
