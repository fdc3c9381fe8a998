import type {Frame} from '../frame.ts';
import {ignored, malformed, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {isDemoCoin} from './contract.ts';
import {answered, pushed, type Routed} from './route.ts';
import type {Asked, BitgetState} from './state.ts';

const addressOf = (url: string) => url.split(/[?#]/, 1)[0] ?? '';

/** A member of a query string or of a JSON body. */
function named(text: string, names: string): string | undefined {
  return new RegExp(`\\b(?:${names})["']?\\s*[=:]\\s*["']?([\\w-]{1,40})`).exec(text)?.[1];
}

/** Of what a request says only this is kept; an answer that was not asked for here is asked by its own address. */
function askedBy(url: string, body: string): Asked {
  const text = `${url.split('?', 2)[1] ?? ''} ${body.slice(0, 2000)}`;
  const product = named(text, 'productType|category|instType');
  const symbol = named(text, 'symbol|symbolId|instId');
  const coin = named(text, 'marginCoin')?.toUpperCase();
  return {
    url: addressOf(url),
    ...(product !== undefined && {product: product.toUpperCase()}),
    ...(symbol !== undefined && {symbol: symbol.toUpperCase()}),
    ...(coin !== undefined && {coin}),
  };
}

function firstCoin(content: unknown): string {
  const row: unknown = Array.isArray(content) ? content[0] : content;
  return typeof row === 'object' && row !== null && 'marginCoin' in row ? String(row.marginCoin) : '';
}

/** Demo trading has sockets, books and coins of its own. */
function realmOf({page, url}: Frame, {content, context}: Routed): 'main' | 'demo' {
  const isDemo =
    /^wss:\/\/wspap\./.test(url) ||
    /^https:\/\/[^/]+\/([\w-]+\/)?demo/.test(page) ||
    /^S(USDT|USDC|COIN)-FUTURES$|^S[UDC]MCBL$/.test(context.product ?? '') ||
    isDemoCoin(firstCoin(content));
  return isDemo ? 'demo' : 'main';
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: BitgetState, frame: Frame): Reduction<BitgetState> {
  const isRequest = frame.via === 'fetch' || frame.via === 'xhr';
  if (frame.direction === 'out') {
    return isRequest ? used({...state, asked: askedBy(frame.url, frame.body)}) : ignored(state);
  }
  const json = readJson(frame.body);
  // `pong` is no JSON either.
  if ('fault' in json)
    return /^\s*[[{]/.test(frame.body) ? malformed(state, frame, json.fault) : ignored(state);
  const isPaired = isRequest && state.asked?.url === addressOf(frame.url);
  const asked = isPaired ? state.asked : askedBy(frame.url, '');
  const routed = isRequest ? answered(json.value, frame, asked) : pushed(json.value, frame);
  if (routed === 'ignored') return ignored(state);
  if ('fault' in routed) return malformed(state, frame, routed.fault);
  if (!('handler' in routed)) return ignored(state);
  const realm = realmOf(frame, routed);
  const heard = routed.handler(state[realm], routed.content, routed.context);
  if (heard === 'ignored') return ignored(state);
  if ('fault' in heard) return malformed(state, frame, heard.fault);
  return heard.account === state[realm] ? ignored(state) : used({...state, [realm]: heard.account});
}
