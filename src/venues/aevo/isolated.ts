import {Decimal} from '../../engine/decimal.ts';
import {isZero} from '../wire.ts';
import type {Row} from './state.ts';

/**
 * The margin of an isolated position, without its profit. Aevo does not tell it, but the price at which it is used up:
 * there margin and loss are what is required. Undefined: no price, or no requirement, was told.
 */
export function marginOf({side, amount, entry, mark, maintenance, liquidation}: Row): Decimal | undefined {
  if (entry === undefined || mark === undefined || maintenance === undefined) return undefined;
  if (liquidation === undefined || isZero(liquidation) || liquidation.startsWith('-')) return undefined;
  const required = new Decimal(maintenance).times(liquidation).div(mark);
  const loss = new Decimal(entry)
    .minus(liquidation)
    .times(amount)
    .times(side === 'long' ? 1 : -1);
  return required.plus(loss);
}
