import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {crossPositions, frameMark, gain, isolatedEquity, isolatedPositions, sum} from './held.ts';
import {modeOf} from './modes.ts';
import {type Balance, type Dex, type State, USDC, type User} from './state.ts';

/**
 * The cash of a pooled account. The venue tells a token's *total*, which has the unrealised profit of its moment in it,
 * and the positions in another frame. Cash = total − isolated margin − profit does not move with prices, but only when
 * both frames are of one moment; that is checked, and the last such cash is kept in the state.
 */
export type Ledger = {
  readonly token: number;
  readonly cash: Decimal;
  /** Signs the positions: the cash holds for as long as they do not change. */
  readonly book: string;
  /** The two frames are of one moment. Null: the venue did not send what it takes to tell. */
  readonly agrees: boolean | null;
  /** What the spot state says is bound by positions. Null: not said. */
  readonly held: Decimal | null;
  /** What the positions that were seen bind. */
  readonly bound: Decimal;
};

export type NamedDex = readonly [name: string, dex: Dex];

/** In which token a dex settles. Null: its meta was not seen. The main dex settles in USDC. */
export function collateralOf(state: State, dex: string): number | null {
  return own(state.markets, dex)?.collateral ?? (dex === '' ? USDC : null);
}

/** The dexes whose cross positions share one token. */
export function dexesOf(state: State, user: User, token: number): readonly NamedDex[] {
  return Object.entries(user.dexes).filter(([name]) => collateralOf(state, name) === token);
}

function bookOf(dexes: readonly NamedDex[]): string {
  return dexes
    .flatMap(([, dex]) =>
      dex.positions.map((held) => [held.coin, held.size, held.entry, held.rawUsd].join(' ')),
    )
    .sort()
    .join('\n');
}

function availableOf(user: User, token: number): Decimal | null {
  const entry = user.spot?.available?.find(([one]) => one === token);
  return entry ? new Decimal(entry[1]) : null;
}

/** The venue's own requirement of these dexes. Null: one of them did not say it. */
export function reportedMaintenance(dexes: readonly NamedDex[]): Decimal | null {
  const said = dexes.map(([, dex]) =>
    dex.crossMaintenance === null && crossPositions(dex).length > 0 ? null : (dex.crossMaintenance ?? '0'),
  );
  return said.includes(null) ? null : sum(said.map((one) => new Decimal(one ?? '0')));
}

const gainOf = (dexes: readonly NamedDex[]) =>
  sum(dexes.flatMap(([, dex]) => crossPositions(dex).map((held) => gain(held))));

/** Amounts have six to eight decimals; marks of two moments differ by more than this. */
function isEqual(a: Decimal, b: Decimal): boolean {
  return a
    .minus(b)
    .abs()
    .lte(Decimal.max('0.00002', a.abs().times('1e-8')));
}

/** Unified: the token's total, less the margin of isolated positions in it. */
export function unifiedLedger(state: State, user: User, token: number): Ledger | null {
  if (!user.spot) return null;
  const dexes = dexesOf(state, user, token);
  const total = new Decimal(user.spot.balances.find((one) => one.token === token)?.total ?? '0');
  const isolated = sum(dexes.flatMap(([, dex]) => isolatedPositions(dex).map(isolatedEquity)));
  const maintenance = reportedMaintenance(dexes);
  const available = availableOf(user, token);
  const held = available && total.minus(available);
  const bound = isolated.plus(maintenance ?? 0);
  return {
    token,
    cash: total.minus(isolated).minus(gainOf(dexes)),
    book: bookOf(dexes),
    agrees: held && maintenance ? isEqual(held, bound) : null,
    held,
    bound,
  };
}

/** A balance that counts as collateral beside the dollar, as portfolio margin has it. */
export type Supplied = {
  readonly asset: string;
  readonly underlying: string;
  readonly amount: Decimal;
  /** What of its value counts: the liquidation threshold 0.5 + 0.5 × LTV. */
  readonly weight: Decimal;
};

/** The unit tokens stand for the coin itself. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ['UBTC', 'BTC'],
  ['UETH', 'ETH'],
  ['USOL', 'SOL'],
]);

export function suppliedOf(balances: readonly Balance[]): readonly Supplied[] {
  return balances
    .filter((one) => !new Decimal(one.ltv).isZero() && new Decimal(one.total).isPositive())
    .map((one) => ({
      asset: one.coin,
      underlying: UNITS.get(one.coin) ?? one.coin,
      amount: new Decimal(one.total),
      weight: new Decimal(one.ltv).plus(1).div(2),
    }));
}

/** The mark that a supplied token stood at when the positions were sent. */
export function suppliedMark(state: State, user: User, coin: string): Decimal | null {
  const positions = Object.values(user.dexes).flatMap((dex) => dex.positions);
  const held = positions.find((one) => one.coin === coin);
  const mark = own(state.marks, coin);
  return (held && frameMark(held)) ?? (mark ? new Decimal(mark.price) : null);
}

/**
 * Portfolio margin: what is left after maintenance in USDC plus the maintenance of every dex (measured to ten digits on
 * two accounts). The cash is that without profits and without the weighted value of the supplied tokens.
 */
export function portfolioLedger(state: State, user: User): Ledger | null {
  const dexes = Object.entries(user.dexes);
  const maintenance = reportedMaintenance(dexes);
  const available = availableOf(user, USDC);
  if (!user.spot || !maintenance || !available) return null;
  const equity = available.plus(maintenance);
  const supplied = suppliedOf(user.spot.balances).map((one) =>
    one.amount.times(one.weight).times(suppliedMark(state, user, one.underlying) ?? 0),
  );
  const {portfolioRatio} = user.spot;
  const ratio = equity.isZero() ? new Decimal(0) : maintenance.div(equity);
  return {
    token: USDC,
    cash: equity.minus(gainOf(dexes)).minus(sum(supplied)),
    book: bookOf(dexes),
    agrees: portfolioRatio === null ? null : ratio.minus(portfolioRatio).abs().lte('1e-9'),
    held: null,
    bound: maintenance,
  };
}

/** Every ledger of a pooled account that its frames allow. */
function ledgersOf(state: State, user: User): readonly Ledger[] {
  const mode = modeOf(user);
  if (mode === 'portfolio') return [portfolioLedger(state, user)].filter((one) => one !== null);
  if (mode !== 'unified') return [];
  const tokens = new Set(Object.keys(user.dexes).map((dex) => collateralOf(state, dex)));
  return [...tokens].flatMap((token) => (token === null ? [] : (unifiedLedger(state, user, token) ?? [])));
}

/** The state with the cash of every ledger whose frames are of one moment. */
export function withSettledCash(state: State, name: string): State {
  const user = own(state.users, name);
  if (!user?.spot) return state;
  const {at} = user.spot;
  const settled = ledgersOf(state, user)
    .filter((ledger) => ledger.agrees)
    .map(({token, cash, book}) => [`${token}`, {amount: cash.toFixed(), at, book}] as const);
  if (settled.length === 0) return state;
  const cash = {...user.cash, ...Object.fromEntries(settled)};
  return {...state, users: {...state.users, [name]: {...user, cash}}};
}
