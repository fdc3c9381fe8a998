import type {AssetBook} from './asset-book.ts';
import {ZERO} from './constant.ts';
import type {Decimal} from './decimal.ts';
import {type Figure, figure, missing} from './figure.ts';
import type {PoolBook} from './pool-book.ts';
import {rowsOf} from './pool-book.ts';
import {type Row, valueNeeds} from './row.ts';

/**
 * Initial requirement of the pool, in its unit: Σ value ÷ chosen leverage, and what open orders hold. Where no
 * leverage was seen the tier's own initial rate stands in, and where no open orders were seen none are counted; both
 * are marked. A venue without a chosen leverage gives 1 ÷ its initial rate as `leverage`.
 */
export const initialOf = (book: PoolBook): Figure => {
  const {orderMargin} = book.pool;
  const doubts = [...book.doubts.equity];
  const needs: string[] = [];
  let total = orderMargin ?? ZERO;
  if (orderMargin === undefined && book.slots.length > 0)
    doubts.push('margin held by open orders was not seen and is taken as none');
  for (const [index, row] of rowsOf(book).entries()) {
    const asset = book.assets[book.slots[index]?.asset ?? 0];
    const rate = rateOf(row);
    if (row.value === null) needs.push(...valueNeeds(row));
    if (asset === undefined || asset.price === null) needs.push(`price of ${row.position.settle}`);
    if (rate === null) needs.push(`leverage of ${row.position.symbol}`);
    if (rate === null || row.value === null || asset === undefined || asset.price === null) continue;
    if (rate.doubt !== null) doubts.push(rate.doubt);
    total = total.plus(inUnit(rate.of(row.value), asset));
  }
  return needs.length > 0 ? missing(needs) : figure(total, doubts);
};

type Rate = {readonly of: (value: Decimal) => Decimal; readonly doubt: string | null};

const rateOf = ({position, tier}: Row): Rate | null => {
  const {leverage, schedule} = position;
  if (leverage !== undefined) return {of: (value) => value.div(leverage), doubt: null};
  const rate = schedule?.kind === 'tiers' ? schedule.tiers[tier]?.initialRate : undefined;
  if (rate === undefined) return null;
  return {
    of: (value) => value.times(rate),
    doubt: `leverage of ${position.symbol} was not seen: its tier's initial rate is taken`,
  };
};

const inUnit = (amount: Decimal, asset: AssetBook): Decimal =>
  asset.price === null ? amount : amount.times(asset.price);
