import {describe, expect, it} from 'vitest';
import type {MarginAccount} from '../../src/engine/account.ts';
import {Decimal} from '../../src/engine/decimal.ts';
import type {Figure} from '../../src/engine/figure.ts';
import type {PoolHealth, PositionHealth} from '../../src/engine/health.ts';
import {newPage} from '../../src/reading/page.ts';
import type {Read} from '../../src/reading/standing.ts';
import {tagsOf} from '../../src/reading/tags.ts';
import {harbour, PAGE} from '../background/venue.ts';

const NOW = 1_700_000_000_000;
const exact = (value: string): Figure => ({kind: 'exact', value: new Decimal(value)});
const missing: Figure = {kind: 'missing', needs: ['mark price']};
const none: Figure = {kind: 'none', because: 'a hedge'};

const position = (symbol: string, distance: Figure): PositionHealth => ({
  symbol,
  side: 'long',
  notional: exact('100'),
  unrealisedPnl: exact('0'),
  maintenanceMargin: exact('1'),
  liquidationPrice: exact('80'),
  distance,
});

type Pool = {
  readonly positions: readonly PositionHealth[];
  readonly verdict?: PoolHealth['feed']['verdict'];
  readonly accuracy?: Figure;
};

/** An open page with one account, whose pools have these positions. */
function read(...pools: readonly Pool[]): Read {
  const waterline = new Decimal(1);
  const account: MarginAccount = {
    venue: harbour.id,
    account: 'main',
    asOf: NOW,
    pools: pools.map(({positions}, at) => ({
      id: `pool ${at}`,
      kind: 'cross',
      unit: 'USDC',
      waterline,
      collateral: [],
      positions: positions.map(({symbol, side}) => ({
        symbol,
        underlying: symbol.replace('-PERP', ''),
        contract: 'linear',
        settle: 'USDC',
        multiplier: new Decimal(1),
        side,
        size: new Decimal(1),
      })),
    })),
  };
  const health = {
    venue: harbour.id,
    account: 'main',
    asOf: NOW,
    grade: 'safe' as const,
    pools: pools.map(
      ({positions, verdict = 'live', accuracy = exact('300')}, at): PoolHealth => ({
        id: `pool ${at}`,
        kind: 'cross',
        unit: 'USDC',
        waterline,
        grade: 'safe',
        equity: exact('1'),
        maintenanceMargin: exact('1'),
        initialMargin: missing,
        accuracy,
        initialAccuracy: missing,
        positions,
        uniform: {down: none, up: none},
        remedies: {target: waterline, deposit: missing, reduce: []},
        requiredByScan: missing,
        drag: {perHour: missing, hoursToCall: missing},
        audit: [],
        feed: {verdict, reasons: []},
      }),
    ),
  };
  return {
    page: newPage({key: 'a', tab: 1, frame: 0, incognito: false, address: PAGE}, harbour),
    venue: harbour,
    appraisal: {accounts: [{account, health}], fault: null, until: Number.POSITIVE_INFINITY},
  };
}

const BTC = position('BTC-PERP', exact('20.71239'));

describe('the distance tags of a page', () => {
  it('are its positions, cut off downward, with no reasons to carry', () => {
    const doubtful = position('ETH-PERP', {
      kind: 'estimated',
      value: new Decimal('5.00009'),
      because: ['no fees'],
    });
    expect(tagsOf([read({positions: [BTC, doubtful]})], NOW)).toEqual([
      {symbol: 'BTC-PERP', underlying: 'BTC', side: 'long', distance: {kind: 'exact', value: '20.7123'}},
      {
        symbol: 'ETH-PERP',
        underlying: 'ETH',
        side: 'long',
        distance: {kind: 'estimated', value: '5', because: []},
      },
    ]);
  });

  it.each([
    ['without a distance', {positions: [position('ETH-PERP', none)]}],
    ['of a stale pool', {positions: [position('ETH-PERP', exact('9'))], verdict: 'stale'}],
    [
      'of a pool that contradicts the venue',
      {positions: [position('ETH-PERP', exact('9'))], verdict: 'diverging'},
    ],
    ['of a pool half seen', {positions: [position('ETH-PERP', exact('9'))], accuracy: missing}],
  ] satisfies [string, Pool][])(
    'name a position %s, so that its row is no other’s, and tell nothing of it',
    (_, pool) => {
      const [, eth] = tagsOf([read({positions: [BTC]}, pool)], NOW);
      expect(eth).toMatchObject({symbol: 'ETH-PERP', distance: {kind: 'missing'}});
      expect(tagsOf([read(pool)], NOW)).toEqual([]);
    },
  );

  it('are none without a position', () => {
    expect(tagsOf([], NOW)).toEqual([]);
    expect(tagsOf([read({positions: []})], NOW)).toEqual([]);
  });
});
