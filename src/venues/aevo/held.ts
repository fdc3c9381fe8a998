import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import type {Row, State} from './state.ts';

/** A position with the newest prices known. */
export type Held = {
  readonly row: Row;
  readonly size: Decimal;
  readonly mark?: Decimal;
  readonly index?: Decimal;
  readonly volatility?: Decimal;
  readonly funding?: Decimal;
  readonly markAt: number;
  /** The mark is that of the row itself. */
  readonly isOwn: boolean;
};

export function heldOf(state: State): readonly Held[] {
  return Object.values(state.rows).map((row) => {
    const told = own(state.marks, row.name);
    const isNewer = told !== undefined && (told.at >= row.at || row.mark === undefined);
    const mark = isNewer ? told.price : row.mark;
    const index = own(state.indices, row.coin)?.price;
    const volatility = told?.volatility ?? row.volatility;
    return {
      row,
      size: new Decimal(row.amount),
      ...(mark !== undefined && {mark: new Decimal(mark)}),
      ...(index !== undefined && {index: new Decimal(index)}),
      ...(volatility !== undefined && {volatility: new Decimal(volatility)}),
      ...(told?.funding !== undefined && {funding: new Decimal(told.funding)}),
      markAt: isNewer ? told.at : row.at,
      isOwn: mark === row.mark,
    };
  });
}
