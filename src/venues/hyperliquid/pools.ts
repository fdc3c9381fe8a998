import type {Collateral, FeedSource, Level, MarginPool, PoolReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Moment} from './cross-check.ts';
import {
  checkOf,
  costOf,
  type DexCheck,
  type Judged,
  judge,
  markSources,
  type Placed,
  positionOf,
  type Standing,
} from './positions.ts';
import type {Dex, User} from './state.ts';

const ONE = new Decimal(1);

/** Liquidation orders start at the first; below two thirds of the requirement the backstop vault takes over. */
const LEVELS: readonly Level[] = [
  {name: 'liquidation', at: ONE},
  {name: 'backstop takeover', at: ONE.times(2).div(3)},
];

/** Account frames come every few seconds while the page lives: six or more in a row did not. */
const ACCOUNT_LIMIT_MS = 30_000;

/** What is put together as one pool. */
export type Parts = {
  readonly id: string;
  readonly kind: MarginPool['kind'];
  readonly unit: string;
  readonly asOf: number;
  readonly user: User;
  readonly dexes: readonly Dex[];
  readonly placed: readonly Judged[];
  readonly collateral: readonly Collateral[];
  /** The pool at the moment of its frames. Null: not known. */
  readonly moment: Moment | null;
  readonly doubts: readonly string[];
  readonly needs: readonly string[];
  readonly reported?: PoolReported;
  readonly waterline?: Decimal;
  readonly levels?: readonly Level[];
  readonly sources?: readonly FeedSource[];
  /** How the venue's liquidation prices differ from the pool's by rule. */
  readonly rule?: string;
};

/** Worth as many units as it counts, whatever moves. */
export function cashCollateral(asset: string, amount: Decimal): Collateral {
  return {asset, amount, price: ONE, weight: ONE};
}

/** Something happened to the account that its last snapshot may not know. */
function eventDoubts({user, dexes}: Parts): readonly string[] {
  const {event} = user;
  const seen = Math.max(0, ...dexes.map((dex) => dex.at));
  return event && event.at > seen ? [`A ${event.what} came after the account was last sent.`] : [];
}

/** In a mode that is known, a liquidation price of the venue's that does not follow from what was seen. */
function priceDoubts(judged: readonly Judged[]): readonly string[] {
  const strange = judged.find(({confirmed}) => confirmed === false);
  return strange
    ? [
        `The venue's own liquidation price of ${strange.held.coin} does not follow from this balance and these tiers.`,
      ]
    : [];
}

export function poolOf(parts: Parts, checks: Standing['checks'] = new Map()): MarginPool {
  const {placed, asOf, needs, unit, rule = null} = parts;
  const isKnown = needs.length === 0 && parts.moment !== null;
  // What is not known confirms nothing.
  const judged = isKnown ? placed : judge(placed, null);
  const doubts = [...parts.doubts, ...eventDoubts(parts), ...priceDoubts(judged)];
  const standing = {settle: unit, isKnown, checks, rule, asOf};
  const accountAt = Math.max(0, ...parts.dexes.map((dex) => dex.at));
  return {
    id: parts.id,
    kind: parts.kind,
    unit,
    waterline: parts.waterline ?? ONE,
    collateral: parts.collateral,
    positions: judged.map((one) => positionOf(one, standing)),
    levels: parts.levels ?? LEVELS,
    ...(parts.reported && placed.every(({pricing}) => pricing.isFrames) ? {reported: parts.reported} : {}),
    ...(doubts.length > 0 ? {doubts} : {}),
    ...(needs.length > 0 ? {equityNeeds: needs} : {}),
    sources: [
      {name: 'account', at: accountAt, limitMs: ACCOUNT_LIMIT_MS},
      ...(parts.sources ?? []),
      ...markSources(placed),
    ],
  };
}

function requirementDoubts(checks: readonly DexCheck[]): readonly string[] {
  return checks.flatMap(({shortfall, isWhole}) =>
    shortfall && isWhole
      ? [
          `The venue counts ${shortfall.reported} of maintenance margin, the tiers that were seen give ${shortfall.ours}.`,
        ]
      : [],
  );
}

const UNSEEN = 'the positions that the frame counts but does not show';

/** A pool of cross positions: the dexes' own sums say whether all of them are here and rightly counted. */
export function crossPoolOf(parts: Parts): MarginPool {
  const checks = new Map(parts.dexes.map((dex) => [dex, checkOf(dex, parts.placed)]));
  const all = [...checks.values()];
  const isWhole = all.every((check) => check.isWhole);
  const needs = isWhole ? parts.needs : [...parts.needs, UNSEEN];
  const doubts = isWhole ? [] : ['The frame counts positions that it does not show.'];
  return poolOf({...parts, needs, doubts: [...parts.doubts, ...doubts, ...requirementDoubts(all)]}, checks);
}

/** Its own cash and nothing else: equity = rawUsd + size × mark. */
export function isolatedPool(one: Placed, unit: string, asOf: number, user: User): MarginPool {
  const {held, dex} = one;
  const moment = {equity: one.value.plus(held.rawUsd ?? '0'), maintenance: one.requirement};
  return poolOf({
    id: `isolated:${held.coin}`,
    kind: 'isolated',
    unit,
    asOf,
    user,
    dexes: [dex],
    placed: judge([one], moment),
    collateral: [cashCollateral(unit, costOf([one]).plus(held.rawUsd ?? '0'))],
    moment,
    doubts: [],
    needs: [],
    ...(held.margin === null ? {} : {reported: {equity: new Decimal(held.margin)}}),
  });
}
