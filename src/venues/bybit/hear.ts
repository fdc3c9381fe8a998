import {type Fault, read} from '../reading.ts';
import {
  AccountInfo,
  PortfolioWallet,
  PositionRows,
  Ratios,
  Ticker,
  Tiers,
  WalletRow,
  WebCoins,
} from './frames.ts';
import {rateUnit, takeRatios, takeTicker, takeTiers, wantsMark} from './market.ts';
import {type Source, takePositions} from './positions.ts';
import {categoryOf} from './scope.ts';
import type {AccountState, Scope} from './state.ts';
import {takeWallet, takeWebCoins, totalsOf} from './wallet.ts';

/** What became of a frame: another state, nothing for us in it, or a fault. */
export type Heard = AccountState | 'ignored' | {readonly fault: Fault};

export type Context = {
  readonly at: number;
  /** Bybit's own time of the frame, ms since 1970. */
  readonly time: number;
  readonly where: string;
  readonly via: Source;
  readonly topic?: string;
  readonly path?: string;
};

type Fields = Readonly<Record<string, unknown>>;
type Hear = (account: AccountState, rows: readonly unknown[], context: Context, around: Fields) => Heard;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (row: Fields, ...names: readonly string[]) => names.every((name) => Object.hasOwn(row, name));

/** A list with a next page, or with as many rows as were asked for, may not be all. */
function scopeHere(scope: Scope, rows: readonly unknown[], around: Fields): Scope {
  const category = scope.category ?? categoryOf(around.category);
  const isMore = Boolean(around.nextPageCursor) || rows.length >= (scope.limit ?? Number.POSITIVE_INFINITY);
  return {...scope, ...(category && {category}), ...(isMore && {page: 'more'})};
}

const positions: Hear = (account, rows, context, around) => {
  const answer = read(PositionRows, rows, context.where);
  if ('fault' in answer) return answer;
  const {via, at} = context;
  const source: Source = via.source === 'event' ? via : {...via, scope: scopeHere(via.scope, rows, around)};
  return takePositions(account, answer.value, {...source, at});
};

const wallet: Hear = (account, rows, {at, time, where, via}) => {
  for (const [index, row] of rows.entries()) {
    const answer = read(WalletRow, row, `${where}.${index}`);
    if ('fault' in answer) return answer;
    const {accountType = 'UNIFIED'} = answer.value;
    const scope = via.source === 'event' || via.scope.part ? 'part' : 'all';
    if (accountType === 'UNIFIED') return takeWallet(account, answer.value, {at, time, scope});
  }
  return 'ignored';
};

const webCoins: Hear = (account, rows, {at, time, where}) => {
  const coins = read(WebCoins, rows, where);
  if ('fault' in coins) return coins;
  return coins.value.length === 0 ? 'ignored' : takeWebCoins(account, coins.value, {at, time, scope: 'all'});
};

const tiers: Hear = (account, rows, {where}) => {
  const table = read(Tiers, rows, where);
  if ('fault' in table) return table;
  const unit = rateUnit(table.value);
  return unit === undefined
    ? {fault: {where, what: 'these rates are neither percent nor fractions of their leverage'}}
    : takeTiers(account, table.value, unit);
};

const ratios: Hear = (account, rows, {where}) => {
  const table = read(Ratios, rows, where);
  return 'fault' in table ? table : takeRatios(account, table.value);
};

/** Of a list of all contracts only those that matter are read; a stream's own ticker always. */
const tickers: Hear = (account, rows, {at, where, topic}) => {
  let next = account;
  for (const [index, row] of rows.entries()) {
    if (!isObject(row) || typeof row.symbol !== 'string') continue;
    if (topic === undefined && !wantsMark(account, row.symbol)) continue;
    const ticker = read(Ticker, row, topic === undefined ? `${where}.${index}` : where);
    if ('fault' in ticker) return ticker;
    next = takeTicker(next, ticker.value, at);
  }
  return next;
};

/**
 * Rows, told by the fields that only they have: what the page calls its own topics and routes is not documented. Orders
 * and executions share names with positions, so their ids rule them out.
 */
const BY_FIELD: readonly (readonly [fits: (row: Fields) => boolean, hear: Hear])[] = [
  [
    (row) =>
      has(row, 'symbol', 'side', 'size') &&
      (has(row, 'liqPrice') || has(row, 'positionMM') || has(row, 'positionIdx')) &&
      !has(row, 'orderId') &&
      !has(row, 'execId'),
    positions,
  ],
  [(row) => has(row, 'accountMMRate') || has(row, 'totalMaintenanceMargin'), wallet],
  [(row) => has(row, 'riskLimitValue', 'maintenanceMargin', 'symbol'), tiers],
  [(row) => has(row, 'collateralRatioList', 'currency'), ratios],
  [(row) => has(row, 'symbol', 'markPrice'), tickers],
];

const LISTS = ['list', 'result', 'data', 'positions'];

/** The rows of a payload: a list, an object around one, or a lone row. */
function rowsOf(payload: unknown): {rows: readonly unknown[]; around: Fields; name: string} | undefined {
  if (Array.isArray(payload)) return {rows: payload, around: {}, name: ''};
  if (!isObject(payload)) return undefined;
  const name = LISTS.find((each) => Array.isArray(payload[each]));
  const inner = name === undefined ? undefined : payload[name];
  if (name !== undefined && Array.isArray(inner)) return {rows: inner, around: payload, name: `.${name}`};
  return {rows: [payload], around: {lone: true}, name: ''};
}

/** The account's mode, the web's coin list and the portfolio scan: objects of their own shape. */
function hearObject(account: AccountState, payload: Fields, context: Context): Heard | undefined {
  const {at, where} = context;
  if (has(payload, 'marginMode')) {
    const answer = read(AccountInfo, payload, where);
    return 'fault' in answer ? answer : {...account, mode: answer.value.marginMode, heardAt: at};
  }
  if (Array.isArray(payload.coinList)) {
    return webCoins(account, payload.coinList, {...context, where: `${where}.coinList`}, payload);
  }
  if (!isObject(payload.wallet) || !has(payload.wallet, 'accountMM')) return undefined;
  const answer = read(PortfolioWallet, payload.wallet, `${where}.wallet`);
  if ('fault' in answer) return answer;
  const {availableBalance, accountIM, accountMM} = answer.value;
  const totals = totalsOf({
    coin: [],
    accountMMRate: '',
    totalAvailableBalance: availableBalance,
    totalInitialMargin: accountIM,
    totalMaintenanceMargin: accountMM,
  });
  const coins = account.wallet?.coins ?? {};
  return {
    ...account,
    mode: account.mode ?? 'PORTFOLIO_MARGIN',
    wallet: {coins, totals, time: context.time, at},
    heardAt: at,
  };
}

/** A stream's ticker may be a delta without a mark; an empty list is told by its address. */
function hearOf(first: unknown, {topic, path}: Context): Hear | undefined {
  if (topic?.startsWith('tickers.')) return tickers;
  if (isObject(first)) return BY_FIELD.find(([fits]) => fits(first))?.[1];
  const isPositionList = /\/(queryPositions|queryPositionList|position\/list)$/.test(path ?? '');
  return first === undefined && isPositionList ? positions : undefined;
}

export function hearPayload(account: AccountState, payload: unknown, context: Context): Heard {
  const object = isObject(payload) ? hearObject(account, payload, context) : undefined;
  if (object !== undefined) return object;
  const found = rowsOf(payload);
  const hear = found && hearOf(found.rows[0], context);
  if (!found || !hear) return 'ignored';
  const {rows, around, name} = found;
  const isLone = around.lone === true && context.via.source === 'answer';
  const via: Source = isLone ? {source: 'answer', scope: {part: true}} : context.via;
  return hear(account, rows, {...context, via, where: `${context.where}${name}`.replace(/^\./, '')}, around);
}
