import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {Decimal} from '../../../src/engine/decimal.ts';
import {reckonedPrice} from '../../../src/venues/hyperliquid/cross-check.ts';
import {maintenanceAt, tiersOf} from '../../../src/venues/hyperliquid/tiers.ts';
import {expectFigure, poolOf, positionOf} from './figures.ts';
import {answers, message, mode, play, request, USER} from './wire.ts';

/**
 * The reference files beside the project, where there are any: the same facts as in the other tests, from the files
 * themselves. Without them nothing is lost but the second look.
 */
const root = new URL('../../../../shared/reference/', import.meta.url);
const read = (path: string) => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

type Vector = {
  readonly id: string;
  readonly inputs: {
    readonly accountMode?: string;
    readonly dexes?: Readonly<Record<string, VectorDex>>;
    readonly spotBalances?: readonly unknown[];
    readonly tokenToAvailableAfterMaintenance?: readonly unknown[];
  };
  readonly expected: {
    readonly liquidationPx: Readonly<Record<string, string | null>>;
    readonly crossMaintenanceMarginUsed: string;
    readonly equityOverMaintenancePct?: string | null;
    readonly portfolioMarginRatio?: string;
  };
};
type VectorDex = {
  readonly crossMarginSummary: Readonly<Record<string, string>>;
  readonly crossMaintenanceMarginUsed: string;
  readonly positions: readonly {
    readonly coin: string;
    readonly szi: string;
    readonly positionValue: string;
    readonly leverage: {readonly rawUsd?: string};
    readonly marginTiers: readonly {readonly lowerBound: string; readonly maxLeverage: number}[];
  }[];
};

const MODES: Readonly<Record<string, string>> = {
  standard: 'default',
  unified: 'unifiedAccount',
  portfolioMargin: 'portfolioMargin',
};

/** A vector's dex as the venue would send it, with the venue's own prices in it. */
function stateOf(dex: VectorDex, prices: Vector['expected']['liquidationPx']) {
  const total = dex.positions.reduce((sum, one) => sum.plus(one.positionValue), new Decimal(0));
  return {
    marginSummary: {...dex.crossMarginSummary, totalNtlPos: total.toFixed()},
    crossMarginSummary: dex.crossMarginSummary,
    crossMaintenanceMarginUsed: dex.crossMaintenanceMarginUsed,
    assetPositions: dex.positions.map((position) => ({
      type: 'oneWay',
      position: {...position, liquidationPx: prices[position.coin] ?? null},
    })),
    time: 1,
  };
}

describe.skipIf(!existsSync(root))('the reference’s vectors', () => {
  const vectors: readonly Vector[] = existsSync(root) ? read('vectors/hyperliquid.json') : [];
  const accounts = vectors.filter(({inputs}) => inputs.dexes && !Array.isArray(inputs.dexes));

  it('of whole accounts are five', () => expect(accounts).toHaveLength(5));

  it.each(accounts.map((one) => [one.id, one] as const))('%s', (_, {inputs, expected}) => {
    const {spotBalances: balances, tokenToAvailableAfterMaintenance} = inputs;
    const spot = {
      balances,
      tokenToAvailableAfterMaintenance,
      portfolioMarginRatio: expected.portfolioMarginRatio,
    };
    const played = play([
      ...mode(MODES[inputs.accountMode ?? ''] ?? ''),
      ...(balances ? request({type: 'spotClearinghouseState', user: USER}, spot) : []),
      ...Object.entries(inputs.dexes ?? {}).flatMap(([dex, state]) =>
        request({type: 'clearinghouseState', user: USER, dex}, stateOf(state, expected.liquidationPx)),
      ),
    ]);
    expect(played.defects).toEqual([]);
    const isPortfolio = inputs.accountMode === 'portfolioMargin';
    const cross = poolOf(played.accounts[0], isPortfolio ? 'portfolio' : 'cross:USDC');
    const kind = isPortfolio ? 'estimated' : 'exact';
    expectFigure(cross.maintenanceMargin, kind, expected.crossMaintenanceMarginUsed, '1e-9');
    if (expected.equityOverMaintenancePct)
      expectFigure(cross.accuracy, kind, expected.equityOverMaintenancePct);
    for (const [coin, price] of Object.entries(expected.liquidationPx)) {
      const isIsolated = inputs.dexes?.['']?.positions.find((one) => one.coin === coin)?.leverage.rawUsd;
      const pool = isIsolated ? poolOf(played.accounts[0], `isolated:${coin}`) : cross;
      const line = pool.audit.find((one) => one.figure === 'liquidationPrice' && one.symbol === coin);
      expect(line).toMatchObject({
        agrees: true,
        reported: price === null ? 'none' : new Decimal(price).toFixed(),
      });
      if (price === null || isPortfolio) continue;
      expectFigure(positionOf(pool, coin).liquidationPrice, kind, price);
    }
  });

  type Single = {
    readonly id: string;
    readonly inputs: {
      readonly crossAccountValue?: string;
      readonly position?: {
        readonly szi: string;
        readonly markPx: string;
        readonly isolatedMargin?: string;
        readonly marginTiers: VectorDex['positions'][number]['marginTiers'];
      };
    };
    readonly expected: {readonly liquidationPx?: string; readonly maintenanceMargin?: string};
    readonly tolerance: Readonly<Record<string, string>>;
  };
  const singles = (vectors as unknown as readonly Single[]).filter(({inputs}) => inputs.position);

  it('of single positions are twenty', () => expect(singles).toHaveLength(20));

  it.each(singles.map((one) => [one.id, one] as const))('%s', (_, {inputs, expected, tolerance}) => {
    const {position} = inputs;
    if (!position || !expected.liquidationPx) throw new Error('there is nothing to compare');
    const tiers = tiersOf(position.marginTiers.map((tier) => [tier.lowerBound, tier.maxLeverage]));
    const value = new Decimal(position.szi).times(position.markPx).abs();
    const maintenance = maintenanceAt(tiers, value);
    const equity = new Decimal(position.isolatedMargin ?? inputs.crossAccountValue ?? '0');
    const weighed = {
      size: new Decimal(position.szi),
      value: new Decimal(position.szi).times(position.markPx),
      tiers,
      requirement: maintenance,
    };
    const price = reckonedPrice(weighed, {equity, maintenance});
    const limit = `${Object.values(tolerance)[0]}`.replace('relative ', '');
    expect(price?.minus(expected.liquidationPx).abs().div(expected.liquidationPx).lte(limit)).toBe(true);
    if (expected.maintenanceMargin) expect(maintenance.toFixed(6)).toBe(expected.maintenanceMargin);
  });
});

describe.skipIf(!existsSync(root))('the reference’s payloads', () => {
  const folder = new URL('payloads/hyperliquid/', root);
  const files = existsSync(root) ? readdirSync(folder).filter((name) => name.startsWith('ws-')) : [];

  it('of the socket are four', () => expect(files).toHaveLength(4));

  it.each(files)('%s is read', (name) => {
    const {channel, data} = read(`payloads/hyperliquid/${name}`);
    const {defects} = play([
      message('subscriptionResponse', {subscription: {type: 'userEvents', user: USER}}),
      message(channel, data),
    ]);
    expect(defects).toEqual([]);
  });

  it.each([
    'clearinghouseState-standard-16-positions.json',
    'clearinghouseState-btc-long-mode-unknown.json',
    'clearinghouseState-docs-isolated-eth.json',
  ])('%s is read without its question', (name) => {
    const {outcomes, accounts} = play([answers(read(`payloads/hyperliquid/${name}`))]);
    expect(outcomes).toEqual(['used']);
    expect(accounts.map(({account}) => account)).toEqual(['main']);
  });
});
