import {Decimal} from '../../engine/decimal.ts';
import {restOfInitial, restOfMaintenance, sum, type Totals} from './fit.ts';
import type {Fit, Row} from './state.ts';

/** By their value in the coin. */
const weightOf = ({amount, index, mark}: Row) => new Decimal(amount).times(index ?? mark ?? 0);

type Rests = Pick<Fit, 'restOfMaintenance' | 'restOfInitial'>;

/**
 * Portfolio margin, and requirements that are less than those of the positions, hold for all cross positions together:
 * Aevo's total shared among them by value, with what of it is left. Nothing is, where there is a value to share it by.
 */
export function shared(
  told: Totals,
  rows: Readonly<Record<string, Row>>,
  at: number,
): {readonly rows: Readonly<Record<string, Row>>; readonly rests: Rests} {
  const weights = new Map(
    Object.values(rows).flatMap((row) => (row.isIsolated ? [] : [[row, weightOf(row)]])),
  );
  const all = sum([...weights.values()]);
  const perWeight = (of: string | undefined) =>
    of !== undefined && all.gt(0) ? new Decimal(of).div(all) : undefined;
  const [maintenance, initial] = [perWeight(told.maintenance), perWeight(told.initial)];
  const share = (of: Decimal | undefined, weight: Decimal) =>
    of?.times(weight).toSignificantDigits(30).toFixed();
  const common = Object.fromEntries(
    Object.entries(rows).map(([key, row]) => {
      const weight = weights.get(row);
      if (weight === undefined) return [key, row];
      const parts = {maintenance: share(maintenance, weight), initial: share(initial, weight)};
      return [key, {...row, ...parts, isShare: true}];
    }),
  );
  const left = Object.values(common);
  const rests = all.gt(0)
    ? {restOfMaintenance: '0', restOfInitial: '0'}
    : {restOfMaintenance: restOfMaintenance(told, left, at), restOfInitial: restOfInitial(told, left, at)};
  return {rows: common, rests};
}
