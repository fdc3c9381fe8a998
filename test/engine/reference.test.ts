import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseAccount} from '../../src/engine/account-json.ts';
import {assess} from '../../src/engine/assess.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import {type Figure, numberOf} from '../../src/engine/figure.ts';

/** Worked cases that stand beside the repository on the machines that have them; the project's own are in `vectors.test.ts`. */
const FOLDER = new URL('../../../shared/reference/vectors/', import.meta.url);

type Vector = {
  readonly id: string;
  readonly inputs: {readonly account?: unknown};
  readonly expected: {
    readonly pool: string;
    readonly equity?: string;
    readonly maintenanceMargin?: string;
    readonly accuracyPct?: string;
    readonly liquidationPrice?: Readonly<Record<string, string | null>>;
  };
  readonly tolerance: {readonly rel?: string};
};

/**
 * Not bent to: this one weighs the balance and adds the profit unweighted, the rule (and, as its own note says, the
 * venue) weighs the sum. 5,000 − 3,000 = 2,000 USDT count as 1,999.80, not as 4,999.50 − 3,000 = 1,999.50.
 */
const AGAINST_THE_RULE = new Set(['binance-multi-assets']);

const vectors = (): readonly Vector[] =>
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as Vector[])
    .filter(({inputs, id}) => inputs.account !== undefined && !AGAINST_THE_RULE.has(id));

describe.skipIf(!existsSync(FOLDER))('the reference collection', () => {
  const cases = existsSync(FOLDER) ? vectors() : [];
  it.each(cases.map((vector) => [vector.id, vector] as const))('%s', (_, {inputs, expected, tolerance}) => {
    const health = assess(parseAccount(inputs.account, 'vector'));
    const pool = health.pools.find(({id}) => id === expected.pool);
    if (pool === undefined) throw new Error(`no pool ${expected.pool}`);
    const rel = new Decimal(tolerance.rel ?? '1e-6');
    // The expected digits are cut at ten places.
    const matches = (figure: Figure, value: string): void => {
      const ours = numberOf(figure);
      const difference = ours === null ? null : ours.minus(value).abs();
      expect([ours?.toFixed(12), difference?.lte(rel.times(value).abs().plus('6e-11'))]).toEqual([
        ours?.toFixed(12),
        true,
      ]);
    };
    if (expected.equity !== undefined) matches(pool.equity, expected.equity);
    if (expected.maintenanceMargin !== undefined) matches(pool.maintenanceMargin, expected.maintenanceMargin);
    if (expected.accuracyPct !== undefined) matches(pool.accuracy, expected.accuracyPct);
    for (const [symbol, price] of Object.entries(expected.liquidationPrice ?? {})) {
      const position = pool.positions.find((one) => one.symbol === symbol);
      if (position === undefined) throw new Error(`no position ${symbol}`);
      if (price === null) expect(position.liquidationPrice.kind).toBe('none');
      else matches(position.liquidationPrice, price);
    }
  });
});
