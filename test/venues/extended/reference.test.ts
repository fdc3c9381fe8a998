import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {reduce} from '../../../src/venues/extended/reduce.ts';
import {initial} from '../../../src/venues/extended/state.ts';
import {answer, balance, frame, modelOf, poolOf, shown} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/extended.json', REFERENCE);
const PAYLOADS = new URL('payloads/extended/', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {
    readonly collateral: readonly {
      readonly asset: string;
      readonly balance: string;
      readonly price: string;
      readonly weight: string;
    }[];
  };
  readonly expected: {readonly total: string};
};

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  const weighted = vectors.filter(({inputs}) => inputs.collateral);

  it.each(weighted.map((vector) => [vector.id, vector] as const))('%s', (_, {inputs, expected}) => {
    const rows = inputs.collateral.map(({asset, balance: amount, price, weight}) => ({
      accountId: 123,
      asset,
      balance: amount,
      indexPrice: price,
      contributionFactor: weight,
    }));
    const cash = rows.find(({asset}) => asset === 'USDC')?.balance ?? '0';
    const pool = poolOf([
      answer('user/positions', []),
      answer('user/balance', balance([cash, expected.total, '0', '0'])),
      answer('user/spot/balances', rows),
    ]);
    expect(shown(pool.equity, 9)).toBe(`exact ${expected.total}`);
  });
});

describe.skipIf(!existsSync(PAYLOADS))('sample payloads of the reference', () => {
  const bodyOf = (name: string) => readFileSync(new URL(name, PAYLOADS), 'utf8');

  it('the position is read in a list: long 0.1 BTC, and its margin of 20 is half a percent', () => {
    const list = answer('user/positions', [JSON.parse(bodyOf('rest-position.json'))]);
    expect(reduce(initial, list)).toMatchObject({outcome: 'used', defects: []});
    const [first] = modelOf([list]).positions;
    expect([first?.side, first?.size.toFixed(), first?.markPrice?.toFixed()]).toEqual([
      'long',
      '0.1',
      '40000',
    ]);
    expect(shown(poolOf([list]).positions[0]?.maintenanceMargin)).toBe('estimated 20');
  });

  it('the balances of other assets are read', () => {
    expect(reduce(initial, frame({body: bodyOf('rest-spot-balances.json')}))).toMatchObject({
      outcome: 'used',
    });
  });
});
