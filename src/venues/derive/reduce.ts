import type * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {
  Answer,
  Balances,
  Collaterals,
  FullTicker,
  Portfolios,
  Positions,
  Push,
  SlimTicker,
  SpotFeed,
  Subaccount,
} from './frames.ts';
import {takeMark, takeSpot} from './marks.ts';
import type {State} from './state.ts';
import {takeBalances, takeCollaterals, takePortfolios, takePositions, takeSubaccount} from './take.ts';

type Heard = {readonly state: State} | {readonly fault: Fault} | 'ignored';

export const HOSTS = ['api.lyra.finance', 'api.derive.xyz'];

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

/** Answers do not name their question; they name the subaccount, and are told by what they hold. */
function hearResult(state: State, result: unknown, at: number): Heard {
  if (has(result, 'subaccount_value', 'collaterals', 'positions'))
    return heard(Subaccount, result, 'result', (wire) => takeSubaccount(state, wire, at));
  if (has(result, 'subaccount_id', 'positions'))
    return heard(Positions, result, 'result', (wire) =>
      takePositions(state, wire.subaccount_id, wire.positions, at),
    );
  if (has(result, 'subaccount_id', 'collaterals'))
    return heard(Collaterals, result, 'result', (wire) =>
      takeCollaterals(state, wire.subaccount_id, wire.collaterals, at),
    );
  if (Array.isArray(result) && has(result[0], 'subaccount_value', 'collaterals'))
    return heard(Portfolios, result, 'result', (wires) => takePortfolios(state, wires, at));
  return 'ignored';
}

function hearTicker(state: State, name: string, data: unknown, at: number): Heard {
  return heard(FullTicker, data, 'params.data', (wire) => {
    const ticker = 'instrument_ticker' in wire ? wire.instrument_ticker : wire;
    return takeMark(
      state,
      name,
      {
        price: ticker.mark_price,
        index: ticker.index_price,
        volatility: ticker.option_pricing?.iv,
        funding: ticker.perp_details?.funding_rate,
      },
      at,
    );
  });
}

function hearPush(state: State, value: unknown, at: number): Heard {
  const push = read(Push, value, '');
  if ('fault' in push) return push;
  const {channel, data} = push.value.params;
  const [, id] = /^(\d{1,16})\.balances$/.exec(channel) ?? [];
  if (id !== undefined)
    return heard(Balances, data, 'params.data', (wires) => takeBalances(state, id, wires, at));
  const [kind, name = ''] = channel.split('.');
  if (kind === 'ticker_slim')
    return heard(SlimTicker, data, 'params.data', ({instrument_ticker: {M, I, f, option_pricing: option}}) =>
      takeMark(state, name, {price: M, index: I, volatility: option?.i, funding: f}, at),
    );
  if (kind === 'ticker') return hearTicker(state, name, data, at);
  if (kind !== 'spot_feed') return 'ignored';
  return heard(SpotFeed, data, 'params.data', ({feeds}) =>
    feeds.reduce(
      (next: State, [currency, {price}]) =>
        price === undefined ? next : takeSpot(next, currency, price, at),
      state,
    ),
  );
}

function hear(state: State, frame: Frame): Heard {
  if (frame.direction === 'out' || !HOSTS.includes(addressIn(frame.url)?.hostname ?? '')) return 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*\{/.test(frame.body) ? json : 'ignored';
  if (has(json.value, 'method', 'params')) return hearPush(state, json.value, frame.at);
  const answer = read(Answer, json.value, '');
  if ('fault' in answer) return 'ignored';
  const {result, error} = answer.value;
  // On the socket it may be the answer to anything.
  if (error !== undefined && error !== null)
    return frame.via === 'websocket'
      ? 'ignored'
      : {fault: {where: 'error', what: 'Derive answered with an error'}};
  return hearResult(state, result, frame.at);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const result = hear(state, frame);
  if (result === 'ignored') return ignored(state);
  return 'fault' in result ? malformed(state, frame, result.fault) : used(result.state);
}
