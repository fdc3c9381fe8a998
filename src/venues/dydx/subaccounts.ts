import {type Fault, own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {Changes, ParentSubaccount, Subaccount} from './frames.ts';
import type {Numbered} from './link.ts';
import {type Child, type Held, MOST, type Parent, type State, withRecent} from './state.ts';

/** Child numbers rise in steps of this from the parent's own. */
const PARENTS = 128;

type Side = 'LONG' | 'SHORT';

/** Sizes have a sign in some answers and none in others; the side decides. */
function signed(size: string, side: Side): string {
  const plain = size.replace(/^[+-]/, '');
  return side === 'SHORT' && !isZero(plain) ? `-${plain}` : plain;
}

const sideOf = (size: string): Side => (size.startsWith('-') ? 'SHORT' : 'LONG');

const isOpen = (status: string | null | undefined, size: string) =>
  (status ?? 'OPEN') === 'OPEN' && !isZero(size);

type Told = {readonly entryPrice?: string | undefined; readonly unrealizedPnl?: string | undefined};

/** The profit is of its message's moment; the entry stays until another is told. */
const heldOf = (size: string, {entryPrice, unrealizedPnl}: Told, before?: Held): Held => ({
  size,
  ...(before?.entry !== undefined && {entry: before.entry}),
  ...(entryPrice !== undefined && {entry: entryPrice}),
  ...(unrealizedPnl !== undefined && {pnl: unrealizedPnl}),
});

function childOf(wire: Subaccount, at: number): Child {
  const positions = Object.values(wire.openPerpetualPositions)
    .filter(({status, size}) => isOpen(status, size))
    .map((told): [string, Held] => [told.market, heldOf(signed(told.size, told.side), told)]);
  const cash = Object.values(wire.assetPositions).map(({symbol, size, side}): [string, string] => [
    symbol,
    signed(size, side),
  ]);
  return {
    number: wire.subaccountNumber,
    whole: true,
    cash: Object.fromEntries(cash),
    cashAt: at,
    positions: Object.fromEntries(positions),
    ...(wire.equity !== undefined && {equity: wire.equity}),
    ...(wire.freeCollateral !== undefined && {free: wire.freeCollateral}),
  };
}

const parentOf = (number: number) => number % PARENTS;
const keyOf = (address: string, number: number) => `${address}/${number}`;

const place = (state: State, parent: Parent): State => ({
  ...state,
  parents: withRecent(state.parents, keyOf(parent.address, parent.number), parent, MOST.parents),
});

type Moment = {readonly message: Numbered | null; readonly at: number};
type Whose = {readonly address: string; readonly number: number};

const unheard = (whose: Whose, at: number): Parent => ({
  ...whose,
  link: null,
  since: 0,
  whole: false,
  strange: false,
  at,
  children: {},
});

const originOf = (message: Numbered | null) =>
  message ? {link: message.link, since: message.id} : {link: null, since: 0};

/** A parent with all its children: what is not in it is gone. */
export function takeParent(
  state: State,
  {
    address,
    parentSubaccountNumber,
    childSubaccounts,
  }: Omit<ParentSubaccount, 'childSubaccounts'> & {
    readonly childSubaccounts: readonly Subaccount[];
  },
  {message, at}: Moment,
): State {
  const number = parentOf(parentSubaccountNumber);
  const before = own(state.parents, keyOf(address, number));
  // An answer to a request comes from no connection: changes go on over the one that is there.
  const origin = message || !before ? originOf(message) : {link: before.link, since: before.since};
  const children = childSubaccounts.map((wire) => [wire.subaccountNumber, childOf(wire, at)] as const);
  return place(state, {
    ...unheard({address, number}, at),
    ...origin,
    whole: true,
    strange: message ? false : (before?.strange ?? false),
    children: Object.fromEntries(children),
  });
}

/** One subaccount of those that an address has: the others stay. */
export function takeSubaccount(state: State, wire: Subaccount, {message, at}: Moment): State | Fault {
  const whose = {address: wire.address, number: parentOf(wire.subaccountNumber)};
  const before = own(state.parents, keyOf(whose.address, whose.number)) ?? unheard(whose, at);
  const children = {...before.children, [wire.subaccountNumber]: childOf(wire, at)};
  if (Object.keys(children).length > MOST.children) return tooMany('subaccounts');
  // A parent that was told whole keeps the message that did so: it told more than this one.
  const origin = message && !before.whole ? {...originOf(message), strange: false} : {};
  return place(state, {...before, ...origin, at, children});
}

const tooMany = (what: string): Fault => ({where: 'contents', what: `more ${what} than are kept`});
const unsized = (what: string, name: string): Fault => ({
  where: `contents.${what}`,
  what: `expected size and side of ${name}, of which nothing was told before`,
});

type Change = Pick<Changes, 'perpetualPositions' | 'assetPositions'>;

function changedPositions(child: Child, changes: NonNullable<Change['perpetualPositions']>) {
  const positions: Record<string, Held> = {...child.positions};
  for (const told of changes) {
    const before = own(positions, told.market);
    const size = told.size ?? before?.size;
    const side = told.side ?? (before && sideOf(before.size));
    if ((told.status ?? 'OPEN') !== 'OPEN') delete positions[told.market];
    else if (size === undefined || side === undefined) return unsized('perpetualPositions', told.market);
    else if (isZero(size)) delete positions[told.market];
    else positions[told.market] = heldOf(signed(size, side), told, before);
  }
  return Object.keys(positions).length > MOST.positions ? tooMany('positions') : {positions};
}

function changedCash(child: Child, changes: NonNullable<Change['assetPositions']>) {
  const cash: Record<string, string> = {...child.cash};
  for (const {symbol, size, side} of changes) {
    const before = own(cash, symbol);
    const next = size ?? before;
    const direction = side ?? (before === undefined ? undefined : sideOf(before));
    if (next === undefined || direction === undefined) return unsized('assetPositions', symbol);
    cash[symbol] = signed(next, direction);
  }
  return Object.keys(cash).length > MOST.assets ? tooMany('assets') : {cash};
}

/** The indexer's sums were of the child before it changed. */
function changedChild(
  before: Child,
  {perpetualPositions, assetPositions}: Change,
  at: number,
): Child | Fault {
  const held = changedPositions(before, perpetualPositions ?? []);
  if ('what' in held) return held;
  const paid = changedCash(before, assetPositions ?? []);
  if ('what' in paid) return paid;
  const cashAt = assetPositions?.length ? at : before.cashAt;
  return {number: before.number, whole: before.whole, ...paid, cashAt, ...held};
}

/** Positions merge by market and assets by symbol, each in the child that it names. */
export function changeSubaccounts(
  state: State,
  {address, number}: Whose,
  changes: Changes,
  {message, at}: {readonly message: Numbered; readonly at: number},
): State | Fault {
  const whose = {address, number: parentOf(number)};
  const before = own(state.parents, keyOf(whose.address, whose.number)) ?? unheard(whose, at);
  const positions = changes.perpetualPositions ?? [];
  const assets = changes.assetPositions ?? [];
  const childAt = (told: {readonly subaccountNumber?: number | undefined}) => told.subaccountNumber ?? number;
  const children: Record<string, Child> = {...before.children};
  for (const child of new Set([...positions, ...assets].map(childAt))) {
    const known = own(children, `${child}`) ?? {
      number: child,
      whole: before.whole,
      cash: {},
      cashAt: at,
      positions: {},
    };
    const next = changedChild(
      known,
      {
        perpetualPositions: positions.filter((told) => childAt(told) === child),
        assetPositions: assets.filter((told) => childAt(told) === child),
      },
      at,
    );
    if ('what' in next) return next;
    children[child] = next;
  }
  if (Object.keys(children).length > MOST.children) return tooMany('subaccounts');
  const strange = before.strange || (before.link !== null && before.link !== message.link);
  return place(state, {...before, strange, at, children});
}
