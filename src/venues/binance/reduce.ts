import type {Frame} from '../frame.ts';
import {fitting, ignored, malformed, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {isCoinMargined} from './contract.ts';
import {Request} from './frames.ts';
import type {Context, Heard} from './heard.ts';
import {hearAnswer, hearEvent, isEvent, unwrapped} from './route.ts';
import type {AccountState, BinanceState, WebRequest} from './state.ts';

const without = (url: string) => url.split(/[?#]/, 1)[0] ?? '';
const pathOf = (url: string) => without(url).replace(/^[a-z]+:\/\/[^/]*/i, '');
const hostOf = (url: string) => /^[a-z]+:\/\/([^/:?#]*)/i.exec(url)?.[1] ?? '';

/** Demo trading has hosts and calls of its own; on the real pages its calls say `/bapi/demotrading/`. */
function realmOf({page, url}: Frame): keyof BinanceState {
  const hosts = [hostOf(page), hostOf(url)];
  const isDemo = hosts.some((host) => host === 'demo.binance.com' || host.endsWith('binancefuture.com'));
  return isDemo || pathOf(url).startsWith('/bapi/demotrading/') ? 'demo' : 'main';
}

/** The rows' own symbols tell COIN-M from USD-M; without rows the address does. */
function bookOf(content: unknown, url: string): Context['book'] {
  const rows: unknown = Array.isArray(content) ? content : undefined;
  const first: unknown = Array.isArray(rows) ? rows[0] : content;
  if (typeof first === 'object' && first !== null && 'symbol' in first && typeof first.symbol === 'string') {
    return isCoinMargined(first.symbol) ? 'coinm' : 'usdm';
  }
  const host = hostOf(url);
  return /\/delivery\/|\/dapi\/|\/cm\//.test(url) || host.startsWith('dstream') ? 'coinm' : 'usdm';
}

/** `portfolioId` in a body that is no JSON object names a copy-trading portfolio all the same. */
function asksFor(body: string): WebRequest['asks'] {
  const json = readJson(body);
  if ('fault' in json)
    return /portfolioId/i.test(body) ? 'portfolio' : /symbol/.test(body) ? 'symbol' : 'account';
  const request = fitting(Request, json.value);
  if (request === undefined) return /portfolioId/i.test(body) ? 'portfolio' : 'account';
  const {portfolioId, copyTradeType, symbol} = request;
  if (portfolioId || copyTradeType) return 'portfolio';
  return symbol ? 'symbol' : 'account';
}

function hearRequest(account: AccountState, frame: Frame): Heard {
  if (frame.via !== 'fetch' && frame.via !== 'xhr') return 'ignored';
  return {account: {...account, request: {url: without(frame.url), asks: asksFor(frame.body)}}};
}

const isLoneRow = (content: unknown) =>
  typeof content === 'object' && content !== null && 'symbol' in content && !('brackets' in content);

function hear(account: AccountState, frame: Frame): Heard {
  if (frame.direction === 'out') return hearRequest(account, frame);
  const {request, ...answered} = account;
  const isPaired = request !== undefined && request.url === without(frame.url);
  if (isPaired && request.asks === 'portfolio') return {account: answered, dropped: true};
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*[[{]/.test(frame.body) ? json : 'ignored';
  const {content, where} = unwrapped(json.value);
  const payload =
    typeof content === 'object' && content !== null && 'data' in content ? content.data : content;
  const isPart =
    (isPaired && request.asks === 'symbol') || isLoneRow(content) || /[?&]symbol=/.test(frame.url);
  const context: Context = {
    frame,
    book: bookOf(payload, frame.url),
    scope: isPart ? 'symbol' : 'all',
    where,
  };
  const base = isPaired ? answered : account;
  return isEvent(content)
    ? hearEvent(base, content, context)
    : hearAnswer(base, content, context, pathOf(frame.url));
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: BinanceState, frame: Frame): Reduction<BinanceState> {
  const realm = realmOf(frame);
  const heard = hear(state[realm], frame);
  if (heard === 'ignored') return ignored(state);
  if ('fault' in heard) return malformed(state, frame, heard.fault);
  if (heard.account === state[realm]) return ignored(state);
  const next = {...state, [realm]: heard.account};
  return heard.dropped ? ignored(next) : used(next);
}
