import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/gate/account.ts';
import {reduce} from '../../../src/venues/gate/reduce.ts';
import {initial} from '../../../src/venues/gate/state.ts';
import {
  account,
  contract,
  frame,
  isNear,
  poolOf,
  positions,
  SOCKET,
  tiers,
  unified,
  WEB,
  type WireTier,
} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/gate.json', REFERENCE);
const PAYLOADS = new URL('payloads/gate/', REFERENCE);

type Held = {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly size: string;
  readonly multiplier: string;
  readonly entryPrice: string;
  readonly markPrice: string;
  readonly closingFeeRate: string;
  readonly schedule: {readonly tiers: readonly {from: string; maintenanceRate: string; deduction?: string}[]};
};
type Pool = {
  readonly id: string;
  readonly collateral: readonly {readonly amount: string}[];
  readonly positions: readonly Held[];
};
type Vector = {
  readonly id: string;
  readonly inputs: {readonly account?: {readonly pools: readonly Pool[]}};
  readonly expected: {
    readonly equity: string;
    readonly maintenanceMargin: string;
    readonly accuracyPct: string;
    readonly liquidationPrice?: Readonly<Record<string, string | null>>;
    readonly venueLiquidationPrice?: Readonly<Record<string, string>>;
  };
  readonly tolerance: {readonly rel?: string; readonly venueLiquidationPriceAbs?: string};
};

const rateOf = ({schedule}: Held) => schedule.tiers[0]?.maintenanceRate ?? '0';

/** The account of a vector as the page would have been told of it. */
function framesOf(pool: Pool): readonly Frame[] {
  const isCross = pool.id.startsWith('cross:');
  const margin = pool.collateral[0]?.amount ?? '0';
  const tables = pool.positions.filter(({schedule}) => schedule.tiers.length > 1);
  const rows = pool.positions.map((held) => ({
    contract: held.symbol,
    mode: 'single',
    size: held.side === 'long' ? held.size : `-${held.size}`,
    leverage: isCross ? '0' : '10',
    entry_price: held.entryPrice,
    mark_price: held.markPrice,
    margin: isCross ? '0' : margin,
    maintenance_rate: rateOf(held),
  }));
  const tableOf = ({schedule}: Held): readonly WireTier[] =>
    schedule.tiers.map(({maintenanceRate, deduction = '0'}, index) => [
      schedule.tiers[index + 1]?.from ?? '1e9',
      maintenanceRate,
      deduction,
    ]);
  return [
    ...pool.positions.map(({symbol, multiplier, closingFeeRate}) =>
      contract(symbol, multiplier, closingFeeRate),
    ),
    ...tables.map((held) => tiers(held.symbol, tableOf(held))),
    account({total: margin, enable_tiered_mm: tables.length > 0}),
    positions(rows),
  ];
}

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.filter(({inputs}) => inputs.account).map((vector) => [vector.id, vector] as const))(
    '%s',
    (_, {inputs, expected, tolerance}) => {
      const [given] = inputs.account?.pools ?? [];
      if (given === undefined) throw new Error('no pool');
      const symbol = given.positions[0]?.symbol;
      const pool = poolOf(framesOf(given), given.id.startsWith('cross:') ? 'cross:USDT' : `iso:${symbol}`);
      const {rel = '1e-6'} = tolerance;
      expect(isNear(pool.equity, expected.equity, rel)).toBe(true);
      expect(isNear(pool.maintenanceMargin, expected.maintenanceMargin, rel)).toBe(true);
      expect(isNear(pool.accuracy, expected.accuracyPct, rel)).toBe(true);
      for (const [name, price] of Object.entries(expected.liquidationPrice ?? {})) {
        const figure = pool.positions.find((position) => position.symbol === name)?.liquidationPrice;
        if (price === null) expect(figure?.kind).toBe('none');
        else expect(isNear(figure, price, rel)).toBe(true);
        const shown = expected.venueLiquidationPrice?.[name];
        const apart = tolerance.venueLiquidationPriceAbs;
        if (price !== null && shown !== undefined && apart !== undefined)
          expect(isNear(figure, shown, new Decimal(apart).div(shown).toFixed())).toBe(true);
      }
    },
  );

  it('gate-unified-rates', () => {
    const vector = vectors.find(({id}) => id === 'gate-unified-rates');
    const pool = poolOf([unified(vector?.inputs ?? {})], 'unified');
    expect(isNear(pool.accuracy, vector?.expected.accuracyPct ?? '0', '1e-9')).toBe(true);
  });
});

/** Where each sample came from; a row of a list stands alone in some. */
const ADDRESS: Readonly<Record<string, string>> = {
  'account-classic-futures.json': `${WEB}/futures/usdt/accounts`,
  'account-unified.json': `${WEB}/unified/accounts`,
  'position-cross-long.json': `${WEB}/futures/usdt/positions`,
  'position-cross-no-liq.json': `${WEB}/futures/usdt/positions`,
  'position-isolated-long.json': `${WEB}/futures/usdt/positions`,
  'risk-limit-tiers.json': `${WEB}/futures/usdt/risk_limit_tiers?contract=BTC_USDT`,
  'web-futures-accounts.json': `${WEB}/futures/usdt/accounts`,
  'web-ws-positions-subscribe.json': SOCKET,
};

const payloads = existsSync(PAYLOADS) ? readdirSync(PAYLOADS).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(payloads.length === 0)('sample payloads of the reference', () => {
  it('are all known here', () => {
    expect(payloads.toSorted()).toEqual(Object.keys(ADDRESS).toSorted());
  });

  it.each(payloads)('%s is read, and what Gate says in it agrees', (name) => {
    const isSent = name.includes('subscribe');
    const sample = frame({
      url: ADDRESS[name] ?? '',
      direction: isSent ? 'out' : 'in',
      body: readFileSync(new URL(name, PAYLOADS), 'utf8'),
    });
    const {state, outcome, defects} = reduce(initial, sample);
    expect(defects).toEqual([]);
    expect(outcome).toBe(isSent ? 'ignored' : 'used');
    expect(JSON.stringify(state)).not.toMatch(/Bearer|jwt/);
    for (const {audit} of accounts(state).flatMap((each) => assess(each).pools))
      expect(audit.filter(({agrees}) => !agrees)).toEqual([]);
  });
});
