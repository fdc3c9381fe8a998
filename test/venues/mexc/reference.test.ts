import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {AT, assets, contract, contracts, fair, frame, play, poolOf, position, positions} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/minor.json', REFERENCE);
const PAYLOAD = new URL('payloads/mexc/open-positions.json', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {
    readonly account: {
      readonly pools: readonly {
        readonly id: string;
        readonly collateral: readonly {readonly amount: string}[];
        readonly positions: readonly {
          readonly symbol: string;
          readonly multiplier: string;
          readonly side: 'long' | 'short';
          readonly size: string;
          readonly entryPrice: string;
          readonly markPrice: string;
        }[];
      }[];
    };
  };
  readonly expected: {
    readonly pool: string;
    readonly equity: string;
    readonly liquidationPrice: Readonly<Record<string, string>>;
    readonly venueLiquidationPrice: Readonly<Record<string, string>>;
  };
};

const all: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];
const vectors = all.filter(({id}) => id.startsWith('mexc-'));

/** The requirement of the vectors is of one price: what follows it (the closing fee) is compared at the liquidation price. */
describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.map((vector) => [vector.id, vector] as const))('%s', (_, {inputs, expected}) => {
    const [pool] = inputs.account.pools;
    const [row] = pool?.positions ?? [];
    if (pool === undefined || row === undefined) throw new Error('no position');
    const {symbol, side, size, entryPrice, markPrice, multiplier} = row;
    const told = expected.venueLiquidationPrice[symbol];
    const {
      equity,
      positions: figures,
      audit,
    } = poolOf(
      [
        contracts([
          contract(symbol, Number(multiplier), {maintenanceMarginRate: 0.005, takerFeeRate: 0.0006}),
        ]),
        positions([
          position(symbol, [side, Number(size), Number(entryPrice)], {
            openType: 1,
            im: Number(pool.collateral[0]?.amount),
            liquidatePrice: Number(told),
          }),
        ]),
        fair(symbol, Number(markPrice), AT + 1),
      ],
      expected.pool,
    );
    expect('value' in equity && equity.value.toFixed()).toBe(expected.equity);
    const price = figures[0]?.liquidationPrice;
    const off =
      price && 'value' in price
        ? price.value
            .div(expected.liquidationPrice[symbol] ?? 0)
            .minus(1)
            .abs()
        : new Decimal(1);
    expect(off.lte('1e-6'), `${off}`).toBe(true);
    expect(audit.map(({agrees}) => agrees)).toEqual([true]);
  });
});

describe.skipIf(!existsSync(PAYLOAD))('sample payload of the reference', () => {
  it('an isolated long: MEXC’s liquidation price agrees', () => {
    const frames = [
      contracts([contract('ETH_USDT', 0.01, {maintenanceMarginRate: 0.005, takerFeeRate: 0.0006})]),
      frame({body: readFileSync(PAYLOAD, 'utf8')}),
      assets([]),
      fair('ETH_USDT', 1217.3),
    ];
    expect(Object.keys(play(frames).rows)).toEqual(['1394650']);
    expect(poolOf(frames, 'iso:ETH_USDT').audit.map(({figure, agrees}) => [figure, agrees])).toEqual([
      ['liquidationPrice', true],
    ]);
  });
});
