import * as v from 'valibot';
import {fitting} from '../reading.ts';
import {account, balances, mode, positions} from './answers.ts';
import {accountUpdate, configUpdate, marginCall, streamEnded} from './events.ts';
import {Envelope, Refusal} from './frames.ts';
import {type Context, fault, type Handler, type Heard} from './heard.ts';
import {assetIndices, brackets, markPrice, markPrices} from './market.ts';
import {
  assetPrices,
  collateralRates,
  portfolioAccount,
  portfolioBalances,
  riskLevel,
} from './portfolio-answers.ts';
import type {AccountState} from './state.ts';

/**
 * What an answer is, by the end of its address: the web's calls first, REST's after them. An answer is known by its
 * address even when it is empty or wrong; then it is a defect and not somebody else's frame.
 */
const BY_PATH: readonly (readonly [RegExp, Handler])[] = [
  [/\/user-data\/user-position$/, positions],
  [/\/user-data\/user-balance$/, balances],
  [/\/user-data\/get-join-margin$/, mode],
  [/\/common\/brackets$/, brackets],
  [/\/portfolio\/account-indicate$/, portfolioAccount],
  [/\/papi\/v\d\/account$/, portfolioAccount],
  [/\/papi\/v\d\/balance$/, portfolioBalances],
  [/\/papi\/v\d\/(um|cm)\/positionRisk$/, positions],
  [/\/[fd]api\/v\d\/positionRisk$/, positions],
  [/\/[fd]api\/v\d\/balance$/, balances],
  [/\/[fd]api\/v\d\/account$/, account],
  [/\/(um|cm|v\d)\/leverageBracket$/, brackets],
  [/\/fapi\/v\d\/multiAssetsMargin$/, mode],
  [/\/fapi\/v\d\/assetIndex$/, assetIndices],
  [/\/portfolio\/collateralRate$/, collateralRates],
  [/\/portfolio\/asset-index-price$/, assetPrices],
];

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (value: Fields, name: string) => Object.hasOwn(value, name);

/** An answer of another address, told by the fields that only it has. A lone row stands for a list of one. */
const BY_FIELD: readonly (readonly [(row: Fields) => boolean, Handler])[] = [
  [(row) => has(row, 'positionAmt') || has(row, 'positionAmount'), positions],
  [(row) => has(row, 'crossMarginBorrowed') && has(row, 'totalWalletBalance'), portfolioBalances],
  [(row) => has(row, 'crossWalletBalance') && has(row, 'asset'), balances],
  [(row) => has(row, 'collateralRate') && has(row, 'asset'), collateralRates],
  [(row) => has(row, 'assetIndexPrice') && has(row, 'asset'), assetPrices],
  [(row) => (has(row, 'brackets') || has(row, 'riskBrackets')) && has(row, 'symbol'), brackets],
  [(row) => has(row, 'bidRate') && has(row, 'askRate'), assetIndices],
];

function byShape(content: unknown): {handler: Handler; content: unknown} | undefined {
  if (isObject(content)) {
    if (Array.isArray(content.assets) && Array.isArray(content.positions)) {
      return {handler: account, content};
    }
    if (has(content, 'uniMMR')) return {handler: portfolioAccount, content};
    if (has(content, 'multiAssetsMargin') || has(content, 'joinMargin')) return {handler: mode, content};
    if (Array.isArray(content.brackets) && !has(content, 'symbol')) return {handler: brackets, content};
  }
  const rows: readonly unknown[] = Array.isArray(content) ? content : [content];
  const [first] = rows;
  if (!isObject(first)) return undefined;
  const handler = BY_FIELD.find(([fits]) => fits(first))?.[1];
  return handler && {handler, content: rows};
}

/** The payload of an answer in the web's envelope; REST answers come bare. */
function opened(content: unknown, context: Context): {content: unknown; context: Context} | Heard {
  if (!isObject(content)) return {content, context};
  if (v.is(Refusal, content))
    return fault('code', `the exchange refused: ${content.code}, ${content.msg.slice(0, 80)}`);
  const isEnvelope = has(content, 'code') && (has(content, 'data') || has(content, 'success'));
  if (!isEnvelope) return {content, context};
  const envelope = fitting(Envelope, content);
  if (envelope === undefined) return fault('code', 'expected a code');
  const {code, success, data} = envelope;
  if (code !== '000000' || success === false)
    return fault('code', `the exchange answered with error ${code.slice(0, 40)}`);
  return {content: data, context: {...context, where: 'data'}};
}

export function hearAnswer(state: AccountState, content: unknown, context: Context, path: string): Heard {
  const byPath = BY_PATH.find(([end]) => end.test(path))?.[1];
  const answer = opened(content, context);
  if (typeof answer !== 'object' || !('content' in answer)) return byPath ? answer : 'ignored';
  if (byPath) return byPath(state, answer.content, answer.context);
  const shaped = byShape(answer.content);
  return shaped === undefined ? 'ignored' : shaped.handler(state, shaped.content, answer.context);
}

/** Of the user's and the market's streams; order and trade events hold nothing for us. */
export function hearEvent(state: AccountState, content: unknown, context: Context): Heard {
  if (Array.isArray(content)) {
    const [first] = content;
    if (!isObject(first)) return 'ignored';
    if (first.e === 'markPriceUpdate') return markPrices(state, content, context);
    return first.e === 'assetIndexUpdate' ? assetIndices(state, content, context) : 'ignored';
  }
  if (!isObject(content)) return 'ignored';
  switch (content.e) {
    case 'ACCOUNT_UPDATE':
      return accountUpdate(state, content, context);
    case 'ACCOUNT_CONFIG_UPDATE':
      return configUpdate(state, content, context);
    case 'MARGIN_CALL':
      return marginCall(state, content, context);
    case 'markPriceUpdate':
      return markPrice(state, content, context);
    case 'assetIndexUpdate':
      return assetIndices(state, [content], context);
    case 'riskLevelChange':
      return riskLevel(state, content, context);
    case 'listenKeyExpired':
      return {account: streamEnded(state, context)};
    default:
      return 'ignored';
  }
}

/** Events name themselves in `e`; a combined stream wraps them as `{"stream":…,"data":…}`. */
export function isEvent(content: unknown): boolean {
  const first: unknown = Array.isArray(content) ? content[0] : content;
  return isObject(first) && typeof first.e === 'string';
}

export const unwrapped = (content: unknown): {content: unknown; where: string} =>
  isObject(content) && typeof content.stream === 'string' && has(content, 'data')
    ? {content: content.data, where: 'data'}
    : {content, where: ''};
