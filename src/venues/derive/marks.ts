import {own} from '../reading.ts';
import type {Mark, State} from './state.ts';

/** More currencies than Derive has; one beyond is not kept. */
const SPOTS = 200;

type Told = {
  readonly price?: string | undefined;
  readonly index?: string | undefined;
  readonly volatility?: string | undefined;
  readonly funding?: string | undefined;
};

/** Of contracts that are held; what is not told stays. */
export function takeMark(state: State, name: string, told: Told, at: number): State {
  if (!Object.values(state.subaccounts).some(({rows}) => Object.hasOwn(rows, name))) return state;
  const known = own(state.marks, name);
  const price = told.price ?? known?.price;
  if (price === undefined) return state;
  const index = told.index ?? known?.index;
  const volatility = told.volatility ?? known?.volatility;
  const funding = told.funding ?? known?.funding;
  const mark: Mark = {
    price,
    ...(index !== undefined && {index}),
    ...(volatility !== undefined && {volatility}),
    ...(funding !== undefined && {funding}),
    at,
  };
  return {...state, marks: {...state.marks, [name]: mark}};
}

export function takeSpot(state: State, currency: string, price: string, at: number): State {
  const isNew = !Object.hasOwn(state.spots, currency);
  if (isNew && Object.keys(state.spots).length >= SPOTS) return state;
  return {...state, spots: {...state.spots, [currency]: {price, at}}};
}
