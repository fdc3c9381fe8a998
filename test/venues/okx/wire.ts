import type {MarginAccount, MarginPool} from '../../../src/engine/account.ts';
import {assess} from '../../../src/engine/assess.ts';
import {Decimal} from '../../../src/engine/decimal.ts';
import type {Figure} from '../../../src/engine/figure.ts';
import type {PoolHealth} from '../../../src/engine/health.ts';
import type {Frame} from '../../../src/venues/frame.ts';
import {accounts} from '../../../src/venues/okx/account.ts';
import {reduce} from '../../../src/venues/okx/reduce.ts';
import {initial, type OkxState} from '../../../src/venues/okx/state.ts';

/** Frames as OKX's page gets them, one constructor each; tests say only what matters to them. */

export const PAGE = 'https://www.okx.com/trade-swap/btc-usdt-swap';
export const PRIVATE = 'wss://wspri.okx.com:8443/ws/v5/iprivate';
export const DEMO = 'wss://wspap.okx.com:8443/ws/v5/iprivate';
export const WEB = 'https://www.okx.com/priapi/v5';
export const AT = 1_700_000_000_000;

type Given = Partial<Omit<Frame, 'body'>> & {readonly body: unknown};

export const frame = ({body, ...given}: Given): Frame => ({
  at: AT,
  page: PAGE,
  via: 'websocket',
  url: PRIVATE,
  direction: 'in',
  body: typeof body === 'string' ? body : JSON.stringify(body),
  ...given,
});

type When = {
  readonly at?: number;
  readonly url?: string;
  readonly uid?: string;
  readonly eventType?: string;
  readonly curPage?: number;
  readonly lastPage?: boolean;
};

/** A whole list in one page, as pushes of 2025 and later say it. */
const LIST = {eventType: 'snapshot', curPage: 1, lastPage: true};

export const positions = (
  rows: readonly object[],
  {at = AT, url = PRIVATE, uid, instType = 'ANY', ...more}: When & {readonly instType?: string} = {},
) =>
  frame({
    at,
    url,
    body: {
      arg: {channel: 'positions', instType, ...(uid !== undefined && {uid})},
      ...LIST,
      ...more,
      data: rows,
    },
  });

export const changed = (rows: readonly object[], {at = AT}: When = {}) =>
  frame({
    at,
    body: {arg: {channel: 'positions', instType: 'ANY'}, eventType: 'event_update', data: rows},
  });

export const account = (
  details: readonly object[],
  totals: object = {},
  {at = AT, url = PRIVATE, uid, ...more}: When = {},
) =>
  frame({
    at,
    url,
    body: {
      arg: {channel: 'account', ...(uid !== undefined && {uid})},
      ...LIST,
      ...more,
      data: [
        {adjEq: '', imr: '', mgnRatio: '', mmr: '', totalEq: '1', uTime: String(at), ...totals, details},
      ],
    },
  });

/** A currency with cash and cross profit only. */
export const currency = (ccy: string, cashBal: string, given: object = {}) => ({
  ccy,
  cashBal,
  eq: cashBal,
  upl: '0',
  isoEq: '0',
  isoUpl: '0',
  stgyEq: '0',
  interest: '',
  disEq: '',
  ordFrozen: '0',
  imr: '',
  mmr: '',
  mgnRatio: '',
  spotInUseAmt: '',
  ...given,
});

export const answer = (path: string, data: unknown, {at = AT}: When = {}) =>
  frame({at, via: 'fetch', url: `${WEB}/${path}`, body: {code: '0', msg: '', data}});

export const config = (acctLv: string) => answer('account/config', [{acctLv, posMode: 'net_mode', uid: '1'}]);

export const mark = (instId: string, markPx: string, {at = AT}: When = {}) =>
  frame({
    at,
    url: 'wss://wspri.okx.com:8443/ws/v5/ipublic',
    body: {
      arg: {channel: 'mark-price', instId},
      data: [{instType: 'SWAP', instId, markPx, ts: String(at)}],
    },
  });

type Contract = {readonly size: string; readonly tick: string; readonly type?: 'linear' | 'inverse'};

export const instruments = (contracts: Readonly<Record<string, Contract>>) =>
  answer(
    'public/instruments?instType=SWAP',
    Object.entries(contracts).map(([instId, {size, tick, type = 'linear'}]) => ({
      instId,
      instType: 'SWAP',
      ctVal: size,
      ctMult: '1',
      ctType: type,
      tickSz: tick,
    })),
  );

export type WireTier = readonly [from: string, mmr: string, imr?: string];

export const tiers = (instFamily: string, rows: readonly WireTier[]) =>
  answer(
    `public/position-tiers?instType=SWAP&tdMode=cross&instFamily=${instFamily}`,
    rows.map(([minSz, mmr, imr = '0.01'], index) => ({
      instFamily,
      uly: instFamily,
      instId: '',
      tier: String(index + 1),
      minSz,
      maxSz: rows[index + 1]?.[0] ?? '1000000',
      mmr,
      imr,
      maxLever: '100',
    })),
  );

export function reduceAll(frames: readonly Frame[], from: OkxState = initial): OkxState {
  return frames.reduce((state, each) => {
    const {state: next, outcome, defects} = reduce(state, each);
    if (outcome === 'malformed') throw new Error(`${defects[0]?.where}: ${defects[0]?.what}`);
    return next;
  }, from);
}

export function accountOf(frames: readonly Frame[]): MarginAccount {
  const [found] = accounts(reduceAll(frames));
  if (found === undefined) throw new Error('no account');
  return found;
}

export function poolOf(frames: readonly Frame[], id: string): MarginPool {
  const found = accountOf(frames).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export function healthOf(frames: readonly Frame[], id: string): PoolHealth {
  const found = assess(accountOf(frames)).pools.find((pool) => pool.id === id);
  if (found === undefined) throw new Error(`no pool ${id}`);
  return found;
}

export const number = (figure: Figure | undefined): string => {
  if (figure?.kind === 'exact' || figure?.kind === 'estimated') return figure.value.toFixed();
  return figure?.kind ?? 'absent';
};

/** Is the figure as far from the expected digits as `relative` allows? Says both when it is not. */
export function isNear(figure: Figure | undefined, expected: string, relative = '1e-9'): string {
  const ours = number(figure);
  if (!/\d/.test(ours)) return `${ours} instead of ${expected}`;
  const off = new Decimal(ours).minus(expected).abs();
  return off.lte(new Decimal(expected).abs().times(relative)) ? 'near' : `${ours} is not near ${expected}`;
}

export const auditOf = ({audit}: PoolHealth) =>
  Object.fromEntries(audit.map(({figure, agrees}) => [figure, agrees]));
