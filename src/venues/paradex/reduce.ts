import * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, fitting, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {
  AccountSummary,
  Accounts,
  ApiError,
  BalanceEvent,
  Balances,
  Infos,
  MarginConfig,
  MarketSummary,
  Markets,
  Position,
  Positions,
  Push,
  Summaries,
} from './frames.ts';
import {type Unpacked, unpacked} from './sbe.ts';
import type {State} from './state.ts';
import {
  takeAccount,
  takeBalanceEvent,
  takeBalances,
  takeInfos,
  takeMargin,
  takeMarkets,
  takePosition,
  takePositions,
  takeSummaries,
} from './take.ts';

type Heard = {readonly state: State} | {readonly fault: Fault} | 'ignored';

const HOST = /^(?:ws\.)?api\.(?:prod|testnet)\.paradex\.trade$/;

/** Holds the message against its schema, then lets `take` work on what it found. */
function heard<const Schema extends v.GenericSchema>(
  schema: Schema,
  json: unknown,
  path: string,
  take: (message: v.InferOutput<Schema>) => State,
): Heard {
  const result = read(schema, json, path);
  return 'fault' in result ? result : {state: take(result.value)};
}

const has = (value: unknown, ...names: readonly string[]) =>
  typeof value === 'object' && value !== null && names.every((name) => Object.hasOwn(value, name));

/** Answers and pushes are numbered each in their own way, so only pushes are compared. */
const unnumbered = <Wire extends {readonly seq_no?: number | null | undefined}>(wire: Wire): Wire => ({
  ...wire,
  seq_no: undefined,
});

/** Lists are told by what their first row has; an empty one by the address that was asked. */
function hearList(state: State, json: unknown, first: unknown, {at, url}: Frame): Heard {
  const path = addressIn(url)?.pathname ?? '';
  const isEmpty = first === undefined;
  if (has(first, 'account_value'))
    return heard(Accounts, json, '', ({results}) =>
      results.reduce((next: State, wire) => takeAccount(next, unnumbered(wire), at), state),
    );
  if (has(first, 'market', 'unrealized_pnl') || (isEmpty && path.endsWith('/positions')))
    return heard(Positions, json, '', ({results}) => takePositions(state, results.map(unnumbered), at));
  if (has(first, 'token', 'size') || (isEmpty && /\/balances?$/.test(path)))
    return heard(Balances, json, '', ({results}) => takeBalances(state, results, at));
  if (has(first, 'symbol', 'delta1_cross_margin_params'))
    return heard(Markets, json, '', ({results}) => takeMarkets(state, results));
  if (has(first, 'symbol', 'mark_price'))
    return heard(Summaries, json, '', ({results}) => takeSummaries(state, results, at));
  if (has(first, 'account', 'fees'))
    return heard(Infos, json, '', ({results}) => takeInfos(state, results, at));
  return 'ignored';
}

/** An error is no empty account. */
function hearAnswer(state: State, json: unknown, frame: Frame): Heard {
  const {at} = frame;
  const error = fitting(ApiError, json);
  if (error !== undefined)
    return {fault: {where: 'error', what: `Paradex answered with ${error.error.slice(0, 60)}`}};
  if (has(json, 'account_value'))
    return heard(AccountSummary, json, '', (wire) => takeAccount(state, unnumbered(wire), at));
  if (has(json, 'margin_methodology'))
    return heard(MarginConfig, json, '', (wire) => takeMargin(state, wire, at));
  if (has(json, 'market', 'unrealized_pnl'))
    return heard(Position, json, '', (wire) => takePosition(state, unnumbered(wire), at));
  if (has(json, 'token', 'size'))
    return heard(Balances, {results: [json]}, '', ({results}) => takeBalances(state, results, at));
  if (has(json, 'symbol', 'delta1_cross_margin_params'))
    return heard(Markets, {results: [json]}, '', ({results}) => takeMarkets(state, results));
  if (has(json, 'symbol', 'mark_price'))
    return heard(MarketSummary, json, '', (wire) => takeSummaries(state, [wire], at));
  const {results} = v.is(v.object({results: v.unknown()}), json) ? json : {results: undefined};
  if (Array.isArray(results)) return hearList(state, json, results[0], frame);
  return results === undefined ? 'ignored' : {fault: {where: 'results', what: 'expected a list'}};
}

/** Each channel tells whole objects, one a message. */
function hearChannel(state: State, {channel, message}: Unpacked, path: string, at: number): Heard {
  if (channel === 'account')
    return heard(AccountSummary, message, path, (wire) => takeAccount(state, wire, at));
  if (channel === 'positions') return heard(Position, message, path, (wire) => takePosition(state, wire, at));
  if (channel === 'balance_events')
    return heard(BalanceEvent, message, path, (wire) => takeBalanceEvent(state, wire, at));
  if (/^markets_summary(?:\.|$)/.test(channel))
    return heard(MarketSummary, message, path, (wire) => takeSummaries(state, [wire], at));
  return 'ignored';
}

function hearPacked(state: State, {body, at}: Frame): Heard {
  try {
    const told = unpacked(body);
    return told === undefined ? 'ignored' : hearChannel(state, told, '', at);
  } catch {
    return {fault: {where: '', what: 'this is not a whole binary message'}};
  }
}

function hear(state: State, frame: Frame): Heard {
  if (frame.direction === 'out' || !HOST.test(addressIn(frame.url)?.hostname ?? '')) return 'ignored';
  const isSocket = frame.via === 'websocket';
  if (frame.encoding === 'base64') return isSocket ? hearPacked(state, frame) : 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*[[{]/.test(frame.body) ? json : 'ignored';
  if (!isSocket) return hearAnswer(state, json.value, frame);
  const push = fitting(Push, json.value);
  if (push === undefined) return 'ignored';
  const {channel, data: message} = push.params;
  return hearChannel(state, {channel, message}, 'params.data', frame.at);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const result = hear(state, frame);
  if (result === 'ignored') return ignored(state);
  return 'fault' in result ? malformed(state, frame, result.fault) : used(result.state);
}
