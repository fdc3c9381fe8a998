import {Decimal} from '../../engine/decimal.ts';
import {fitting, own} from '../reading.ts';
import {levelsText} from './contract.ts';
import {RestInstrument, RestTicker} from './frames.ts';
import type {Mark, State} from './state.ts';

/** More contracts than Kraken lists. */
const LISTED = 2000;

/** Marks of other contracts than the held ones would only fill the state. */
export function withMark(state: State, symbol: string, mark: Mark): State {
  return own(state.rows, symbol) ? {...state, marks: {...state.marks, [symbol]: mark}} : state;
}

export function restTickers(state: State, tickers: readonly unknown[], at: number): State {
  let next = state;
  for (const row of tickers.slice(0, LISTED)) {
    const result = fitting(RestTicker, row);
    if (result?.markPrice === undefined) continue;
    const {symbol, markPrice: price, indexPrice: index} = result;
    next = withMark(next, symbol, {price, ...(index !== undefined && {index}), at});
  }
  return next;
}

/** An instrument of a new kind is left out, so that it does not take the others along. */
export function restInstruments(state: State, instruments: readonly unknown[]): State {
  const levels = instruments.slice(0, LISTED).flatMap((row): (readonly [string, string])[] => {
    const result = fitting(RestInstrument, row);
    const isOne = result !== undefined && new Decimal(result.contractSize ?? 1).eq(1);
    return isOne ? [[result.symbol, levelsText(result)]] : [];
  });
  return levels.length === 0 ? state : {...state, levels: Object.fromEntries(levels)};
}
