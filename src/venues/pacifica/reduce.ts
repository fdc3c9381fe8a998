import type * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, fitting, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {
  AnsweredAccount,
  AnsweredPositions,
  address,
  Envelope,
  Markets,
  Prices,
  Push,
  PushedAccount,
  PushedLeverage,
  PushedPositions,
  Settings,
  Subscription,
} from './frames.ts';
import type {State} from './state.ts';
import {
  takeAccount,
  takeLeverage,
  takeLeverages,
  takeMarkets,
  takeOwner,
  takePositions,
  takePrices,
} from './take.ts';

type Heard = {readonly state: State} | {readonly fault: Fault} | 'ignored';

export const API_HOSTS = ['api.pacifica.fi', 'app.pacifica.fi'] as const;
export const SOCKET_HOST = 'ws.pacifica.fi';

/** Holds the content of a message against its schema, then lets `take` work on what it found. */
function heard<const Schema extends v.GenericSchema>(
  schema: Schema,
  content: unknown,
  take: (message: v.InferOutput<Schema>) => State,
): Heard {
  const result = read(schema, content, 'data');
  return 'fault' in result ? result : {state: take(result.value)};
}

const has = (content: unknown, ...names: readonly string[]): boolean =>
  typeof content === 'object' && content !== null && names.every((name) => Object.hasOwn(content, name));

const symbolOf = (row: unknown): unknown =>
  typeof row === 'object' && row !== null && 'symbol' in row ? row.symbol : undefined;

/** Of the prices that are pushed those of what is held: the others are not even read. All, while that is not known. */
function ofHeld({accounts}: State, content: unknown): unknown {
  const told = Object.values(accounts);
  const isKnown = told.length > 0 && told.every(({rowsAt}) => rowsAt !== undefined);
  if (!isKnown || !Array.isArray(content)) return content;
  const held = new Set<unknown>(
    told.flatMap(({rows, cash}) => [
      ...Object.keys(rows),
      ...(cash?.spot.assets.map(({asset}) => asset) ?? []),
    ]),
  );
  return content.filter((row) => held.has(symbolOf(row)));
}

/** Whose answer it is, by its address. */
function addressee(url: URL, {owner = ''}: State): string {
  const asked = fitting(address, url.searchParams.get('account'));
  return asked ?? owner;
}

/** Answers are told by what they hold; an empty list only by its address. */
function hearAnswer(state: State, json: unknown, url: URL, {at}: Frame): Heard {
  const envelope = fitting(Envelope, json);
  if (envelope === undefined || !has(json, 'success')) return 'ignored';
  const {success, data, code, last_order_id: event} = envelope;
  if (success !== true)
    return {fault: {where: 'success', what: `Pacifica answered with error ${code ?? 'without a code'}`}};
  const name = addressee(url, state);
  const [row] = Array.isArray(data) ? data : [];
  if (/\/positions$/.test(url.pathname) || has(row, 'entry_price', 'isolated', 'side'))
    return heard(AnsweredPositions, data, (rows) =>
      takePositions(state, name, rows, {at, event: event ?? undefined}),
    );
  if (has(data, 'balance', 'account_equity'))
    return heard(AnsweredAccount, data, (account) => takeAccount(state, name, account, at));
  if (has(data, 'margin_settings'))
    return heard(Settings, data, (settings) => takeLeverages(state, name, settings.margin_settings, at));
  if (has(row, 'max_leverage')) return heard(Markets, data, (markets) => takeMarkets(state, markets));
  if (has(row, 'mark', 'oracle')) return heard(Prices, data, (prices) => takePrices(state, prices, at));
  return 'ignored';
}

function hearPush(state: State, json: unknown, {at}: Frame): Heard {
  const push = fitting(Push, json);
  if (push === undefined) return 'ignored';
  const {channel, data, li} = push;
  const {owner = ''} = state;
  switch (channel) {
    case 'subscribe': {
      const subscription = fitting(Subscription, data);
      const isOwn = subscription !== undefined && /^account_(info|positions)$/.test(subscription.source);
      return isOwn ? {state: takeOwner(state, subscription.account)} : 'ignored';
    }
    case 'account_positions':
      return heard(PushedPositions, data, (rows) =>
        takePositions(state, owner, rows, {at, event: li ?? undefined}),
      );
    case 'account_info':
      return heard(PushedAccount, data, (account) => takeAccount(state, owner, account, at));
    case 'account_leverage':
      return heard(PushedLeverage, data, ({u, s, l}) => takeLeverage(state, u, s, l, at));
    case 'prices':
      return heard(Prices, ofHeld(state, data), (prices) => takePrices(state, prices, at));
    default:
      return 'ignored';
  }
}

function hear(state: State, frame: Frame): Heard {
  const url = addressIn(frame.url);
  if (frame.direction === 'out' || url === null) return 'ignored';
  const isSocket = frame.via === 'websocket';
  if (isSocket ? url.hostname !== SOCKET_HOST : !API_HOSTS.some((host) => host === url.hostname))
    return 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*[[{]/.test(frame.body) ? json : 'ignored';
  return isSocket ? hearPush(state, json.value, frame) : hearAnswer(state, json.value, url, frame);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const result = hear(state, frame);
  if (result === 'ignored') return ignored(state);
  return 'fault' in result ? malformed(state, frame, result.fault) : used(result.state);
}
