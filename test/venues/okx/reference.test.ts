import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/okx/account.ts';
import {reduce} from '../../../src/venues/okx/reduce.ts';
import {initial} from '../../../src/venues/okx/state.ts';
import {account, currency, frame, healthOf, instruments, isNear, positions, tiers, WEB} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/okx.json', REFERENCE);
const PAYLOADS = new URL('payloads/okx/', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {readonly account?: {readonly pools: readonly Pool[]}};
  readonly expected: {
    readonly pool: string;
    readonly equity: string;
    readonly maintenanceMargin: string;
    readonly accuracyPct: string;
    readonly liquidationPrice?: Readonly<Record<string, string | null>>;
    readonly venueLiquidationPrice?: Readonly<Record<string, string>>;
  };
  readonly tolerance: {readonly rel?: string};
};
type Pool = {
  readonly kind: string;
  readonly unit: string;
  readonly collateral: readonly {readonly amount: string}[];
  readonly positions: readonly {
    readonly symbol: string;
    readonly contract: 'linear' | 'inverse';
    readonly multiplier: string;
    readonly side: string;
    readonly size: string;
    readonly entryPrice: string;
    readonly markPrice: string;
    readonly schedule: {readonly tiers: readonly {readonly from: string; readonly maintenanceRate: string}[]};
  }[];
};

/** The account of a vector as the page would have been told of it. */
function framesOf([pool]: readonly Pool[], liqPx: Readonly<Record<string, string>>): readonly Frame[] {
  if (pool === undefined) throw new Error('no pool');
  const cash = pool.collateral[0]?.amount ?? '0';
  const isIsolated = pool.kind === 'isolated';
  const isFree = pool.positions.length > 1;
  const rows = pool.positions.map((position) => ({
    instId: position.symbol,
    instType: 'SWAP',
    mgnMode: pool.kind,
    posSide: position.side,
    pos: position.size,
    ccy: pool.unit,
    avgPx: position.entryPrice,
    markPx: position.markPrice,
    margin: isIsolated ? cash : '',
    liqPx: liqPx[position.symbol] ?? '',
    ...(isFree && {mgnRatio: '1.1363636363636365', mmr: position.symbol.startsWith('SOL') ? '0.4' : '4'}),
  }));
  return [
    ...pool.positions.map(({symbol, schedule}) =>
      tiers(
        symbol.replace('-SWAP', ''),
        schedule.tiers.map(({from, maintenanceRate}) => [from, maintenanceRate]),
      ),
    ),
    instruments(
      Object.fromEntries(
        pool.positions.map(({symbol, multiplier, contract}) => [
          symbol,
          {size: multiplier, tick: symbol.startsWith('ETH') ? '0.01' : '0.1', type: contract},
        ]),
      ),
    ),
    account(isIsolated ? [] : [currency(pool.unit, cash)]),
    positions(rows),
  ];
}

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.filter(({inputs}) => inputs.account).map((vector) => [vector.id, vector] as const))(
    '%s',
    (_, {inputs, expected, tolerance}) => {
      const pools = inputs.account?.pools ?? [];
      const side = expected.pool.startsWith('iso:') ? `:${pools[0]?.positions[0]?.side}` : '';
      const pool = healthOf(framesOf(pools, expected.venueLiquidationPrice ?? {}), `${expected.pool}${side}`);
      const relative = tolerance.rel ?? '1e-6';
      expect(isNear(pool.equity, expected.equity, relative)).toBe('near');
      expect(isNear(pool.maintenanceMargin, expected.maintenanceMargin, relative)).toBe('near');
      expect(isNear(pool.accuracy, expected.accuracyPct, relative)).toBe('near');
      for (const [symbol, price] of Object.entries(expected.liquidationPrice ?? {})) {
        const figure = pool.positions.find((position) => position.symbol === symbol)?.liquidationPrice;
        expect(isNear(figure, price ?? '', relative)).toBe('near');
      }
      const printed = pool.audit.filter(({figure}) => figure === 'liquidationPrice');
      expect(printed.filter(({agrees, reported}) => !agrees && reported !== 'none')).toEqual([]);
    },
  );
});

const payloads = existsSync(PAYLOADS) ? readdirSync(PAYLOADS).filter((name) => name.endsWith('.json')) : [];

/** An order and a list of field names hold nothing for us; tiers of a margin pair are of loans, not of positions. */
const UNUSED = ['order-liquidation.json', 'app-position-fields.json', 'position-tiers.json'];

/** One row whose paste lost its size. */
const completed = (name: string, row: object) =>
  name === 'position-cross-no-liq-price.json' ? {...row, pos: '0.001'} : row;

function frameOf(name: string): Frame {
  const text = readFileSync(new URL(name, PAYLOADS), 'utf8');
  if (name.startsWith('ws-') || name.startsWith('order')) return frame({body: text});
  const path = name.startsWith('account') ? 'account/balance' : 'some/call';
  if (!name.startsWith('position-')) return frame({via: 'fetch', url: `${WEB}/${path}`, body: text});
  if (name === 'position-tiers.json')
    return frame({via: 'fetch', url: `${WEB}/public/position-tiers`, body: text});
  return positions([completed(name, JSON.parse(text))]);
}

describe.skipIf(payloads.length === 0)('sample payloads of the reference', () => {
  it.each(payloads)('%s is read, and no figure of OKX’s is contradicted', (name) => {
    const {state, outcome, defects} = reduce(initial, frameOf(name));
    expect(defects).toEqual([]);
    expect(outcome).toBe(UNUSED.includes(name) ? 'ignored' : 'used');
    const audits = accounts(state).flatMap((each) => assess(each).pools.flatMap(({audit}) => audit));
    expect(audits.filter(({agrees}) => !agrees)).toEqual([]);
    if (name.includes('isolated')) expect(audits.map(({figure}) => figure)).toContain('liquidationPrice');
  });
});
