import type {Schedule} from '../account.ts';
import {degreeOf, isCoinOption, pricedBy, signOf} from '../contract.ts';
import {itemAt} from '../item-at.ts';
import {type KnownAsset, type KnownBook, type KnownRow, knownRow, knownRows} from '../known.ts';
import {yearsTo} from '../option-price.ts';
import {measureOf} from '../schedule.ts';
import {toDouble} from './double.ts';
import {modelPrice, type TwinOption} from './option.ts';
import {stepAt} from './step.ts';

/** A pool in doubles, for searching. Every number of it is also in the book, which certifies what is found. */
export type Twin = {
  readonly equity: number;
  readonly maintenance: number;
  readonly waterline: number;
  readonly rows: readonly TwinRow[];
  readonly assets: readonly TwinAsset[];
};

export type TwinRow = {
  readonly row: KnownRow;
  /** Index of its settle asset. */
  readonly asset: number;
  /** Power of the price that its value goes with. */
  readonly degree: number;
  readonly value: number;
  /** Coefficient of price^degree in what it adds to the asset's amount. */
  readonly counted: number;
  readonly required: number;
  readonly table: TwinTable | null;
  readonly tier: number;
  /** Size as the table measures it, and the power of the price that it goes with. */
  readonly measure: number;
  readonly measureDegree: number;
  readonly fee: number;
  /** Without a table: requirement = a·price^degree + b + c·price^(2·degree). */
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly power: {readonly base: number; readonly factor: number; readonly exponent: number} | null;
  readonly option: TwinOption | null;
  /** No sum of few powers: an option, or a power schedule. */
  readonly curved: boolean;
};

export type TwinAsset = {
  readonly amount: number;
  readonly required: number;
  readonly price: number;
  readonly worth: number;
  readonly call: number;
  /** Lower bounds of the weight's pieces, slopes and offsets. */
  readonly from: readonly number[];
  readonly slope: readonly number[];
  readonly offset: readonly number[];
  readonly piece: number;
};

export type TwinTable = {
  readonly from: readonly number[];
  readonly rate: readonly number[];
  readonly deduction: readonly number[];
};

/**
 * `now` in ms since 1970, for the time to an option's expiry. With `own` only those rows are there, at their own indices: all that a move of one underlying looks at, unless one
 * of them is curved and the whole pool has to be revalued.
 */
export const twinOf = (book: KnownBook, now: number, own?: readonly number[]): Twin => {
  const rows: TwinRow[] = [];
  const put = (row: KnownRow, index: number): void => {
    rows[index] = twinRow(row, itemAt(book.slots, index).asset, now);
  };
  if (own === undefined) for (const [index, row] of knownRows(book).entries()) put(row, index);
  else for (const index of own) put(knownRow(book, index), index);
  if (own?.some((index) => itemAt(rows, index).curved)) return twinOf(book, now);
  return {
    equity: toDouble(book.equity),
    maintenance: toDouble(book.maintenance),
    waterline: toDouble(book.pool.waterline),
    rows,
    assets: book.assets.map(twinAsset),
  };
};

const twinRow = (row: KnownRow, asset: number, now: number): TwinRow => {
  const {position, quantity} = row;
  const {schedule} = position;
  const value = toDouble(row.value);
  const degree = degreeOf(position);
  const fee = position.closingFeeRate === undefined ? 0 : toDouble(position.closingFeeRate);
  const option = position.contract === 'option' ? twinOption(row, now) : null;
  const still = option !== null || position.contract === 'spot-borrow';
  const counted = still ? 0 : signOf(position) * degree * value;
  const measure =
    schedule.kind === 'tiers' && schedule.tiers.length > 1
      ? measureOf(position, schedule.by ?? 'notional', quantity, row.value)
      : null;
  return {
    row,
    asset,
    degree,
    value,
    counted,
    required: toDouble(row.required),
    table: tableOf(schedule),
    tier: row.tier,
    measure: measure === null ? 0 : toDouble(measure.amount),
    measureDegree: measure === null ? 0 : measure.degree,
    fee,
    ...plainTerms(row, schedule, value, fee),
    power:
      schedule.kind === 'power'
        ? {
            base: toDouble(schedule.base),
            factor: toDouble(schedule.factor),
            exponent: toDouble(schedule.exponent),
          }
        : null,
    option,
    curved: option !== null || schedule.kind === 'power',
  };
};

const twinOption = ({position, quantity}: KnownRow, now: number): TwinOption | null => {
  const {option, markPrice} = position;
  const indexPrice = pricedBy(position);
  if (option === undefined || markPrice === undefined || indexPrice === undefined) return null;
  const known = {
    call: option.right === 'call',
    strike: toDouble(option.strike),
    years: yearsTo(option.expiresAt, now),
    volatility: option.markVolatility === undefined ? 0 : toDouble(option.markVolatility),
    forward: toDouble(indexPrice),
    mark: toDouble(markPrice),
    coin: isCoinOption(position),
    quantity: signOf(position) * toDouble(quantity),
  };
  return {...known, model: modelPrice(known, 1, 1)};
};

const plainTerms = (row: KnownRow, schedule: Schedule, value: number, fee: number) => {
  const inverse = row.position.contract === 'inverse';
  switch (schedule.kind) {
    case 'fixed':
      return {a: fee * value, b: toDouble(schedule.maintenance), c: 0};
    case 'reported':
      return {a: fee * value + toDouble(schedule.maintenance), b: 0, c: 0};
    case 'sized': {
      const slope = toDouble(schedule.slope);
      const rate = toDouble(schedule.base) + fee;
      return inverse
        ? {a: rate * value, b: 0, c: slope * value * value}
        : {a: (rate + slope * toDouble(row.quantity)) * value, b: 0, c: 0};
    }
    case 'tiers':
    case 'power':
      return {a: 0, b: 0, c: 0};
  }
};

const tables = new WeakMap<Schedule, TwinTable>();

const tableOf = (schedule: Schedule): TwinTable | null => {
  if (schedule.kind !== 'tiers') return null;
  const known = tables.get(schedule);
  if (known !== undefined) return known;
  const made = {
    from: schedule.tiers.map(({from}) => toDouble(from)),
    rate: schedule.tiers.map(({maintenanceRate}) => toDouble(maintenanceRate)),
    deduction: schedule.tiers.map(({deduction}) => (deduction === undefined ? 0 : toDouble(deduction))),
  };
  tables.set(schedule, made);
  return made;
};

const twinAsset = ({pieces, ...asset}: KnownAsset): TwinAsset => {
  const amount = toDouble(asset.amount);
  const from = pieces.map((piece) => (piece.from === null ? Number.NEGATIVE_INFINITY : toDouble(piece.from)));
  return {
    amount,
    required: toDouble(asset.required),
    price: toDouble(asset.price),
    worth: toDouble(asset.worth),
    call: toDouble(asset.call),
    from,
    slope: pieces.map(({slope}) => toDouble(slope)),
    offset: pieces.map(({offset}) => toDouble(offset)),
    piece: stepAt(from, amount),
  };
};
