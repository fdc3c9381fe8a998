import type {MarginPool} from '../engine/account.ts';
import type {Decimal} from '../engine/decimal.ts';
import type {Figure} from '../engine/figure.ts';
import type {PoolHealth, PositionHealth} from '../engine/health.ts';
import {toJson} from '../engine/health-json.ts';
import type {Glance} from '../messages.ts';
import type {Defect} from '../venues/frame.ts';
import {byDanger, holdings, type Read, rank, type Standing, standings} from './standing.ts';

type Nearest = NonNullable<Glance['nearest']>;
/** A way to the waterline: of one position, or of all together to a side. */
type Way = {readonly percent: Decimal; readonly by: PositionHealth | Nearest['side']};

/** Which way the price must go: towards its liquidation price, which for a hedge need not be against the position. */
function sideOf(position: PositionHealth, pool: MarginPool): Nearest['side'] {
  const mark = pool.positions.find(
    ({symbol, side}) => symbol === position.symbol && side === position.side,
  )?.markPrice;
  if (mark === undefined || !('value' in position.liquidationPrice)) {
    return position.side === 'long' ? 'down' : 'up';
  }
  return position.liquidationPrice.value.lt(mark) ? 'down' : 'up';
}

const waysOf = ({positions, uniform}: PoolHealth): readonly Way[] => [
  ...positions.flatMap((by) => ('value' in by.distance ? [{percent: by.distance.value, by}] : [])),
  ...(['down', 'up'] as const).flatMap((by) => {
    const figure = uniform[by];
    return 'value' in figure ? [{percent: figure.value, by}] : [];
  }),
];

/** The nearest way to the waterline. A lone position's own price says more than the same move of "everything". */
function nearestOf(pool: MarginPool, health: PoolHealth): Nearest | null {
  const sorted = waysOf(health).toSorted((a, b) => a.percent.comparedTo(b.percent));
  const lone = pool.positions.length === 1 ? sorted.find(({by}) => typeof by === 'object') : undefined;
  const by = (lone ?? sorted[0])?.by;
  if (by === undefined) return null;
  if (typeof by === 'string')
    return {symbol: null, side: by, distance: toJson(health.uniform[by]), liquidationPrice: null};
  return {
    symbol: by.symbol,
    side: sideOf(by, pool),
    distance: toJson(by.distance),
    liquidationPrice: toJson(by.liquidationPrice),
  };
}

function caveats(figure: Figure): readonly string[] {
  switch (figure.kind) {
    case 'exact':
      return [];
    case 'estimated':
      return figure.because;
    case 'none':
      return [figure.because];
    case 'missing':
      return figure.needs.map((need) => `needs ${need}`);
  }
}

const unreadable = (defect: Defect) => `a message could not be read: ${defect.what}`;

function reasonsOf({poolHealth, state, page}: Standing): readonly string[] {
  const defects = state === 'defect' ? page.defects.slice(0, 1) : [];
  return [...caveats(poolHealth.accuracy), ...poolHealth.feed.reasons, ...defects.map(unreadable)];
}

/** The highest level that the pool still stands above, the waterline among them. */
function levelOf({levels = [], waterline}: MarginPool, {accuracy}: PoolHealth): Pick<Glance, 'level'> {
  if (!('value' in accuracy)) return {};
  const below = [waterline, ...levels.map(({at}) => at)].filter((at) => at.times(100).lt(accuracy.value));
  const [first, ...others] = below;
  return first === undefined ? {} : {level: others.reduce((a, b) => (b.gt(a) ? b : a), first).toFixed()};
}

function glanceOf(standing: Standing): Glance {
  const {account, venue, pool, poolHealth, state, at} = standing;
  return {
    state,
    grade: poolHealth.grade,
    venue: account.venue,
    venueName: venue.name,
    account: account.account,
    pool: pool.id,
    accuracy: toJson(poolHealth.accuracy),
    waterline: pool.waterline.toString(),
    nearest: nearestOf(pool, poolHealth),
    ...levelOf(pool, poolHealth),
    at,
    reasons: reasonsOf(standing),
  };
}

/** How long an unreadable frame on a page without any account is worth the badge's attention. */
const DEFECT_SHOWN_MS = 60_000;

/** What is wrong with a page whose account we cannot show at all; null: nothing. */
function trouble({page, appraisal}: Read, now: number): {readonly at: number; readonly what: string} | null {
  if (!page.open) return null;
  if (appraisal.fault !== null) return {at: page.newestAt, what: appraisal.fault};
  const [newest] = page.defects;
  if (newest === undefined || appraisal.accounts.length > 0) return null;
  return now - newest.at <= DEFECT_SHOWN_MS ? {at: newest.at, what: unreadable(newest)} : null;
}

function defectGlance({venue}: Read, {at, what}: {readonly at: number; readonly what: string}): Glance {
  return {
    state: 'defect',
    grade: 'unknown',
    venue: venue.id,
    venueName: venue.name,
    account: '',
    pool: '',
    accuracy: {kind: 'missing', needs: ['a message that can be read']},
    waterline: '1',
    nearest: null,
    at,
    reasons: [what],
  };
}

/** The half-second answer over these pages: the worst pool of all, or what keeps us from naming it. Null: no position. */
export function glance(reads: readonly Read[], now: number): Glance | null {
  const [worst] = holdings(reads)
    .flatMap((holding) => standings(holding, now))
    .toSorted(byDanger);
  if (worst !== undefined && rank(worst) <= 1) return glanceOf(worst);
  for (const read of reads) {
    const found = trouble(read, now);
    if (found !== null) return defectGlance(read, found);
  }
  return worst === undefined ? null : glanceOf(worst);
}
