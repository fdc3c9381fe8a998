import type * as v from 'valibot';
import {addressIn} from '../address.ts';
import type {Frame} from '../frame.ts';
import {type Fault, fitting, ignored, malformed, read, readJson, used} from '../reading.ts';
import type {Reduction} from '../venue.ts';
import {
  Asset,
  Assets,
  Envelope,
  FairPrice,
  LongContracts,
  Position,
  Positions,
  Push,
  ShortContracts,
  Ticker,
  Tickers,
} from './frames.ts';
import type {State} from './state.ts';
import {takeAssets, takeContracts, takePosition, takePositions, takeTickers} from './take.ts';

type Heard = {readonly state: State} | {readonly fault: Fault} | 'ignored';

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

/**
 * Of the prices of all contracts, which come every two seconds, those that are held: the others are not even read. All,
 * while the positions are not known.
 */
function ofHeld({rows, rowsAt}: State, content: unknown): unknown {
  if (rowsAt === undefined || !Array.isArray(content)) return content;
  const held = new Set<unknown>(Object.values(rows).map(({symbol}) => symbol));
  return content.filter((row) => held.has(symbolOf(row)));
}

/** One is answered as itself, several as a list. */
const listed = (content: unknown): readonly unknown[] => (Array.isArray(content) ? content : [content]);

/** Answers are told by what they hold; an empty list only by its address. */
function hearContent(state: State, content: unknown, url: URL, at: number): Heard {
  const rows = listed(content);
  const [row] = rows;
  const isEmpty = Array.isArray(content) && content.length === 0;
  if (isEmpty ? /\/open_positions$/.test(url.pathname) : has(row, 'positionId', 'holdVol', 'positionType')) {
    if (/history/.test(url.pathname)) return 'ignored';
    const symbol = url.searchParams.get('symbol');
    return heard(Positions, rows, (positions) =>
      takePositions(state, positions, {at, ...(symbol && {symbol})}),
    );
  }
  if (has(row, 'currency', 'equity', 'availableBalance'))
    return heard(Assets, rows, (assets) => takeAssets(state, assets, at));
  if (has(row, 'contractSize', 'settleCoin'))
    return heard(LongContracts, rows, (contracts) => takeContracts(state, contracts));
  if (has(row, 'cs', 'sc', 'mmr'))
    return heard(ShortContracts, rows, (contracts) => takeContracts(state, contracts));
  if (has(row, 'symbol', 'fairPrice'))
    return heard(Tickers, rows, (tickers) => takeTickers(state, tickers, at));
  return 'ignored';
}

function hearAnswer(state: State, json: unknown, url: URL, at: number): Heard {
  const envelope = fitting(Envelope, json);
  if (envelope === undefined) return 'ignored';
  const {success, code, data} = envelope;
  if (!success)
    return {fault: {where: 'success', what: `MEXC answered with error ${code ?? 'without a code'}`}};
  return hearContent(state, data, url, at);
}

function hearPush(state: State, json: unknown, at: number): Heard {
  const push = fitting(Push, json);
  if (push === undefined) return 'ignored';
  const {channel, data} = push;
  switch (channel) {
    case 'push.personal.position':
      return heard(Position, data, (position) => takePosition(state, position, at));
    case 'push.personal.asset':
      return heard(Asset, data, (asset) => takeAssets(state, [asset], at));
    case 'push.fair.price':
      return heard(FairPrice, data, (ticker) => takeTickers(state, [ticker], at));
    case 'push.ticker':
      return heard(Ticker, data, (ticker) => takeTickers(state, [ticker], at));
    case 'push.tickers':
      return heard(Tickers, ofHeld(state, data), (tickers) => takeTickers(state, tickers, at));
    case 'push.contract':
      return heard(LongContracts, [data], (contracts) => takeContracts(state, contracts));
    default:
      return 'ignored';
  }
}

function hear(state: State, frame: Frame): Heard {
  const url = addressIn(frame.url);
  if (frame.direction === 'out' || url === null) return 'ignored';
  if (!/(^|\.)mexc\.com$/.test(url.hostname)) return 'ignored';
  const json = readJson(frame.body);
  if ('fault' in json) return /^\s*[[{]/.test(frame.body) ? json : 'ignored';
  return frame.via === 'websocket'
    ? hearPush(state, json.value, frame.at)
    : hearAnswer(state, json.value, url, frame.at);
}

/** Pure and total: a frame that it cannot read leaves the state as it was and names what is wrong. */
export function reduce(state: State, frame: Frame): Reduction<State> {
  const result = hear(state, frame);
  if (result === 'ignored') return ignored(state);
  return 'fault' in result ? malformed(state, frame, result.fault) : used(result.state);
}
