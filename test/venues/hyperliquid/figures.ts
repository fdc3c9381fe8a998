import {expect} from 'vitest';
import type {MarginAccount} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {PoolHealth, PositionHealth} from '../../../src/engine/health.ts';

/** The pool of an account's health. */
export function poolOf(account: MarginAccount | undefined, id: string): PoolHealth {
  if (!account) throw new Error('there is no account');
  const pool = assess(account).pools.find((one) => one.id === id);
  if (!pool) throw new Error(`there is no pool ${id}, but ${account.pools.map((one) => one.id)}`);
  return pool;
}

export function positionOf(pool: PoolHealth, symbol: string): PositionHealth {
  const position = pool.positions.find((one) => one.symbol === symbol);
  if (!position) throw new Error(`there is no position ${symbol}`);
  return position;
}

/** A figure of that kind, within so much of the expected digits, relatively. */
export function expectFigure(
  figure: Figure,
  kind: 'exact' | 'estimated',
  digits: string,
  relative = '1e-6',
): void {
  expect(figure.kind).toBe(kind);
  if (!('value' in figure)) throw new Error(`no value, but ${JSON.stringify(figure)}`);
  const expected = new Decimal(digits);
  const off = figure.value.minus(expected).abs();
  expect(
    off.lte(expected.abs().times(relative)),
    `${figure.value} is not within ${relative} of ${digits}`,
  ).toBe(true);
}
