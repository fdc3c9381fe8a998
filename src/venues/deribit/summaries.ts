import type {SummaryRow} from './frames.ts';
import {instrumentOf} from './instrument.ts';
import type {DeribitState, Model, Summary} from './state.ts';

function modelOf(row: SummaryRow): Model {
  if (row.margin_model !== undefined) return row.margin_model;
  const money = row.cross_collateral_enabled === true ? 'cross' : 'segregated';
  return `${money}_${row.portfolio_margining_enabled === true ? 'pm' : 'sm'}`;
}

export const isPortfolio = ({model}: Summary) => model.endsWith('pm');

function marksOf({marks}: DeribitState, currency: string): Summary['marks'] {
  const own = Object.entries(marks).filter(([name]) => instrumentOf(name)?.settle === currency);
  return Object.fromEntries(own.map(([name, {price}]) => [name, price]));
}

/** More currencies than Deribit has. */
const MOST = 200;

/** The margin model is the whole account's: rows of a former one are of no use any more. */
export function withSummaries(state: DeribitState, rows: readonly SummaryRow[], at: number): DeribitState {
  const told = rows.map(
    (row): Summary => ({
      ...row,
      model: modelOf(row),
      at,
      marks: marksOf(state, row.currency),
    }),
  );
  const model = told.at(-1)?.model;
  const known = Object.values(state.summaries).filter((row) => row.model === model);
  const all = [...known, ...told].map((row) => [row.currency, row] as const);
  return {...state, summaries: Object.fromEntries(all.slice(-MOST)), heardAt: at};
}
