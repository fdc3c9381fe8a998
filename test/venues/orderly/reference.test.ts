import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import {reduce} from '../../../src/venues/orderly/reduce.ts';
import {initial} from '../../../src/venues/orderly/state.ts';
import {
  client,
  frame,
  funding,
  holding,
  indices,
  modelOf,
  play,
  poolOf,
  positions,
  row,
  rules,
  shown,
  tokens,
} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/orderly.json', REFERENCE);
const SAMPLE = new URL('payloads/orderly/rest-positions.json', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: Readonly<Record<string, string>> & {
    readonly positions?: readonly Readonly<Record<string, string>>[];
    readonly nonUsdc?: readonly {
      readonly holding: string;
      readonly indexPrice: string;
      readonly ratio: string;
    }[];
    readonly positionsMaintenance?: readonly string[];
    readonly positionsNotional?: readonly string[];
  };
  readonly expected: Readonly<Record<string, string>>;
};

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];
const vector = (id: string) => {
  const found = vectors.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no vector ${id}`);
  return found;
};

function near(actual: Figure | undefined, expected: Decimal | string | undefined, limit = '1e-8'): void {
  const value = actual !== undefined && 'value' in actual ? actual.value : undefined;
  const off = value
    ?.div(expected ?? Number.NaN)
    .minus(1)
    .abs();
  expect(off?.lte(limit), `${value} is not near ${expected}`).toBe(true);
}

const all = (texts: readonly string[]) => texts.reduce((sum, text) => sum.plus(text), new Decimal(0));

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it('orderly-btc-long', () => {
    const {inputs, expected} = vector('orderly-btc-long');
    const [btc, eth] = inputs.positions ?? [];
    const pool = poolOf([
      rules({
        BTC: [Number(btc?.baseMMR), Number(btc?.baseIMR), Number(btc?.imrFactor)],
        ETH: [Number(eth?.mmr), 0.01, 0],
      }),
      client({BTC: Number(btc?.imrFactor), ETH: 0}),
      funding({BTC: 0, ETH: 0}),
      holding({USDC: Number(inputs.totalCollateral)}),
      positions(
        [
          row('BTC', [Number(btc?.qty), Number(btc?.qty) * Number(btc?.mark), Number(btc?.mark)], {
            est_liq_price: Number(expected.liqPriceVenue),
          }),
          row('ETH', [Number(eth?.qty), Number(eth?.qty) * Number(eth?.mark), Number(eth?.mark)]),
        ],
        {total_collateral_value: Number(inputs.totalCollateral)},
      ),
    ]);
    near(pool.maintenanceMargin, expected.maintenanceMargin);
    near(pool.accuracy, expected.equityOverMaintenancePct);
    near(pool.positions[0]?.liquidationPrice, expected.liqPriceExact);
    expect(pool.audit.map(({agrees}) => agrees)).toEqual([true, true]);
  });

  it.each(['orderly-mmr-btc', 'orderly-mmr-eth'])('%s', (id) => {
    const {inputs, expected} = vector(id);
    const notional = Number(inputs.notional);
    const factor = Number(inputs.imrFactor);
    const pool = poolOf([
      rules({ETH: [Number(inputs.baseMMR), Number(inputs.baseIMR), factor]}),
      client({ETH: factor}),
      funding({ETH: 0}),
      holding({USDC: 1000}),
      positions([row('ETH', [1, notional, notional])]),
    ]);
    near(pool.maintenanceMargin, new Decimal(inputs.notional ?? 0).times(expected.mmr ?? 0));
  });

  it('orderly-iso-open-long: the position that the order makes', () => {
    const {inputs, expected} = vector('orderly-iso-open-long');
    const price = Number(inputs.referencePrice);
    const size = Number(inputs.orderQty);
    const margin = size * price * (1 / Number(inputs.leverage) + Number(inputs.takerFeeBuffer));
    const pool = poolOf(
      [
        rules({ETH: [Number(inputs.baseMMR), Number(inputs.baseIMR), 0]}),
        client({ETH: 0}),
        funding({ETH: 0}),
        positions([row('ETH', [size, size * price, price], {margin_mode: 'ISOLATED', margin})]),
      ],
      'isolated:PERP_ETH_USDC',
    );
    near(pool.positions[0]?.liquidationPrice, expected.liqPrice, '1e-11');
  });

  it('orderly-total-collateral', () => {
    const {inputs, expected} = vector('orderly-total-collateral');
    const [other] = inputs.nonUsdc ?? [];
    const pool = poolOf([
      rules({ETH: [0.05, 0.1, 0]}),
      client({ETH: 0}),
      funding({ETH: 0}),
      tokens({USDT: {base_weight: Number(other?.ratio), discount_factor: 0}}),
      indices({USDT: Number(other?.indexPrice)}),
      holding({USDC: Number(inputs.usdcHolding), USDT: Number(other?.holding)}),
      positions([row('ETH', [1, 2000, 2000 + Number(inputs.unsettledPnl)])]),
    ]);
    near(pool.equity, expected.totalCollateral);
  });

  it('orderly-account-mmr', () => {
    const {inputs, expected} = vector('orderly-account-mmr');
    const {positionsMaintenance: required = [], positionsNotional: notional = []} = inputs;
    const [one = 0, other = 0] = notional.map(Number);
    const pool = poolOf([
      rules({ETH: [Number(required[0]) / one, 0.1, 0], BTC: [Number(required[1]) / other, 0.1, 0]}),
      client({ETH: 0, BTC: 0}),
      funding({ETH: 0, BTC: 0}),
      holding({USDC: 1000}),
      positions([row('ETH', [1, one, one]), row('BTC', [-1, -other, other])]),
    ]);
    near(
      pool.maintenanceMargin,
      all(notional)
        .times(expected.mmrPct ?? 0)
        .div(100),
    );
  });
});

describe.skipIf(!existsSync(SAMPLE))('sample payload of the reference', () => {
  const sample = () => frame({body: readFileSync(SAMPLE, 'utf8')});

  it('is read; without balances it is no whole account', () => {
    expect(reduce(initial, sample()).outcome).toBe('used');
    const pool = poolOf([sample()]);
    expect(shown(pool.equity)).toBe('missing all balances of the account');
    // 5 × 27,794.9 × 0.05: its own rate, because no rule was seen
    expect(shown(pool.maintenanceMargin)).toBe('estimated 6948.725');
    expect(modelOf([sample()]).positions[0]?.side).toBe('short');
  });

  it('its unsettled profit is −5 × 27,794.9 + 139,329.358492; its totals are the documents’ and do not reconcile', () => {
    const [only] = Object.values(play([sample()]).book.rows);
    expect(
      new Decimal(-5)
        .times('27794.9')
        .minus(only?.cost ?? 0)
        .toFixed(),
    ).toBe(only?.unsettled);
  });
});
