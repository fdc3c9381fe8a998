import type {Collateral, FeedSource, MarginAccount, MarginPool, PoolReported} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {isBroken} from './link.ts';
import {isStill, type Placed, place, positionOf} from './position.ts';
import type {Child, Parent, State} from './state.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);
const HOUR_MS = 3_600_000;

/** Liquidatable when the requirement exceeds equity. */
const LEVELS = [{name: 'liquidation', at: ONE}] as const;

/** A block comes about every second, and with each some oracle price or order book: this is a silence of many. */
const LIMIT_MS = 30_000;

/** Cash has in it what the positions cost; collateral is counted without, from the entries that their profit is of. */
function collateralOf({cash}: Child, placed: readonly Placed[]): readonly Collateral[] {
  const cost = placed.reduce((sum, {size, entry}) => sum.plus(entry ? size.times(entry) : ZERO), ZERO);
  const others = Object.entries(cash).filter(([name]) => name !== 'USDC');
  return [
    {asset: 'USDC', amount: new Decimal(own(cash, 'USDC') ?? 0).plus(cost), price: ONE, weight: ONE},
    ...others.map(([name, amount]) => ({asset: name, amount: new Decimal(amount)})),
  ];
}

/** The indexer's sums are of its own oracle prices: they are compared while ours are the same. */
function reportedOf({equity, free}: Child, placed: readonly Placed[]): PoolReported | undefined {
  if (equity === undefined || !placed.every(isStill)) return undefined;
  const initialMargin = free === undefined ? undefined : new Decimal(equity).minus(free);
  // More free than there is says nothing of what is required.
  return {equity: new Decimal(equity), ...(initialMargin?.gte(ZERO) && {initialMargin})};
}

const LOST = 'messages of the page’s connection were not seen: a change may be missing';
const STRANGE = 'changes came over a connection whose first message was not seen';
const FUNDED =
  'a full hour has passed since the balance was told: funding since then is not in it before the next change';

function doubtsOf(state: State, parent: Parent, child: Child, asOf: number): readonly string[] {
  const holds = Object.keys(child.positions).length > 0;
  const isFunded = Math.floor(asOf / HOUR_MS) > Math.floor(child.cashAt / HOUR_MS);
  return [
    ...(isBroken(state, parent) || (holds && isBroken(state, state.feed)) ? [LOST] : []),
    ...(parent.strange ? [STRANGE] : []),
    ...(holds && isFunded ? [FUNDED] : []),
  ];
}

function sourcesOf(state: State, parent: Parent, child: Child): readonly FeedSource[] {
  // The account speaks only when it changes; its connection speaks all the time.
  const linkAt = parent.link === null ? 0 : (own(state.links, parent.link)?.at ?? 0);
  const account = {name: 'account', at: Math.max(parent.at, linkAt), limitMs: LIMIT_MS};
  const holds = Object.keys(child.positions).length > 0;
  return holds ? [account, {name: 'oracle prices', at: state.feed.at, limitMs: LIMIT_MS}] : [account];
}

const UNTOLD = 'the whole account: only changes of it were seen';

/** One subaccount: its cash secures its positions and no others. */
function poolOf(state: State, parent: Parent, child: Child, asOf: number): MarginPool {
  const placed = Object.entries(child.positions).map(([ticker, held]) =>
    place(ticker, held, own(state.markets, ticker) ?? {}),
  );
  const doubts = doubtsOf(state, parent, child, asOf);
  const reported = reportedOf(child, placed);
  const isCross = child.number === parent.number;
  return {
    id: isCross ? 'cross' : `isolated:${child.number}`,
    kind: isCross ? 'cross' : 'isolated',
    unit: 'USDC',
    waterline: ONE,
    collateral: collateralOf(child, placed),
    positions: placed.map((one) => positionOf(one, asOf)),
    // Open orders hold nothing: free collateral is equity less the initial margin of positions.
    orderMargin: ZERO,
    levels: LEVELS,
    ...(reported && {reported}),
    ...(doubts.length > 0 && {doubts}),
    ...(!child.whole && {equityNeeds: [UNTOLD]}),
    sources: sourcesOf(state, parent, child),
  };
}

const hasAnything = ({positions, cash, whole}: Child) =>
  !whole || Object.keys(positions).length > 0 || Object.values(cash).some((amount) => !isZero(amount));

function accountOf(state: State, parent: Parent): MarginAccount {
  const asOf = Math.max(parent.at, state.feed.at);
  return {
    venue: 'dydx',
    account: parent.number === 0 ? parent.address : `${parent.address}/${parent.number}`,
    asOf,
    pools: Object.values(parent.children)
      .filter(hasAnything)
      .map((child) => poolOf(state, parent, child, asOf)),
  };
}

/** Pure. Each parent subaccount an account, each of its children a pool that is liquidated alone. */
export const accounts = (state: State): readonly MarginAccount[] =>
  Object.values(state.parents).map((parent) => accountOf(state, parent));
