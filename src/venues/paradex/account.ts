import type {Deduction, FeedSource, MarginAccount, MarginPool, PoolReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {type Held, heldOf, ONE, positionOf, ZERO} from './position.ts';
import {feesOf, isListed, isOfMoment, restOf, sharesOf, total} from './requirement.ts';
import type {Account, State, Told} from './state.ts';

const UNIT = 'USD';
const LEVELS = [{name: 'liquidation', at: ONE}] as const;
/** Pushed when something changes. */
const ACCOUNT_LIMIT_MS = 5 * 60_000;
const MARK_LIMIT_MS = 30_000;
/** Totals and rows of one change arrive as messages of their own. */
const TOGETHER_MS = 1000;

const NO_VALUE = 'the account value';
const NO_LIST = 'all positions of the account';
const UNLISTED = 'the whole list of positions was not seen; those seen explain what Paradex told';
const OLDER = 'a position changed after the collateral was last told';
const PORTFOLIO =
  "portfolio margin is not worked out: Paradex's own requirement is carried on with the value";
const TOKENS = 'other tokens count in full in value and requirement; both are left out';

const sourcesOf = (account: Account, held: readonly Held[]): readonly FeedSource[] => [
  {name: 'account', at: account.heardAt, limitMs: ACCOUNT_LIMIT_MS},
  ...held.map(({row, markAt}) => ({name: `mark price of ${row.market}`, at: markAt, limitMs: MARK_LIMIT_MS})),
];

function reportedOf({value, maintenance, initial}: Told): PoolReported {
  return {
    equity: new Decimal(value),
    maintenanceMargin: new Decimal(maintenance),
    ...(initial !== undefined && {initialMargin: new Decimal(initial)}),
  };
}

function needsOf(account: Account, held: readonly Held[]): readonly string[] {
  const {told} = account;
  if (told === undefined) return [NO_VALUE];
  // Something is required, so something is held.
  if (held.length === 0 && !new Decimal(told.maintenance).isZero()) return [NO_LIST];
  return isListed(account, held) ? [] : [NO_LIST];
}

const hasTokens = ({tokens}: Account) => tokens !== undefined && tokens.length > 0;

/** Tokens are required in full, so they secure nothing: taken off both sides. */
function deductionsOf(account: Account, held: readonly Held[]): readonly Deduction[] {
  const rest = hasTokens(account) ? restOf(held, account.told) : undefined;
  return rest?.gt(0) ? [{name: 'other tokens, required in full', amount: rest}] : [];
}

function doubtsOf(account: Account): readonly string[] {
  const {told, isWhole, changed, isPortfolio} = account;
  return [
    ...(isWhole ? [] : [UNLISTED]),
    ...(told && told.updated + TOGETHER_MS < changed ? [OLDER] : []),
    ...(isPortfolio ? [PORTFOLIO] : []),
    ...(hasTokens(account) ? [TOKENS] : []),
  ];
}

/** What Paradex requires initially beyond the positions. Undefined: it did not say, or of another moment. */
function orderMarginOf(held: readonly Held[], told: Told | undefined, fees: Decimal): Decimal | undefined {
  if (told?.initial === undefined || !isOfMoment(held, told) || held.some(({market}) => !market))
    return undefined;
  const asked = total(held.map(({value, market}) => value.times(market?.initial ?? 0)));
  const rest = new Decimal(told.initial).minus(asked).minus(fees);
  return rest.gt('0.01') ? rest : ZERO;
}

const kindOf = ({isolated, isPortfolio}: Account) =>
  isolated ? ('isolated' as const) : isPortfolio ? ('portfolio' as const) : ('cross' as const);

function poolOf(state: State, account: Account): MarginPool {
  const {told, rows} = account;
  const held = Object.values(rows).map((row) => heldOf(state, account, row));
  const kind = kindOf(account);
  const fees = feesOf(account, held);
  const shares = hasTokens(account) ? new Map<Held, Decimal>() : sharesOf(account, held);
  const provision = total(held.map((each) => each.value.times(fees.rateOf(each) ?? 0)));
  const orderMargin = hasTokens(account) ? undefined : orderMarginOf(held, told, provision);
  const deductions = deductionsOf(account, held);
  const needs = needsOf(account, held);
  const doubts = [...doubtsOf(account), ...(held.length > 0 && !account.isPortfolio ? fees.doubts : [])];
  const isComparable = isOfMoment(held, told);
  return {
    id: account.isolated ? `isolated:${account.isolated}` : kind,
    kind,
    unit: UNIT,
    waterline: ONE,
    collateral: told ? [{asset: UNIT, amount: new Decimal(told.collateral), price: ONE, weight: ONE}] : [],
    positions: held.map((each) => {
      const [feeRate, share] = [fees.rateOf(each), shares.get(each)];
      return positionOf(each, {...(feeRate && {feeRate}), ...(share && {share}), isComparable});
    }),
    ...(orderMargin && {orderMargin}),
    ...(deductions.length > 0 && {deductions}),
    levels: LEVELS,
    ...(told && isComparable && !hasTokens(account) && {reported: reportedOf(told)}),
    ...(doubts.length > 0 && {doubts}),
    ...(needs.length > 0 && {equityNeeds: needs}),
    sources: sourcesOf(account, held),
  };
}

const holdsSomething = ({told, rows}: Account) =>
  Object.keys(rows).length > 0 || (told !== undefined && !new Decimal(told.value).isZero());

/** The main account of an isolated one, where it is known. */
const ownerOf = (state: State, address: string, {isolated, parent}: Account) =>
  isolated && parent !== undefined && Object.hasOwn(state.accounts, parent) ? parent : address;

/** Paradex has one isolated account a market; a page that says otherwise must not make one pool of two. */
const distinct = (pools: readonly MarginPool[]) =>
  pools.map((pool, nth) => {
    const isFirst = pools.findIndex(({id}) => id === pool.id) === nth;
    return isFirst ? pool : {...pool, id: `${pool.id} (${nth})`};
  });

/** One account for each address; isolated accounts are pools of their parent's. */
export function accounts(state: State): readonly MarginAccount[] {
  const entries = Object.entries(state.accounts).filter(([, account]) => holdsSomething(account));
  const owners = [...new Set(entries.map(([address, account]) => ownerOf(state, address, account)))];
  return owners.map((owner) => {
    const mine = entries.filter(([address, account]) => ownerOf(state, address, account) === owner);
    const pools = distinct(mine.map(([, account]) => poolOf(state, account)));
    return {
      venue: 'paradex',
      account: owner === '' ? 'main' : owner,
      asOf: Math.max(...pools.flatMap(({sources = []}) => sources.map(({at}) => at))),
      pools,
    };
  });
}
