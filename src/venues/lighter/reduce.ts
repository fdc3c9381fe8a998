import type * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, fitting, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {Accounts, AllMarkets, Envelope, Markets, OneMarket, Positions, Push, UserStats} from './frames.ts';
import type {State} from './state.ts';
import {takeAnswer, takeMarkets, takeMarks, takePositions, takeStats} from './take.ts';

type Heard = {readonly state: State} | {readonly fault: Fault} | 'ignored';

export const HOST = 'mainnet.zklighter.elliot.ai';

/** Holds the message against its schema, then lets `take` work on what it found. */
function heard<const Schema extends v.GenericSchema>(
  schema: Schema,
  json: unknown,
  take: (message: v.InferOutput<Schema>) => State,
): Heard {
  const result = read(schema, json, '');
  return 'fault' in result ? result : {state: take(result.value)};
}

/** Answers are told by what they hold; an error is no empty account. */
function hearAnswer(state: State, json: unknown, {at}: Frame): Heard {
  const envelope = fitting(Envelope, json);
  if (envelope !== undefined && envelope.code !== 200)
    return {fault: {where: 'code', what: `Lighter answered with error ${envelope.code}`}};
  if (typeof json !== 'object' || json === null) return 'ignored';
  if (Object.hasOwn(json, 'accounts'))
    return heard(Accounts, json, ({accounts}) =>
      accounts.reduce((next: State, wire) => takeAnswer(next, wire, at), state),
    );
  if (Object.hasOwn(json, 'order_book_details'))
    return heard(Markets, json, ({order_book_details}) => takeMarkets(state, order_book_details));
  return 'ignored';
}

/** `subscribed/…` is a snapshot, `update/…` what changed. */
function hearPush(state: State, json: unknown, {at}: Frame): Heard {
  const push = fitting(Push, json);
  const parts = /^(account_all|account_all_positions|user_stats|market_stats):(\d{1,16}|all)$/.exec(
    push?.channel ?? '',
  );
  const [, channel, index = ''] = parts ?? [];
  if (push === undefined || channel === undefined) return 'ignored';
  if (channel === 'market_stats')
    return index === 'all'
      ? heard(AllMarkets, json, ({market_stats}) => takeMarks(state, market_stats ?? [], at))
      : heard(OneMarket, json, ({market_stats}) => takeMarks(state, [market_stats], at));
  if (index === 'all') return 'ignored';
  if (channel === 'user_stats')
    return heard(UserStats, json, ({stats}) => takeStats(state, index, stats, at));
  const isWhole = push.type.startsWith('subscribed/');
  return heard(Positions, json, ({positions}) => takePositions(state, index, positions ?? [], {at, isWhole}));
}

function hear(state: State, frame: Frame): Heard {
  if (frame.direction === 'out' || addressIn(frame.url)?.hostname !== HOST) return 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*[[{]/.test(frame.body) ? json : 'ignored';
  return frame.via === 'websocket'
    ? hearPush(state, json.value, frame)
    : hearAnswer(state, json.value, frame);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const result = hear(state, frame);
  if (result === 'ignored') return ignored(state);
  return 'fault' in result ? malformed(state, frame, result.fault) : used(result.state);
}
