import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {type Asset, assetsOf} from './assets.ts';
import {levelOf} from './level.ts';
import {feeFrom} from './recovered.ts';
import type {Currency, OkxState, Position} from './state.ts';
import {cashOf, sumOf} from './sums.ts';
import {maintenanceOf, profitOf, type Valued, valuedOf} from './valued.ts';

const ZERO = new Decimal(0);

/** Level 1, regular users; what is taken where it is not told. */
const USUAL_FEE = new Decimal('0.0005');

/** From the ratio of one push, while the cash is that of the push. */
function crossFee(held: readonly Valued[], currency: Currency | undefined): Decimal | undefined {
  const values = held.map(({value}) => value);
  const ratio = held[0]?.row.mgnRatio;
  if (currency === undefined || ratio === undefined || values.includes(undefined)) return undefined;
  const isTogether = held.every(({row}) => row.at === held[0]?.row.at && row.at >= currency.cashAt);
  if (!isTogether) return undefined;
  const equity = cashOf(currency).plus(sumOf(held.map(profitOf)));
  const required = sumOf(held.map(maintenanceOf));
  return feeFrom(equity, new Decimal(ratio), required, sumOf(values.map((value) => value ?? ZERO)));
}

/** From the position's own ratio. */
function isolatedFee(held: Valued): Decimal | undefined {
  const {value, row} = held;
  const {margin, mgnRatio} = row;
  if (margin === undefined || mgnRatio === undefined || value === undefined) return undefined;
  const equity = profitOf(held).plus(margin);
  return feeFrom(equity, new Decimal(mgnRatio), maintenanceOf(held), value);
}

function multiFee(state: OkxState, held: readonly Valued[], assets: readonly Asset[]): Decimal | undefined {
  const {adjEq, mgnRatio, mmr} = state.totals ?? {};
  const values = held.map((one) => {
    const price = assets.find(({ccy}) => ccy === one.settle)?.price;
    return price && one.value?.times(price);
  });
  if (adjEq === undefined || mgnRatio === undefined || mmr === undefined || values.includes(undefined))
    return undefined;
  const value = sumOf(values.map((each) => each ?? ZERO));
  return feeFrom(new Decimal(adjEq), new Decimal(mgnRatio), new Decimal(mmr), value);
}

const isContract = ({instType}: {readonly instType: string}) => instType !== 'MARGIN';

/** What this state's cross positions tell of the taker fee, by settle currency. */
function crossFees(
  state: OkxState,
  rows: readonly Position[],
): readonly (readonly [string, Decimal | undefined])[] {
  const held = rows.filter(({mgnMode}) => mgnMode === 'cross').map((row) => valuedOf(state, row));
  const settles = [...new Set(held.map(({settle}) => settle))];
  const isFutures = levelOf(state) === '2';
  const multi = isFutures ? undefined : multiFee(state, held, assetsOf(state, new Set(settles)));
  return settles.map((ccy) => {
    const these = held.filter(({settle}) => settle === ccy);
    return [ccy, isFutures ? crossFee(these, own(state.currencies, ccy)) : multi] as const;
  });
}

/**
 * A fee is the account's, by settle currency: once told it is kept, because not every push tells it again. The first word
 * is the cross positions'; of isolated ones the last that tells is asked, and no other: each is a search of its own.
 */
export function withFees(state: OkxState): OkxState {
  const rows = Object.values(state.positions).filter(isContract);
  const told: Record<string, string> = {};
  for (const [ccy, fee] of crossFees(state, rows)) if (fee !== undefined) told[ccy] = fee.toFixed();
  for (const row of rows.filter(({mgnMode}) => mgnMode === 'isolated').reverse()) {
    if (Object.hasOwn(told, row.ccy ?? valuedOf(state, row).settle)) continue;
    const held = valuedOf(state, row);
    const fee = isolatedFee(held);
    if (fee !== undefined) told[held.settle] = fee.toFixed();
  }
  return Object.keys(told).length === 0 ? state : {...state, fees: {...state.fees, ...told}};
}

export type Fee = {readonly fee: Decimal; readonly doubts: readonly string[]};

/** `of`: what is charged, for people. */
export function feeOf(state: OkxState, ccy: string, of: string): Fee {
  const told = own(state.fees, ccy);
  if (told !== undefined) return {fee: new Decimal(told), doubts: []};
  const doubt = `the taker fee of ${of} does not follow from OKX's own ratio: 0.05 % of level 1 is taken`;
  return {fee: USUAL_FEE, doubts: [doubt]};
}
