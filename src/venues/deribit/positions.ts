import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import type {PositionRow} from './frames.ts';
import {instrumentOf, markIn} from './instrument.ts';
import type {Asked, DeribitState, Mark} from './state.ts';

/** A page that invents contracts must not fill the state. */
const MOST = 1000;

/** USD ÷ coin has more digits than the mark of a cheap coin; taken where it is that mark before rounding. */
function markOf({mark_price, size, size_currency}: PositionRow): string | undefined {
  if (mark_price === undefined || isZero(size_currency) || size_currency === undefined) return mark_price;
  const precise = new Decimal(size).div(size_currency).abs();
  const shown = new Decimal(mark_price);
  const half = new Decimal(10).pow(-shown.decimalPlaces()).div(2);
  return precise.minus(shown).abs().lte(half) && precise.times('5e-9').lte(half)
    ? precise.toSignificantDigits(12).toFixed()
    : mark_price;
}

function markFrom(row: PositionRow, known: Mark | undefined, at: number): Mark | undefined {
  const price = instrumentOf(row.instrument_name)?.contract === 'inverse' ? markOf(row) : row.mark_price;
  if (price === undefined) return known;
  const index = row.index_price ?? known?.index;
  const {volatility, funding} = known ?? {};
  return {
    price,
    ...(index !== undefined && {index}),
    ...(volatility !== undefined && {volatility}),
    ...(funding !== undefined && {funding}),
    at,
    isRow: true,
  };
}

const isHeld = ({size, direction}: PositionRow) => !isZero(size) && direction !== 'zero';

/** Rows into what is known; one of size 0 is a position that was closed. Combinations and spot hold nothing by themselves. */
export function withRows(state: DeribitState, rows: readonly PositionRow[], at: number): DeribitState {
  const positions = new Map(Object.entries(state.positions));
  const marks = new Map(Object.entries(state.marks));
  for (const sent of rows) {
    const {instrument_name: name} = sent;
    if (instrumentOf(name) === undefined) continue;
    if (!isHeld(sent)) {
      positions.delete(name);
      marks.delete(name);
      continue;
    }
    if (!positions.has(name) && positions.size >= MOST) continue;
    const row = {...sent, mark_price: markIn(name, sent.mark_price), at};
    positions.set(name, row);
    const mark = markFrom(row, marks.get(name), at);
    if (mark !== undefined) marks.set(name, mark);
  }
  return {
    ...state,
    positions: Object.fromEntries(positions),
    marks: Object.fromEntries(marks),
    heardAt: at,
  };
}

const isAsked = (name: string, {currency, kind}: Asked): boolean => {
  const instrument = instrumentOf(name);
  const isKind = kind === 'any' || kind === (instrument?.contract === 'option' ? 'option' : 'future');
  return isKind && (currency === 'any' || instrument?.settle === currency);
};

/** The answer to a question for positions: what it was asked for and does not name is gone. */
export function withList(
  state: DeribitState,
  rows: readonly PositionRow[],
  asked: Asked,
  at: number,
): DeribitState {
  const kept = Object.entries(state.positions).filter(([name]) => !isAsked(name, asked));
  const name = `${asked.currency} ${asked.kind}`;
  const listed = state.listed.includes(name) ? state.listed : [...state.listed, name].slice(-40);
  return withRows({...state, positions: Object.fromEntries(kept), listed}, rows, at);
}

/** Have all positions that are settled in this currency been listed? */
export function isListed({listed}: DeribitState, settle: string): boolean {
  return ['future', 'option'].every((kind) =>
    ['any', settle].some((currency) => [kind, 'any'].some((each) => listed.includes(`${currency} ${each}`))),
  );
}
