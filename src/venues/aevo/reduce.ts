import type * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, fitting, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {Account, Failure, Index, Market, Markets, Positions, Push, Tickers} from './frames.ts';
import {coinOf} from './instrument.ts';
import type {State} from './state.ts';
import {mergePositions, takeAccount, takeIndex, takeMark, takePositions} from './take.ts';

type Heard = {readonly state: State} | {readonly fault: Fault} | 'ignored';

export const API = 'api.aevo.xyz';
export const SOCKET = 'ws.aevo.xyz';

const has = (value: unknown, ...names: readonly string[]): boolean =>
  typeof value === 'object' && value !== null && names.every((name) => Object.hasOwn(value, name));

/** Holds the content against its schema, then lets `take` work on what it found. */
function heard<const Schema extends v.GenericSchema>(
  schema: Schema,
  content: unknown,
  where: string,
  take: (content: v.InferOutput<Schema>) => State,
): Heard {
  const result = read(schema, content, where);
  return 'fault' in result ? result : {state: take(result.value)};
}

type Priced = {
  readonly instrument_name: string;
  readonly index_price?: string | undefined;
  readonly funding_rate?: string | undefined;
};

/** A contract's mark, and the index of its coin. */
const takePrices = (
  state: State,
  {instrument_name: name, index_price: index, funding_rate: funding}: Priced,
  mark: {readonly price?: string | undefined; readonly iv?: string | undefined},
  at: number,
): State =>
  takeMark(
    takeIndex(state, coinOf(name), index, at),
    name,
    {price: mark.price, volatility: mark.iv, funding},
    at,
  );

const takeMarket = (state: State, market: v.InferOutput<typeof Market>, at: number) =>
  takePrices(state, market, {price: market.mark_price}, at);

const looksLikeAccount = (value: unknown) =>
  has(value, 'equity', 'maintenance_margin') || has(value, 'collateral', 'positions');

/** Answers are told by what they hold. */
function hearAnswer(state: State, json: unknown, at: number): Heard {
  if (fitting(Failure, json) !== undefined)
    return {fault: {where: 'error', what: 'Aevo answered with an error'}};
  if (looksLikeAccount(json)) return heard(Account, json, '', (wire) => takeAccount(state, wire, at));
  if (has(json, 'positions')) return heard(Positions, json, '', (wire) => takePositions(state, wire, at));
  if (has(json, 'instrument_name', 'mark_price'))
    return heard(Market, json, '', (market) => takeMarket(state, market, at));
  if (Array.isArray(json) && has(json[0], 'instrument_name', 'mark_price'))
    return heard(Markets, json, '', (markets) =>
      markets.reduce((next: State, market) => takeMarket(next, market, at), state),
    );
  return 'ignored';
}

function hearPush(state: State, json: unknown, at: number): Heard {
  const push = read(Push, json, '');
  if ('fault' in push) return 'ignored';
  const {channel, data: content} = push.value;
  if (looksLikeAccount(content))
    return heard(Account, content, 'data', (wire) => takeAccount(state, wire, at));
  const [kind, name = ''] = channel.split(':');
  if (kind === 'positions')
    return heard(Positions, content, 'data', ({positions}) => mergePositions(state, positions, at));
  if (kind?.startsWith('ticker'))
    return heard(Tickers, content, 'data', ({tickers}) =>
      tickers.reduce((next: State, ticker) => takePrices(next, ticker, ticker.mark ?? {}, at), state),
    );
  if (kind !== 'index' || !/^[A-Z0-9]{1,20}$/.test(name)) return 'ignored';
  return heard(Index, content, 'data', ({price}) => takeIndex(state, name, price, at));
}

function hear(state: State, frame: Frame): Heard {
  if (frame.direction === 'out') return 'ignored';
  const hostname = addressIn(frame.url)?.hostname;
  if (hostname !== API && hostname !== SOCKET) return 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*[[{]/.test(frame.body) ? json : 'ignored';
  return frame.via === 'websocket'
    ? hearPush(state, json.value, frame.at)
    : hearAnswer(state, json.value, frame.at);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const result = hear(state, frame);
  if (result === 'ignored') return ignored(state);
  return 'fault' in result ? malformed(state, frame, result.fault) : used(result.state);
}
