import type {FeedSource, MarginPool, PoolReported} from '../../engine/account.ts';
import type {Means, Totals} from './means.ts';
import {NOISE, others, portfolioParts, standardParts, unexplained} from './parts.ts';
import {isOption} from './position.ts';
import {isListed} from './positions.ts';
import type {DeribitState} from './state.ts';
import {ONE} from './sum.ts';

/** Maintenance margin ÷ margin balance at which Deribit liquidates: 100 %. */
const WATERLINE = ONE;
const LEVELS = [{name: 'liquidation', at: ONE}] as const;

/** The portfolio is told when it changes; an account that holds nothing is quiet. */
const ACCOUNT_LIMIT_MS = 5 * 60_000;
/** Tickers of futures come several times a second, those of options when something changes. */
const MARK_LIMIT_MS = 15_000;
const OPTION_LIMIT_MS = 60_000;

const UNSEEN =
  "the positions of this account have not been seen: the figures are Deribit's own and follow no price";
const INFERRED =
  "the list of positions was heard without its question; it is taken as whole because it makes up Deribit's own requirement";

type Wholeness = 'listed' | 'inferred' | 'unseen';

function wholenessOf(state: DeribitState, means: Means): Wholeness {
  const {settles, held, told, kind} = means;
  if (settles.every((settle) => isListed(state, settle))) return 'listed';
  if (held.length === 0 || told === undefined || kind === 'portfolio') return 'unseen';
  const apart = unexplained(means, told);
  const isMadeUp = apart?.abs().lte(told.maintenance.times(NOISE)) === true;
  return isMadeUp && told.maintenance.gt(0) ? 'inferred' : 'unseen';
}

/** Only what is of the account's own moment is held against its totals: its marks, or rows of about then. */
function isStill({held, isAtMarks, isPriced}: Means, at: number): boolean {
  if (!isPriced) return false;
  return isAtMarks || held.every(({mark}) => mark?.isRow === true && Math.abs(at - mark.at) <= 1000);
}

function reportedOf({balance, maintenance, initial}: Totals): PoolReported {
  return {
    equity: balance,
    maintenanceMargin: maintenance,
    initialMargin: initial,
    ...(maintenance.gt(0) && {ratio: balance.div(maintenance)}),
  };
}

function sourcesOf(state: DeribitState, {told, held}: Means): readonly FeedSource[] {
  return [
    {name: 'account', at: told?.at ?? state.heardAt, limitMs: ACCOUNT_LIMIT_MS},
    ...held.map((each) => ({
      name: `mark price of ${each.row.instrument_name}`,
      at: each.mark?.at ?? 0,
      limitMs: isOption(each) ? OPTION_LIMIT_MS : MARK_LIMIT_MS,
    })),
  ];
}

function unseenPool(
  state: DeribitState,
  means: Means,
  {balance, maintenance, initial, at}: Totals,
): MarginPool {
  const {id, kind, unit} = means;
  return {
    id,
    kind,
    unit,
    waterline: WATERLINE,
    collateral: [{asset: unit, amount: balance, price: ONE, weight: ONE}],
    positions: maintenance.gt(0) ? [others(unit, maintenance)] : [],
    orderMargin: initial,
    levels: LEVELS,
    reported: reportedOf({balance, maintenance, initial, at}),
    // Without a requirement nothing is held that could move a currency's own amount.
    ...((maintenance.gt(0) || unit === 'USD') && {doubts: [UNSEEN]}),
    sources: sourcesOf(state, {...means, held: []}),
  };
}

export function poolOf(state: DeribitState, means: Means): MarginPool {
  const {id, kind, unit, told, collateral, deductions, needs} = means;
  const wholeness = wholenessOf(state, means);
  if (wholeness === 'unseen' && told !== undefined) return unseenPool(state, means, told);
  const parts = kind === 'portfolio' ? portfolioParts(means) : standardParts(means);
  const doubts = [...(wholeness === 'inferred' ? [INFERRED] : []), ...means.doubts, ...parts.doubts];
  return {
    id,
    kind,
    unit,
    waterline: WATERLINE,
    collateral,
    positions: parts.positions,
    ...(parts.orderMargin && {orderMargin: parts.orderMargin}),
    ...(deductions.length > 0 && {deductions}),
    levels: LEVELS,
    ...(told && needs.length === 0 && isStill(means, told.at) && {reported: reportedOf(told)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(state, means),
  };
}
