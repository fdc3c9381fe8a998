import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {markIn} from './instrument.ts';
import type {DeribitState, Mark} from './state.ts';

/** More than Deribit has; a name beyond is not kept. */
const INDICES = 100;

type Told = {
  readonly instrument_name: string;
  readonly mark_price?: string | undefined;
  readonly index_price?: string | undefined;
  readonly mark_iv?: string | undefined;
  readonly iv?: string | undefined;
  readonly funding_8h?: string | undefined;
};

/** Of contracts that are held; what is not told stays. */
export function withMarks(state: DeribitState, rows: readonly Told[], at: number): DeribitState {
  const held = rows.filter(({instrument_name}) => Object.hasOwn(state.positions, instrument_name));
  if (held.length === 0) return state;
  const marks: Record<string, Mark> = {...state.marks};
  for (const row of held) {
    const known = own(marks, row.instrument_name);
    const price = markIn(row.instrument_name, row.mark_price) ?? known?.price;
    if (price === undefined) continue;
    const volatility =
      row.iv ?? (row.mark_iv === undefined ? known?.volatility : new Decimal(row.mark_iv).div(100).toFixed());
    const index = row.index_price ?? known?.index;
    const funding = row.funding_8h ?? known?.funding;
    marks[row.instrument_name] = {
      price,
      ...(index !== undefined && {index}),
      ...(volatility !== undefined && {volatility}),
      ...(funding !== undefined && {funding}),
      at,
    };
  }
  return {...state, marks};
}

export function withIndex(state: DeribitState, name: string, price: string, at: number): DeribitState {
  const isNew = !Object.hasOwn(state.indices, name);
  if (isNew && Object.keys(state.indices).length >= INDICES) return state;
  return {...state, indices: {...state.indices, [name]: {price, at}}};
}
