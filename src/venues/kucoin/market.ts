import {fitting, own, read} from '../reading.ts';
import {isZero} from '../wire.ts';
import {contractText} from './contract.ts';
import {ContractRow, FundingRate, MarkAnswer, MarkIndex} from './frames.ts';
import {type Reader, reader} from './reader.ts';
import type {Mark, State} from './state.ts';

/** More contracts than KuCoin lists. */
const LISTED = 3000;

/** A contract that cannot be read is left out, so that a new kind of one does not take the others along. */
export const contracts: Reader = (state, content, {where}) => {
  const rows: readonly unknown[] = Array.isArray(content) ? content.slice(0, LISTED) : [content];
  const known = rows.flatMap((row) => {
    const result = fitting(ContractRow, row);
    return result === undefined ? [] : [result];
  });
  if (known.length === 0) {
    const [first] = rows;
    const result = read(ContractRow, first, where);
    return 'fault' in result ? result : 'ignored';
  }
  const texts = new Map(Object.entries(state.contracts));
  for (const row of known) {
    if (texts.size < LISTED || texts.has(row.symbol)) texts.set(row.symbol, contractText(row));
  }
  return {...state, contracts: Object.fromEntries(texts)};
};

const isHeld = (state: State, symbol: string) =>
  Object.values(state.rows).some((row) => row.symbol === symbol && !isZero(row.size)) ||
  state.unified.some((row) => row.symbol === symbol);

function withMark(state: State, symbol: string, mark: Mark): State {
  const known = own(state.marks, symbol);
  if (!isHeld(state, symbol) || (known && known.time > mark.time)) return state;
  return {...state, marks: {...state.marks, [symbol]: {...known, ...mark}}};
}

export const markIndex = (symbol: string): Reader =>
  reader(MarkIndex, (state, event, {at}) =>
    withMark(state, symbol, {
      price: event.markPrice,
      ...(event.indexPrice !== undefined && {index: event.indexPrice}),
      time: event.timestamp,
      at,
    }),
  );

export const markAnswer = reader(MarkAnswer, (state, answer, {at}) =>
  withMark(state, answer.symbol, {
    price: answer.value,
    ...(answer.indexPrice !== undefined && {index: answer.indexPrice}),
    time: answer.timePoint,
    at,
  }),
);

export const fundingRate = (symbol: string): Reader =>
  reader(FundingRate, (state, {fundingRate: rate}) => {
    const known = own(state.marks, symbol);
    return known ? {...state, marks: {...state.marks, [symbol]: {...known, fundingRate: rate}}} : state;
  });
