import {Decimal} from '../../engine/decimal.ts';
import {grouped} from '../grouped.ts';
import {merged} from '../merged.ts';
import {isZero} from '../wire.ts';
import type {
  WireAccount,
  WireBalance,
  WireBalanceEvent,
  WireInfo,
  WireMargin,
  WireMarket,
  WirePosition,
  WireSummary,
} from './frames.ts';
import {
  type Account,
  accountAt,
  type Mark,
  type Market,
  MOST_MARKETS,
  named,
  type Row,
  type State,
  withAccount,
} from './state.ts';

/** What each message changes. */

/** Two messages so near in time speak of the same collateral. */
const TOGETHER_MS = 2000;

/** Older than what is known; those of answers and of pushes are counted apart, but both in time. */
const isOlder = (sequence: number | null | undefined, known: number | undefined) =>
  typeof sequence === 'number' && known !== undefined && sequence < known;

/** With USD for one USDC, where USDC is all that the account holds. */
function priced(state: State, address: string): State {
  const {told, usdc, tokens, changed} = accountAt(state, address);
  if (!told || !usdc || tokens?.length || isZero(usdc.size)) return state;
  if (Math.abs(told.at - usdc.at) > TOGETHER_MS || Math.min(told.at, usdc.at) < changed) return state;
  const price = new Decimal(told.collateral).div(usdc.size);
  // A deposit between the two is no depeg.
  if (price.minus(1).abs().gt('0.02')) return state;
  return {...state, usdcPrice: price.toDecimalPlaces(12).toFixed()};
}

export function takeAccount(before: State, wire: WireAccount, at: number): State {
  const state = named(before, wire.account);
  const account = accountAt(state, wire.account);
  if (isOlder(wire.seq_no, account.told?.sequence)) return state;
  const {initial_margin_requirement: required, seq_no: sequence} = wire;
  const told = {
    value: wire.account_value,
    collateral: wire.total_collateral,
    maintenance: wire.maintenance_margin_requirement,
    ...(required !== undefined && {initial: required}),
    at,
    updated: wire.updated_at ?? at,
    ...(typeof sequence === 'number' && {sequence}),
  };
  const next = withAccount(state, wire.account, at, {...account, told});
  // Later totals may be of a later balance.
  return state.usdcPrice === undefined ? priced(next, wire.account) : next;
}

const isClosed = (wire: WirePosition) => wire.status?.toUpperCase() === 'CLOSED' || isZero(wire.size);

/** The size says the side by its sign; a side that says otherwise is believed. */
function signed(amount: string, side: string | null | undefined): string {
  const size = amount.replace(/^[+-]/, '');
  const word = side?.toUpperCase();
  const isShort =
    word === 'SHORT' || word === 'SELL' || (word !== 'LONG' && word !== 'BUY' && amount[0] === '-');
  return isShort ? `-${size}` : size;
}

function rowOf(wire: WirePosition, at: number): Row {
  const {mark_price: mark, leverage, liquidation_price: liquidation, seq_no: sequence} = wire;
  const size = signed(wire.size, wire.side);
  const cost = new Decimal(wire.cost ?? new Decimal(wire.average_entry_price ?? 0).times(size)).abs();
  return {
    market: wire.market,
    size,
    cost: (size[0] === '-' ? cost.neg() : cost).toFixed(),
    profit: wire.unrealized_pnl,
    funding: wire.unrealized_funding_pnl ?? '0',
    ...(mark !== undefined && {mark}),
    ...(leverage !== undefined && {leverage}),
    ...(typeof liquidation === 'string' && {liquidation}),
    at,
    updated: wire.last_updated_at ?? at,
    ...(typeof sequence === 'number' && {sequence}),
  };
}

const isSame = (one: Row | undefined, other: Row | undefined) =>
  one?.size === other?.size && one?.cost === other?.cost;

/** `0x…-BTC-USD-PERP` begins with whose it is. */
const ownerOf = ({account, id}: WirePosition, {current}: State) =>
  account ??
  /^0x0*([\da-f]{1,64})-/i
    .exec(id ?? '')?.[1]
    ?.toLowerCase()
    .replace(/^/, '0x') ??
  current;

const MOST_ROWS = 500;

function withRows(account: Account, wires: readonly WirePosition[], at: number): Account {
  const rows = new Map(Object.entries(account.rows));
  let {changed} = account;
  for (const wire of wires) {
    const known = rows.get(wire.market);
    if (isOlder(wire.seq_no, known?.sequence)) continue;
    const next = isClosed(wire) ? undefined : rowOf(wire, at);
    if (next && !known && rows.size >= MOST_ROWS) continue;
    if (next) rows.set(wire.market, next);
    else rows.delete(wire.market);
    if (!isSame(known, next)) changed = Math.max(changed, wire.last_updated_at ?? at);
  }
  return {...account, rows: Object.fromEntries(rows), changed};
}

/** One position of those that an account has. */
export function takePosition(state: State, wire: WirePosition, at: number): State {
  const owner = ownerOf(wire, state);
  return withAccount(state, owner, at, withRows(accountAt(state, owner), [wire], at));
}

/** All positions of the account that asked, and of those beside it that are named. */
export function takePositions(state: State, wires: readonly WirePosition[], at: number): State {
  const byOwner = grouped(wires, (wire) => ownerOf(wire, state));
  let next = state;
  for (const owner of new Set([state.current, ...byOwner.keys()])) {
    const before = accountAt(next, owner);
    const mine = byOwner.get(owner) ?? [];
    const names = new Set(mine.map(({market}) => market));
    const kept = Object.entries(before.rows).filter(([market]) => names.has(market));
    const listed = withRows({...before, rows: Object.fromEntries(kept)}, mine, at);
    const isGone = Object.keys(before.rows).some((market) => !Object.hasOwn(listed.rows, market));
    const changed = !before.isWhole ? before.changed : isGone ? Math.max(listed.changed, at) : listed.changed;
    next = withAccount(next, owner, at, {...listed, isWhole: true, changed});
  }
  return next;
}

const held = ({size}: WireBalance) => !isZero(size);

export function takeBalances(state: State, wires: readonly WireBalance[], at: number): State {
  const size = wires.find(({token}) => token === 'USDC')?.size ?? '0';
  const tokens = wires.filter((wire) => wire.token !== 'USDC' && held(wire)).map(({token}) => token);
  const account = {...accountAt(state, state.current), usdc: {size, at}, tokens};
  return priced(withAccount(state, state.current, at, account), state.current);
}

/** Of a fill: the balance after it, with the price of USDC. */
export function takeBalanceEvent(state: State, wire: WireBalanceEvent, at: number): State {
  const {settlement_asset_name: name, settlement_asset_price: price} = wire;
  if ((name ?? 'USDC') !== 'USDC') return state;
  const usdc = {size: wire.settlement_asset_balance_after, at};
  const next = withAccount(state, state.current, at, {...accountAt(state, state.current), usdc});
  return price === undefined ? next : {...next, usdcPrice: price};
}

export function takeInfos(state: State, wires: readonly WireInfo[], at: number): State {
  return wires.reduce((next, {account: address, parent_account: parent, isolated_market: isolated, fees}) => {
    const {isolated: _, ...account} = accountAt(next, address);
    return withAccount(next, address, at, {
      ...account,
      ...(fees?.taker_rate !== undefined && {fee: fees.taker_rate}),
      ...(parent != null && {parent}),
      ...(isolated && {isolated}),
    });
  }, state);
}

export function takeMargin(
  state: State,
  {account: address, margin_methodology}: WireMargin,
  at: number,
): State {
  const owner = address ?? state.current;
  return withAccount(state, owner, at, {
    ...accountAt(state, owner),
    isPortfolio: margin_methodology === 'portfolio_margin',
  });
}

/** The highest of those that may be asked. */
function feeOf({fee_config: config}: WireMarket): string | undefined {
  const fees = [config?.interactive_fee, config?.api_fee, config?.rpi_fee].flatMap(
    (fee) => fee?.taker_fee?.fee ?? [],
  );
  return fees.length === 0 ? undefined : Decimal.max(...fees).toFixed();
}

const isRate = (text: string) => !isZero(text) && !text.startsWith('-');

/** A rate of 0 would call every position safe; one that grows with the size is documented as never used. */
export function takeMarkets(state: State, wires: readonly WireMarket[]): State {
  const markets = wires.flatMap((wire): readonly (readonly [string, Market])[] => {
    const params = wire.delta1_cross_margin_params;
    if (!params || !isRate(params.imf_base) || !isRate(params.mmf_factor) || !isZero(params.imf_factor))
      return [];
    const fee = feeOf(wire);
    return [
      [
        wire.symbol,
        {
          initial: params.imf_base,
          maintenance: params.mmf_factor,
          ...(wire.base_currency != null && {base: wire.base_currency}),
          ...(fee !== undefined && {fee}),
        },
      ],
    ];
  });
  return {...state, markets: merged<Market>(state.markets, markets, MOST_MARKETS)};
}

/** Of the many options only those that are held. */
export function takeSummaries(state: State, wires: readonly WireSummary[], at: number): State {
  const isHeld = (market: string) =>
    Object.values(state.accounts).some(({rows}) => Object.hasOwn(rows, market));
  const marks = wires.flatMap(
    ({symbol, mark_price: price, underlying_price: index}): readonly (readonly [string, Mark])[] =>
      price !== undefined && (symbol.endsWith('-PERP') || isHeld(symbol))
        ? [[symbol, {price, ...(index !== undefined && {index}), at}]]
        : [],
  );
  return marks.length === 0 ? state : {...state, marks: merged<Mark>(state.marks, marks, MOST_MARKETS)};
}
