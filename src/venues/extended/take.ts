import {Decimal} from '../../engine/decimal.ts';
import {merged} from '../merged.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {WireBalance, WireMarket, WirePosition, WirePrice, WireSpot} from './frames.ts';
import {
  type Balance,
  type Mark,
  type Market,
  MOST_MARKETS,
  named,
  type Row,
  type State,
  type Sub,
  subAt,
  withSub,
} from './state.ts';

/** What each message changes. */

/** In parts of the exposure told: what marks of two moments differ by. */
const APART = '0.02';

/** Positions that make up the exposure told are all there are. */
function proven(sub: Sub): Sub {
  const {balance, rows, isWhole, changedAt} = sub;
  if (isWhole || balance?.exposure === undefined || balance.at < changedAt) return sub;
  const seen = Object.values(rows).reduce(
    (sum, {size, mark}) => sum.plus(new Decimal(size).times(mark ?? 0)),
    new Decimal(0),
  );
  const most = new Decimal(balance.exposure).times(APART).plus(1);
  return seen.minus(balance.exposure).abs().lte(most) ? {...sub, isWhole: true} : sub;
}

export function takeBalance(before: State, wire: WireBalance, at: number): State {
  const state = named(before, wire.accountId);
  const {initialMargin, marginRatio, exposure, spotEquity} = wire;
  const balance: Balance = {
    cash: wire.balance,
    equity: wire.equity,
    profit: wire.unrealisedPnl,
    ...(initialMargin !== undefined && {initial: initialMargin}),
    ...(marginRatio !== undefined && {ratio: marginRatio}),
    ...(exposure !== undefined && {exposure}),
    ...(spotEquity !== undefined && {spotEquity}),
    at,
  };
  return withSub(state, state.current, at, proven({...subAt(state, state.current), balance}));
}

function rowOf(wire: WirePosition, at: number): Row {
  const {openPrice, markPrice, unrealisedPnl, leverage, liquidationPrice, margin} = wire;
  return {
    side: wire.side === 'SHORT' ? 'short' : 'long',
    size: wire.size,
    ...(openPrice !== undefined && {entry: openPrice}),
    ...(markPrice !== undefined && {mark: markPrice}),
    ...(unrealisedPnl !== undefined && {profit: unrealisedPnl}),
    ...(leverage !== undefined && {leverage}),
    ...(liquidationPrice !== undefined && {liquidation: liquidationPrice}),
    ...(margin !== undefined && {margin}),
    at,
  };
}

const isOpen = ({status, size}: WirePosition) => status?.toUpperCase() !== 'CLOSED' && !isZero(size);

const isSame = (one: Row | undefined, other: Row | undefined) =>
  one === other || (one?.side === other?.side && one?.size === other?.size && one?.entry === other?.entry);

const MOST_ROWS = 500;

type Telling = {readonly at: number; readonly kind: 'whole' | 'changes'};

/** Positions over those that are known; `whole`: instead of them. */
function withPositions(sub: Sub, wires: readonly WirePosition[], {at, kind}: Telling): Sub {
  const told = new Map(wires.map((wire) => [wire.market, wire]));
  const kept = kind === 'whole' ? [] : Object.entries(sub.rows).filter(([market]) => !told.has(market));
  const open = [...told].filter(([, wire]) => isOpen(wire));
  const rows = Object.fromEntries(
    [...kept, ...open.map(([market, wire]) => [market, rowOf(wire, at)] as const)].slice(0, MOST_ROWS),
  );
  const markets = new Set([...Object.keys(sub.rows), ...Object.keys(rows)]);
  // What is told first was there before.
  const isUnheard = sub.changedAt === 0 && Object.keys(sub.rows).length === 0;
  const isFirst = !sub.isWhole && (kind === 'whole' || isUnheard);
  const isChanged =
    !isFirst && [...markets].some((market) => !isSame(own(sub.rows, market), own(rows, market)));
  return proven({
    ...sub,
    rows,
    isWhole: kind === 'whole' || sub.isWhole,
    changedAt: isChanged ? at : sub.changedAt,
  });
}

export function takePositions(before: State, wires: readonly WirePosition[], telling: Telling): State {
  const ids = new Set(wires.map(({accountId}) => accountId));
  let state = named(before, wires.at(-1)?.accountId);
  for (const id of ids.size === 0 ? [state.current] : ids) {
    const mine = wires.filter(({accountId}) => accountId === id);
    state = withSub(state, id, telling.at, withPositions(subAt(state, id), mine, telling));
  }
  return state;
}

/** The collateral itself is among them, and counted by the balance. */
export function takeSpots(before: State, wires: readonly WireSpot[], at: number): State {
  const state = named(before, wires.at(-1)?.accountId);
  const spots = wires
    .filter((wire) => !/^USDC?$/.test(wire.asset) && !isZero(wire.balance))
    .map(({asset, balance, indexPrice, contributionFactor}) => ({
      asset,
      amount: balance,
      ...(indexPrice !== undefined && {price: indexPrice}),
      ...(typeof contributionFactor === 'string' && {factor: contributionFactor}),
    }));
  return withSub(state, state.current, at, {...subAt(state, state.current), spots});
}

/** A factor of 0 would call every position safe: such a market's brackets are taken as not told. */
function bracketsOf({tradingConfig: {riskFactorConfig}}: WireMarket): string | undefined {
  if (riskFactorConfig.length === 0 || riskFactorConfig.some(({riskFactor}) => isZero(riskFactor)))
    return undefined;
  return riskFactorConfig.map(({upperBound, riskFactor}) => `${upperBound}:${riskFactor}`).join(' ');
}

export function takeMarkets(state: State, wires: readonly WireMarket[], at: number): State {
  const markets = wires.flatMap((wire): readonly (readonly [string, Market])[] => {
    const brackets = bracketsOf(wire);
    if (brackets === undefined) return [];
    const funding = wire.marketStats?.fundingRate;
    const rest = {
      ...(wire.assetName != null && {base: wire.assetName}),
      ...(funding !== undefined && {funding}),
    };
    return [[wire.name, {brackets, ...rest}]];
  });
  const marks = wires.flatMap(({name, marketStats}): readonly (readonly [string, Mark])[] => {
    const {markPrice: price, indexPrice: index} = marketStats ?? {};
    return price === undefined
      ? []
      : [[name, {price, ...(index !== undefined && {index: {price: index, at}}), at}]];
  });
  return {
    ...state,
    markets: merged<Market>(state.markets, markets, MOST_MARKETS),
    marks: merged<Mark>(state.marks, marks, MOST_MARKETS),
  };
}

export function takeMark(state: State, {m: market, p: price}: WirePrice, at: number): State {
  const mark: Mark = {...own(state.marks, market), price, at};
  return {...state, marks: merged<Mark>(state.marks, [[market, mark]], MOST_MARKETS)};
}

/** Beside a mark that is known. */
export function takeIndex(state: State, {m: market, p: price}: WirePrice, at: number): State {
  const mark = own(state.marks, market);
  if (mark === undefined) return state;
  return {...state, marks: {...state.marks, [market]: {...mark, index: {price, at}}}};
}

/** The account's stream numbers its messages; a connection begins again at the beginning, maybe with another account. */
export function counted(state: State, sequence: number | null | undefined): State {
  if (typeof sequence !== 'number') return state;
  const known = state.stream;
  if (known === undefined) return {...state, stream: {sequence, isBroken: false}};
  if (sequence > known.sequence)
    return {...state, stream: {sequence, isBroken: known.isBroken || sequence > known.sequence + 1}};
  // One with positions is named by them at once.
  const current = Object.keys(subAt(state, state.current).rows).length > 0 ? '' : state.current;
  const {'': _, ...subs} = state.subs;
  return {...state, subs, current, stream: {sequence, isBroken: sequence > 1}};
}
