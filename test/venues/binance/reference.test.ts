import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import {accounts} from '../../../src/venues/binance/account.ts';
import {reduce} from '../../../src/venues/binance/reduce.ts';
import {initial} from '../../../src/venues/binance/state.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accountOf, assetIndex, COIN_WEB, envelope, frame, mode, STREAM, WEB} from './wire.ts';

/** The reference collection stands beside the checkout when we develop; without it these are skipped. */
const REFERENCE = new URL('../../../../shared/reference/', import.meta.url);
const VECTORS = new URL('vectors/binance.json', REFERENCE);
const PAYLOADS = new URL('payloads/binance/', REFERENCE);

type Vector = {
  readonly id: string;
  readonly inputs: {readonly account?: Account};
  readonly expected: {
    readonly pool: string;
    readonly equity: string;
    readonly maintenanceMargin: string;
    readonly accuracyPct: string;
    readonly liquidationPrice?: Readonly<Record<string, string | null>>;
  };
  readonly tolerance: {readonly rel?: string};
};
type Account = {readonly venue: string; readonly pools: readonly Pool[]};
type Pool = {
  readonly id: string;
  readonly collateral: readonly {asset: string; amount: string; price: string; weight: string}[];
  readonly positions: readonly Held[];
};
type Held = {
  readonly symbol: string;
  readonly side: 'long' | 'short';
  readonly size: string;
  readonly entryPrice: string;
  readonly markPrice: string;
  readonly settle: string;
  readonly schedule: {readonly tiers: readonly {from: string; maintenanceRate: string; deduction: string}[]};
};

/** The account of a vector as the page would have been told of it. */
function framesOf({venue, pools}: Account): readonly Frame[] {
  const isCoin = venue === 'binance-coinm';
  const web = isCoin ? COIN_WEB : WEB;
  const held = pools.flatMap((pool) =>
    pool.positions.map((position) => ({
      symbol: position.symbol,
      positionAmount: position.side === 'long' ? position.size : `-${position.size}`,
      entryPrice: position.entryPrice,
      markPrice: position.markPrice,
      collateral: position.settle,
      isolatedWallet: pool.id.startsWith('iso:') ? pool.collateral[0]?.amount : '0',
    })),
  );
  const crossed = pools.filter(({id}) => id.startsWith('cross:')).flatMap(({collateral}) => collateral);
  const tables = pools
    .flatMap(({positions}) => positions)
    .map(({symbol, schedule}) => ({
      symbol,
      brackets: schedule.tiers.map(({from, maintenanceRate, deduction}) => ({
        [isCoin ? 'qtyFloor' : 'notionalFloor']: from,
        maintMarginRatio: maintenanceRate,
        cum: deduction,
      })),
    }));
  return [
    mode(pools.some(({id}) => id === 'cross:multi')),
    frame({
      url: 'https://www.binance.com/bapi/futures/v1/friendly/future/common/brackets',
      body: envelope(tables),
    }),
    frame({
      url: `${web}/user-balance`,
      body: envelope(crossed.map(({asset, amount}) => ({asset, crossWalletBalance: amount}))),
    }),
    frame({url: `${web}/user-position`, body: envelope(held)}),
    ...crossed.map(({asset, price, weight}) =>
      assetIndex(`${asset}USD`, price, new Decimal(price).times(weight).toFixed(), price),
    ),
  ];
}

/**
 * The vector adds the settle asset's profit at weight 1; by the venue's rule, which its own note states, wallet and
 * profit are one amount: the equity is 0.30 of 34,999.68 apart.
 */
const LOOSER: Readonly<Record<string, string>> = {'binance-multi-assets': '1e-5'};

const numberOf = (figure: Figure | undefined) =>
  figure?.kind === 'exact' || figure?.kind === 'estimated' ? figure.value : null;

function near(actual: Figure | undefined, expected: string, relative: string): void {
  const value = numberOf(actual);
  const off = value?.minus(expected).abs().div(new Decimal(expected).abs());
  expect(off?.lte(relative), `${value} is not near ${expected}`).toBe(true);
}

const vectors: readonly Vector[] = existsSync(VECTORS) ? JSON.parse(readFileSync(VECTORS, 'utf8')) : [];

describe.skipIf(vectors.length === 0)('vectors of the reference, through frames', () => {
  it.each(vectors.filter(({inputs}) => inputs.account).map((vector) => [vector.id, vector] as const))(
    '%s',
    (id, {inputs, expected, tolerance}) => {
      const {account} = inputs;
      if (account === undefined) throw new Error('no account');
      const health = assess(accountOf(framesOf(account), account.venue));
      const pool = health.pools.find((each) => each.id === expected.pool);
      const relative = LOOSER[id] ?? tolerance.rel ?? '1e-6';
      near(pool?.equity, expected.equity, relative);
      near(pool?.maintenanceMargin, expected.maintenanceMargin, relative);
      near(pool?.accuracy, expected.accuracyPct, relative);
      for (const [symbol, price] of Object.entries(expected.liquidationPrice ?? {})) {
        const figure = pool?.positions.find((position) => position.symbol === symbol)?.liquidationPrice;
        if (price === null) expect(figure?.kind).toBe('none');
        else near(figure, price, relative);
      }
    },
  );
});

const payloads = existsSync(PAYLOADS) ? readdirSync(PAYLOADS).filter((name) => name.endsWith('.json')) : [];

describe.skipIf(payloads.length === 0)('sample payloads of the reference', () => {
  /** One has no size and one names a position that is not there: nothing in them for us. */
  const UNUSED = ['coinm-account-position.json', 'ws-margin-call.json'];

  it.each(payloads)('%s is read', (name) => {
    const isStream = name.startsWith('ws-');
    const body = readFileSync(new URL(name, PAYLOADS), 'utf8');
    const url = isStream ? STREAM : `https://www.binance.com/${name}`;
    const {state, outcome, defects} = reduce(
      initial,
      frame({via: isStream ? 'websocket' : 'fetch', url, body}),
    );
    expect(defects).toEqual([]);
    expect(outcome).toBe(UNUSED.includes(name) ? 'ignored' : 'used');
    for (const account of accounts(state)) {
      for (const pool of assess(account).pools) {
        const disagreeing = pool.audit.filter(({agrees}) => !agrees);
        expect(disagreeing).toEqual([]);
      }
    }
  });
});
