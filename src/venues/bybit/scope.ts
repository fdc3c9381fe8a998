import {fitting, readJson} from '../reading.ts';
import type {Category} from './contract.ts';
import {Request} from './frames.ts';
import type {Scope} from './state.ts';

export const without = (url: string) => url.split(/[?#]/, 1)[0] ?? '';
export const hostOf = (url: string) => /^[a-z]+:\/\/([^/:?#]*)/i.exec(url)?.[1] ?? '';

/** `linear` of v5; the web has names such as `LinearPerpetual` beside it. */
export const categoryOf = (text: unknown): Category | undefined =>
  typeof text !== 'string'
    ? undefined
    : (['linear', 'inverse', 'option'] as const).find((category) => text.toLowerCase().startsWith(category));

function queryOf(url: string): Readonly<Record<string, string>> {
  const query = url.split('?')[1]?.split('#')[0] ?? '';
  return Object.fromEntries(new URLSearchParams(query));
}

/** What is asked for: by the body of the web's calls, by the query of v5's. */
export function scopeOf(body: string, url: string): Scope {
  const json = readJson(body);
  const told = 'value' in json ? json.value : Object.fromEntries(new URLSearchParams(body));
  const asked = fitting(Request, {...queryOf(url), ...(typeof told === 'object' ? told : {})});
  if (asked === undefined) return {part: true};
  const {symbol, coin, baseCoin, settleCoin, cursor, limit} = asked;
  const category = categoryOf(asked.category);
  const isLater = cursor && String(cursor) !== '0';
  return {
    ...(category !== undefined && {category}),
    ...(settleCoin && {settle: settleCoin}),
    ...((symbol || coin || baseCoin) && {part: true as const}),
    ...(isLater && {page: 'later' as const}),
    ...(limit && /^\d{1,4}$/.test(String(limit)) && {limit: +limit}),
  };
}
