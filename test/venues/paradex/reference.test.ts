import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import {reduce} from '../../../src/venues/paradex/reduce.ts';
import {initial} from '../../../src/venues/paradex/state.ts';
import {fee, frame, listed, markets, poolOf, position, SOCKET, told, usdc} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/paradex.json', REFERENCE);
const PAYLOADS = new URL('payloads/paradex/', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {
    readonly collateralUsdc?: string;
    readonly positions?: readonly {
      readonly market: string;
      readonly size: string;
      readonly entry: string;
      readonly mark: string;
      readonly mmf?: string;
      readonly imfBase?: string;
      readonly mmfFactor?: string;
      readonly takerFee?: string;
    }[];
  };
  readonly expected: {
    readonly accountValue?: string;
    readonly maintenanceMarginRequirement?: string;
    readonly marginRatioPct?: string;
    readonly liquidationPrice?: string;
  };
};

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

function near(actual: Figure | undefined, expected: Decimal | string | undefined): void {
  if (expected === undefined) return;
  const value = actual !== undefined && 'value' in actual ? actual.value : undefined;
  const off = value?.minus(expected).abs().div(new Decimal(expected).abs());
  expect(off?.lte('1e-6'), `${value} is not near ${expected}`).toBe(true);
}

describe.skipIf(vectors.length === 0)('vectors of the reference that have positions, through frames', () => {
  const placed = vectors.filter(({inputs}) => inputs.positions && inputs.collateralUsdc);

  it.each(placed.map((vector) => [vector.id, vector] as const))('%s', (_, {inputs, expected}) => {
    const {positions = [], collateralUsdc = '0'} = inputs;
    const rows = positions.map(({market, size, entry, mark}) => {
      const cost = new Decimal(size).times(entry);
      const profit = new Decimal(size).times(mark).minus(cost);
      return position(market, [size, cost.toFixed(), profit.toFixed()]);
    });
    const pool = poolOf([
      markets(
        ...positions.map(
          ({market, mmf, imfBase, mmfFactor}) =>
            [market, imfBase ?? mmf ?? '', imfBase ? (mmfFactor ?? '') : '1'] as const,
        ),
      ),
      fee(positions[0]?.takerFee ?? '0'),
      usdc(collateralUsdc),
      listed('account/summary', [
        told([
          expected.accountValue ?? '0',
          expected.maintenanceMarginRequirement ?? '0',
          '0',
          collateralUsdc,
        ]),
      ]),
      listed('positions', rows),
    ]);
    near(pool.equity, expected.accountValue);
    near(pool.maintenanceMargin, expected.maintenanceMarginRequirement);
    // Paradex's ratio is the other way round.
    near(pool.accuracy, expected.marginRatioPct && new Decimal(10_000).div(expected.marginRatioPct));
    near(pool.positions[0]?.liquidationPrice, expected.liquidationPrice);
  });
});

const NAMES = [
  'account-summary.json',
  'balance.json',
  'market-summary.json',
  'market.json',
  'position-ccxt-sample.json',
  'position.json',
  'ws-account-envelope.json',
];

describe.skipIf(!existsSync(PAYLOADS))('sample payloads of the reference', () => {
  const bodyOf = (name: string) => readFileSync(new URL(name, PAYLOADS), 'utf8');

  it.each(NAMES)('%s is read, alone and in a list', (name) => {
    const isPush = name.startsWith('ws-');
    const alone = frame({...(isPush && {via: 'websocket' as const, url: SOCKET}), body: bodyOf(name)});
    expect(reduce(initial, alone)).toMatchObject({outcome: 'used', defects: []});
    if (isPush) return;
    const inList = frame({body: {results: [JSON.parse(bodyOf(name))]}});
    expect(reduce(initial, inList)).toMatchObject({outcome: 'used', defects: []});
  });

  it('the ccxt position: its profit without funding gives a mark of 64,611.497…', () => {
    const {accounts} = reduce(initial, frame({body: bodyOf('position-ccxt-sample.json')})).state;
    const [row] = Object.values(accounts).flatMap((account) => Object.values(account.rows));
    expect(row).toMatchObject({size: '0.01', cost: '648.39960537', funding: '-0.11214013', liquidation: ''});
  });
});
