import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {PositionChange, PositionRow, UnifiedRow} from './frames.ts';
import {type Reader, reader, rowsReader} from './reader.ts';
import type {Row, RowAmounts, State} from './state.ts';

/** More positions than an account has: those beyond are refused, so that the state stays bounded. */
export const KEPT = 1000;

/**
 * An answer that left KuCoin before an event can reach us after it. Within this time the event stands when its own
 * time is the later one; after it the answer is right whatever it says, so that a lost event mends itself.
 */
const RACE_MS = 10_000;

const keyOf = (symbol: string, side: Row['side']) => `${symbol}:${side}`;

const AMOUNTS = {
  entry: 'avgEntryPrice',
  mark: 'markPrice',
  margin: 'posMargin',
  funding: 'posFunding',
  cost: 'posCost',
  init: 'posInit',
  maintenance: 'posMaint',
  rate: 'aggRate',
  leverage: 'leverage',
  liquidation: 'liquidationPrice',
  profit: 'unrealisedPnl',
  equity: 'maintMargin',
} as const satisfies Record<keyof RowAmounts, keyof PositionChange>;

const NAMES = Object.keys(AMOUNTS) as (keyof RowAmounts)[];

/** The amounts that the row has. */
function amountsOf(row: PositionChange): RowAmounts {
  const found: {-readonly [Name in keyof RowAmounts]: RowAmounts[Name]} = {};
  for (const name of NAMES) {
    const amount = row[AMOUNTS[name]];
    if (amount !== undefined) found[name] = amount;
  }
  return found;
}

function isCross({marginMode, crossMode}: PositionChange): boolean | undefined {
  return marginMode === undefined ? crossMode : marginMode === 'CROSS';
}

function rowOf(row: PositionRow, at: number): Row {
  return {
    ...amountsOf(row),
    symbol: row.symbol,
    side: row.positionSide ?? 'BOTH',
    cross: isCross(row) ?? false,
    size: row.isOpen === false ? '0' : row.currentQty,
    ...(row.isInverse !== undefined && {inverse: row.isInverse}),
    ...(row.settleCurrency !== undefined && {asset: row.settleCurrency}),
    markAt: at,
    time: row.currentTimestamp ?? 0,
    at,
  };
}

const stands = (known: Row | undefined, row: Row): known is Row =>
  known?.event === true && row.time > 0 && row.time < known.time && row.at - known.at <= RACE_MS;

const isRecent = (row: Row, at: number) => row.event === true && at - row.at <= RACE_MS;

/** Only contracts that are held need their mark: an answer or an event brings the first one. */
function withRows(state: State, rows: ReadonlyMap<string, Row>): State {
  const held = new Set([...rows.values()].filter(({size}) => !isZero(size)).map(({symbol}) => symbol));
  const marks = Object.entries(state.marks).filter(([symbol]) => held.has(symbol));
  return {...state, rows: Object.fromEntries(rows), marks: Object.fromEntries(marks)};
}

/** What is not in an answer about everything is closed, unless an event after it says otherwise. */
function takeAnswer(
  state: State,
  answer: readonly PositionRow[],
  at: number,
  scope: 'all' | 'symbol',
): State {
  const given = answer.filter(({isTrialFunds}) => isTrialFunds !== true);
  const answered = new Set(given.map(({symbol}) => symbol));
  const rows = new Map(
    Object.entries(state.rows).filter(([, row]) =>
      scope === 'all' ? isZero(row.size) && isRecent(row, at) : !answered.has(row.symbol),
    ),
  );
  for (const each of given) {
    const row = rowOf(each, at);
    const key = keyOf(row.symbol, row.side);
    const known = own(state.rows, key);
    if (stands(known, row)) rows.set(key, known);
    else if (isZero(row.size)) rows.delete(key);
    else if (rows.size < KEPT || rows.has(key)) rows.set(key, row);
  }
  const next = withRows(state, rows);
  return {...next, heardAt: at, changedAt: at, ...(scope === 'all' && {positionsAt: at})};
}

const answerReader = (scope: 'all' | 'symbol'): Reader =>
  rowsReader(PositionRow, KEPT, (state, rows, {at}) => takeAnswer(state, rows, at, scope));

export const positions = answerReader('all');
export const onePosition = answerReader('symbol');

export const unified = rowsReader(UnifiedRow, KEPT, (state, rows, {at}) => ({
  ...state,
  unified: rows
    .filter(({size}) => !isZero(size))
    .map((row) => ({
      symbol: row.symbol,
      cross: row.marginMode === 'CROSS',
      size: row.size,
      ...(row.entryPrice !== undefined && {entry: row.entryPrice}),
      ...(row.markPrice !== undefined && {mark: row.markPrice}),
      ...(row.positionValue !== undefined && {value: row.positionValue}),
      ...(row.maintenanceMargin !== undefined && {maintenance: row.maintenanceMargin}),
      ...(row.unrealizedPnL !== undefined && {profit: row.unrealizedPnL}),
      ...(row.leverage !== undefined && {leverage: row.leverage}),
      at,
    })),
  heardAt: at,
}));

/** The row that an event without a position side is about; two of them: it cannot be told. */
function knownOf(state: State, symbol: string, side: Row['side'] | undefined): Row | undefined {
  if (side !== undefined) return own(state.rows, keyOf(symbol, side));
  const rows = Object.values(state.rows).filter((row) => row.symbol === symbol && !isZero(row.size));
  return rows.length > 1 ? undefined : (rows[0] ?? own(state.rows, keyOf(symbol, 'BOTH')));
}

/** What followed from the former mark is let go when the event brings another one without it. */
function withoutStale(known: Row, change: RowAmounts): Row {
  if (change.mark === undefined || change.mark === known.mark) return known;
  const {profit: _, equity: __, ...still} = known;
  if (known.rate === undefined && !known.cross) return still;
  const {maintenance: ___, ...rest} = still;
  return rest;
}

/** Null: it is about a position of which too little is known. */
function changed(state: State, symbol: string, event: PositionChange, at: number): Row | null {
  const known = knownOf(state, symbol, event.positionSide);
  const size = event.isOpen === false ? '0' : (event.currentQty ?? known?.size);
  if (size === undefined) return null;
  const time = event.currentTimestamp ?? 0;
  if (known && time > 0 && known.time > time) return known;
  const amounts = amountsOf(event);
  const whole = event.currentQty === undefined ? known : undefined;
  return {
    ...(known && withoutStale(known, amounts)),
    ...amounts,
    symbol,
    side: event.positionSide ?? known?.side ?? 'BOTH',
    cross: isCross(event) ?? known?.cross ?? false,
    size,
    ...(event.isInverse !== undefined && {inverse: event.isInverse}),
    ...(event.settleCurrency !== undefined && {asset: event.settleCurrency}),
    markAt: amounts.mark === undefined ? (known?.markAt ?? at) : at,
    time: Math.max(time, known?.time ?? 0),
    at: whole === undefined ? at : whole.at,
    event: true,
  };
}

/** `position.change` of one symbol, merged: after a new mark price it has a few fields only. */
export const positionChange = (topicSymbol: string | undefined): Reader =>
  reader(PositionChange, (state, event, {at}) => {
    const symbol = event.symbol ?? topicSymbol;
    if (symbol === undefined || event.isTrialFunds === true) return state;
    const row = changed(state, symbol, event, at);
    if (row === null) return state;
    const rows = new Map(
      Object.entries(state.rows).filter(([, each]) => !isZero(each.size) || isRecent(each, at)),
    );
    const key = keyOf(symbol, row.side);
    if (rows.size >= KEPT && !rows.has(key)) return state;
    rows.set(key, row);
    const isWhole = event.currentQty !== undefined || event.isOpen === false;
    return {...withRows(state, rows), heardAt: at, ...(isWhole && {changedAt: at})};
  });
