import type * as hl from '@nktkas/hyperliquid/api/info';
import type * as ws from '@nktkas/hyperliquid/api/subscription';
import fc from 'fast-check';
import {among, amounts, maybe, unsigned, whole} from '../told.ts';

// Which amounts have a sign is the client's word (its patterns); what names look like is Hyperliquid's.

export const few = <One>(some: fc.Arbitrary<One>) => fc.array(some, {maxLength: 3});
export const orNull = <One>(some: fc.Arbitrary<One>) => fc.option(some, {nil: null});
export const coins = among<string>('BTC', 'kPEPE', 'xyz:NVDA', '@107', 'PURR/USDC', '+92260', '#1230');
const assets = among<string>('BTC', 'xyz:NVDA');
export const dexes = among<string>('', 'xyz', 'flx', 'vntl');
export const addresses = fc
  .array(fc.constantFrom(...'0123456789abcdefABCDEF'), {minLength: 40, maxLength: 40})
  .map((digits): `0x${string}` => `0x${digits.join('')}`);
export const instants = fc.integer({min: 0, max: 1_900_000_000_000});
const tokens = among<number>(0, 1, 150, 268, 1_000_000_000);
const leverages = among<number>(1, 3, 10, 40, 50);
export const count = fc.integer({min: 0, max: 2 ** 40});
export const texts = among<string>('', 'Hyperliquidity', '币');

export type Perp = hl.ClearinghouseStateResponse;
type Position = Perp['assetPositions'][number]['position'];
type Isolated = Extract<Position['leverage'], {type: 'isolated'}>;
type Cross = Extract<Position['leverage'], {type: 'cross'}>;

const summary = {
  accountValue: unsigned,
  totalNtlPos: unsigned,
  totalRawUsd: amounts,
  totalMarginUsed: unsigned,
};

const position = whole<Position>()({
  coin: coins,
  szi: amounts,
  leverage: fc.oneof(
    whole<Isolated>()({type: fc.constant('isolated'), value: leverages, rawUsd: amounts}),
    whole<Cross>()({type: fc.constant('cross'), value: leverages}),
  ),
  entryPx: unsigned,
  positionValue: unsigned,
  unrealizedPnl: amounts,
  returnOnEquity: amounts,
  liquidationPx: orNull(unsigned),
  marginUsed: unsigned,
  maxLeverage: leverages,
  cumFunding: whole<Position['cumFunding']>()({allTime: amounts, sinceOpen: amounts, sinceChange: amounts}),
});

export const perp = {
  marginSummary: whole<Perp['marginSummary']>()(summary),
  crossMarginSummary: whole<Perp['crossMarginSummary']>()(summary),
  crossMaintenanceMarginUsed: unsigned,
  assetPositions: few(whole<Perp['assetPositions'][number]>()({type: fc.constant('oneWay'), position})),
  time: instants,
};
export const perpState = whole<Perp>()({...perp, withdrawable: unsigned});

export type Spot = hl.SpotClearinghouseStateResponse;
export const spot = {
  balances: few(
    whole<Spot['balances'][number]>()({
      coin: among<string>('USDC', 'HYPE', 'UBTC', '+92260'),
      token: tokens,
      total: unsigned,
      hold: unsigned,
      entryNtl: unsigned,
    }),
  ),
};
export const spotState = whole<Spot>()({
  ...spot,
  evmEscrows: maybe(
    few(
      whole<NonNullable<Spot['evmEscrows']>[number]>()({
        coin: among<string>('USDC'),
        token: tokens,
        total: unsigned,
      }),
    ),
  ),
});

type Context = hl.MetaAndAssetCtxsResponse[1][number];
export const context = whole<Context>()({
  prevDayPx: unsigned,
  dayNtlVlm: unsigned,
  markPx: unsigned,
  midPx: orNull(unsigned),
  funding: amounts,
  openInterest: unsigned,
  premium: orNull(amounts),
  oraclePx: unsigned,
  impactPxs: orNull(few(unsigned)),
  dayBaseVlm: unsigned,
});
export const spotContext = whole<ws.ActiveSpotAssetCtxEvent['ctx']>()({
  prevDayPx: unsigned,
  dayNtlVlm: unsigned,
  markPx: unsigned,
  midPx: orNull(unsigned),
  circulatingSupply: unsigned,
  coin: coins,
  totalSupply: unsigned,
  dayBaseVlm: unsigned,
});

export type Meta = hl.MetaResponse;
type Table = Meta['marginTables'][number][1];

/** From nothing upwards, as Hyperliquid's page on margin tiers has them. */
const ladder = fc.uniqueArray(fc.integer({min: 1, max: 10 ** 9}), {maxLength: 3}).chain((bounds) =>
  fc.tuple(
    ...[0, ...bounds.sort((one, other) => one - other)].map((bound) =>
      whole<Table['marginTiers'][number]>()({
        lowerBound: among<string>(`${bound}.0`, `${bound}`),
        maxLeverage: leverages,
      }),
    ),
  ),
);
export const metaMembers = {
  universe: few(
    whole<Meta['universe'][number]>()({
      szDecimals: fc.integer({min: 0, max: 6}),
      name: coins,
      maxLeverage: leverages,
      marginTableId: among<number>(0, 3, 50, 51),
      onlyIsolated: maybe(fc.constant(true)),
      isDelisted: maybe(fc.constant(true)),
      marginMode: maybe(fc.constantFrom('strictIsolated', 'noCross')),
      growthMode: maybe(fc.constant('enabled')),
      lastGrowthModeChangeTime: maybe(among<string>('2025-11-23T17:37:10.033211662')),
    }),
  ),
  marginTables: few(
    fc.tuple(among<number>(50, 51, 56), whole<Table>()({description: texts, marginTiers: ladder})),
  ),
  collateralToken: tokens,
};
export const meta = whole<Meta>()(metaMembers);

type Dex = NonNullable<hl.PerpDexsResponse[number]>;
const perDexAsset = few(fc.tuple(assets, unsigned));
export const dex = whole<Dex>()({
  name: among<string>('xyz', 'flx', 'vntl'),
  fullName: texts,
  deployer: addresses,
  oracleUpdater: orNull(addresses),
  feeRecipient: orNull(addresses),
  assetToStreamingOiCap: perDexAsset,
  subDeployers: few(fc.tuple(among<string>('setOracle'), few(addresses))),
  deployerFeeScale: unsigned,
  lastDeployerFeeScaleChangeTime: among<string>('1970-01-01T00:00:00'),
  assetToFundingMultiplier: perDexAsset,
  assetToFundingInterestRate: few(fc.tuple(assets, amounts)),
});
