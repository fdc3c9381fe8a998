import type {Frame} from '../frame.ts';
import {fitting} from '../reading.ts';
import {coins, unified} from './balances.ts';
import {Envelope, Push} from './frames.ts';
import type {Context, Handler, Heard} from './heard.ts';
import {tickers, tiers} from './market.ts';
import {positions} from './positions.ts';
import type {Asked} from './state.ts';

/** Who takes a frame, what part of it, and what is known of it. */
export type Routed = {readonly handler: Handler; readonly content: unknown; readonly context: Context};

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (value: Fields, ...names: readonly string[]) => names.some((name) => Object.hasOwn(value, name));

/** Documented calls, known by their address even when the answer is empty or wrong. */
const BY_PATH: readonly (readonly [RegExp, Handler])[] = [
  [/\/position\/(all-position|single-position|current-position)$/, positions],
  [/\/mix\/account\/accounts?$/, coins],
  [/\/v3\/account\/assets$/, unified],
  [/\/market\/(query-position-lever|position-tier)$/, tiers],
];

/** The page's own calls are not published: their answers are told by the fields that only they have. */
const BY_FIELD: readonly (readonly [(row: Fields) => boolean, Handler])[] = [
  [
    (row) =>
      has(row, 'holdSide', 'posSide') && has(row, 'marginMode') && has(row, 'openPriceAvg', 'avgPrice'),
    positions,
  ],
  [(row) => has(row, 'marginCoin') && has(row, 'crossedRiskRate', 'accountEquity'), coins],
  [(row) => has(row, 'startUnit', 'minTierValue') && has(row, 'keepMarginRate', 'mmr'), tiers],
  [(row) => has(row, 'symbol', 'instId') && has(row, 'markPrice') && has(row, 'indexPrice'), tickers],
];

/** Closed positions have the same names and more; a copied trade is not this account's. */
const isForeign = (row: Fields) => has(row, 'closePriceAvg', 'closeAvgPrice', 'trackingNo', 'traderId');

function byShape(content: unknown): Handler | undefined {
  if (isObject(content) && has(content, 'effEquity')) return unified;
  const first: unknown = Array.isArray(content) ? content[0] : content;
  if (!isObject(first) || isForeign(first)) return undefined;
  if (has(first, 'effEquity')) return unified;
  return BY_FIELD.find(([fits]) => fits(first))?.[1];
}

/** A list may stand in `list`, and a lone row stands for a list of one; the unified account is a lone object. */
function rowsOf(handler: Handler, content: unknown): {content: unknown; inside: string} {
  if (handler === unified) return {content: Array.isArray(content) ? content[0] : content, inside: ''};
  if (Array.isArray(content)) return {content, inside: ''};
  if (isObject(content) && Array.isArray(content.list)) return {content: content.list, inside: '.list'};
  return {content: isObject(content) ? [content] : content, inside: ''};
}

const SUCCESS: ReadonlySet<unknown> = new Set(['00000', '200', '0', 200, 0]);

export function answered(value: unknown, frame: Frame, asked: Asked | undefined): Routed | Heard {
  const path = /^[a-z]+:\/\/[^/]*([^?#]*)/i.exec(frame.url)?.[1] ?? '';
  const byPath = BY_PATH.find(([end]) => end.test(path))?.[1];
  const isEnvelope = isObject(value) && has(value, 'code') && has(value, 'data', 'msg', 'message');
  const envelope = isEnvelope ? fitting(Envelope, value) : undefined;
  if (isEnvelope && (envelope === undefined || !SUCCESS.has(envelope.code))) {
    const code = envelope === undefined ? 'no code' : String(envelope.code).slice(0, 40);
    return byPath ? {fault: {where: 'code', what: `Bitget answered with error ${code}`}} : 'ignored';
  }
  const payload = envelope ? envelope.data : value;
  const listed = isObject(payload) && Array.isArray(payload.list) ? payload.list : payload;
  const handler = byPath ?? byShape(listed);
  if (handler === undefined) return 'ignored';
  const {content, inside} = rowsOf(handler, payload);
  const context: Context = {
    frame,
    time: envelope?.requestTime ?? 0,
    where: `${envelope ? 'data' : ''}${inside}`.replace(/^\./, ''),
    ...(asked?.product !== undefined && {product: asked.product}),
    ...(asked?.symbol !== undefined && {symbol: asked.symbol}),
    ...(asked?.coin !== undefined && {coin: asked.coin}),
    isWhole: isObject(payload) ? Array.isArray(payload.list) : true,
  };
  return {handler, content, context};
}

const CHANNELS: ReadonlyMap<string, Handler> = new Map([
  ['positions', positions],
  ['position', positions],
  ['account', coins],
  ['ticker', tickers],
]);

/** Spot has a `ticker` and an `account` too. */
const isFutures = (product: string) => /FUTURES$|MCBL$|^UTA$|^MC$/i.test(product);

export function pushed(value: unknown, frame: Frame): Routed | Heard {
  if (!isObject(value) || !isObject(value.arg) || !has(value, 'data')) return 'ignored';
  const push = fitting(Push, value);
  if (push === undefined) return {fault: {where: 'arg', what: 'expected a channel and a product'}};
  const {arg, action, data, ts} = push;
  const product = arg.instType ?? '';
  const named = CHANNELS.get(arg.topic ?? arg.channel ?? '');
  if (named === undefined || !isFutures(product)) return 'ignored';
  const handler = named === coins && product === 'UTA' ? unified : named;
  const symbol = named === tickers ? (arg.symbol ?? arg.instId) : undefined;
  const context: Context = {
    frame,
    time: ts ?? 0,
    where: 'data',
    product: product.toUpperCase(),
    ...(symbol !== undefined && {symbol}),
    isWhole: action !== 'update',
  };
  return {handler, content: handler === unified ? rowsOf(unified, data).content : data, context};
}
