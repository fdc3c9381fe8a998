import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/aevo/reduce.ts';
import {initial} from '../../../src/venues/aevo/state.ts';
import {answer, coin, dollars, frame, index, option, poolOf, shown} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/aevo.json', REFERENCE);
const SCHEMA = new URL('payloads/aevo/account-schema.json', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {
    readonly collateral: readonly {
      readonly balance: string;
      readonly price: string;
      readonly ratio: string;
    }[];
    readonly optionPurchaseUsd: string;
  };
  readonly expected: {
    readonly equityUnweighted: string;
    readonly usdcAfter: string;
    readonly ethLeftUsd: string;
  };
};
const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, {inputs, expected}) => {
    const [held] = inputs.collateral;
    if (held === undefined) throw new Error('no collateral');
    const weth = (value: string) =>
      coin('WETH', [String(+value / +held.price), value, String(+value * +held.ratio)]);
    const {equityUnweighted, usdcAfter, ethLeftUsd} = expected;
    const before = answer({coins: [weth(held.price)], rows: [], totals: [equityUnweighted, '0', '0']});
    expect(shown(poolOf([before]).equity)).toBe(`exact ${equityUnweighted}`);
    const bought = option(
      'ETH-25DEC26-1000-C',
      ['1', inputs.optionPurchaseUsd, inputs.optionPurchaseUsd],
      ['0', '0'],
    );
    const after = answer({
      coins: [dollars(usdcAfter), weth(ethLeftUsd)],
      rows: [bought],
      totals: [equityUnweighted, '0', '0'],
    });
    expect(shown(poolOf([index('ETH', held.price), after]).equity)).toBe(`exact ${equityUnweighted}`);
  });
});

/** The schema has names of types instead of values: each is given one. */
function valued(schema: unknown, name = ''): unknown {
  if (Array.isArray(schema)) return schema.map((item) => valued(item));
  if (typeof schema === 'object' && schema !== null)
    return Object.fromEntries(Object.entries(schema).map(([key, item]) => [key, valued(item, key)]));
  if (schema === 'string') return name === 'expiry' ? '1798185600000000000' : '12.5';
  return typeof schema === 'string' ? (schema.split('|')[0] ?? '') : schema;
}

describe.skipIf(!existsSync(SCHEMA))('the account’s schema', () => {
  it('with a value in each place is read, with side, margin type and kind in each of their words', () => {
    const text = readFileSync(SCHEMA, 'utf8');
    for (const [words, word] of [
      ['buy|sell', 'sell'],
      ['CROSS|ISOLATED', 'ISOLATED'],
      ['OPTION|PERPETUAL|SPOT', 'PERPETUAL'],
      ['', ''],
    ] as const) {
      const body = valued(JSON.parse(text.replace(words, word)));
      const {outcome, defects} = reduce(initial, frame({body}));
      expect(defects).toEqual([]);
      expect(outcome).toBe('used');
    }
  });
});
