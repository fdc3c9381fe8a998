import {Decimal} from '../../engine/decimal.ts';
import {grouped, MOST_TIERS} from '../grouped.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {ContractRows, TickerRows, type TierRow, TierRows} from './frames.ts';
import {type Context, fault, handler} from './heard.ts';
import type {Contract, GateState, Mark} from './state.ts';

const CONTRACTS = 3000;
/** Marks of contracts without a position that are kept, so that one opened next has its mark at once. */
const SPARE_MARKS = 40;

/** See `GateState.tables`. A tier begins where the one before ends; `-`: not told. */
function tableText(rows: readonly TierRow[]): string {
  const sorted = rows
    .map((row) => ({...row, upTo: new Decimal(row.risk_limit)}))
    .sort((one, other) => one.upTo.cmp(other.upTo));
  return sorted
    .map(({maintenance_rate, deduction, initial_rate}, index) => {
      const from = sorted[index - 1]?.risk_limit ?? '0';
      return [from, maintenance_rate, deduction ?? '-', initial_rate ?? '-'].join(' ');
    })
    .join(';');
}

/** Rows of one contract do not say which: then the address does. */
export const tiers = handler(TierRows, (state, rows, context: Context) => {
  const tables = new Map(Object.entries(state.tables));
  const contractOf = (row: TierRow) => row.contract ?? context.contract;
  if (rows.some((row) => contractOf(row) === undefined))
    return fault(context.where, 'expected the contract of these tiers');
  for (const [contract, tierRows] of grouped(rows, contractOf)) {
    const isRoom = tables.size < CONTRACTS || tables.has(contract);
    if (isRoom && tierRows.length <= MOST_TIERS) tables.set(contract, tableText(tierRows));
  }
  return {...state, tables: Object.fromEntries(tables)};
});

export const contracts = handler(ContractRows, (state, rows) => {
  const known = new Map(Object.entries(state.contracts));
  for (const {name, quanto_multiplier: multiplier, taker_fee_rate: takerFee, funding_interval} of rows) {
    if (known.size >= CONTRACTS && !known.has(name)) continue;
    const contract: Contract = {
      ...own(state.contracts, name),
      ...(!isZero(multiplier) && {multiplier}),
      ...(takerFee !== undefined && {takerFee}),
      ...(funding_interval !== undefined && !isZero(funding_interval) && {fundingSeconds: funding_interval}),
    };
    known.set(name, contract);
  }
  return {...state, contracts: Object.fromEntries(known)};
});

function pruned(state: GateState): GateState {
  const held = new Set(
    Object.values(state.books).flatMap((book) => Object.values(book.rows).map(({contract}) => contract)),
  );
  const entries = Object.entries(state.marks);
  const spare = entries.filter(([contract]) => !held.has(contract));
  if (spare.length <= SPARE_MARKS) return state;
  const kept = spare.toSorted(([, one], [, other]) => other.at - one.at).slice(0, SPARE_MARKS);
  return {
    ...state,
    marks: Object.fromEntries([...entries.filter(([contract]) => held.has(contract)), ...kept]),
  };
}

export const tickers = handler(TickerRows, (state, rows, {frame}) => {
  const marks = new Map(Object.entries(state.marks));
  for (const {contract, mark_price: price, index_price: index, funding_rate: funding} of rows) {
    if (price === undefined) continue;
    const mark: Mark = {
      price,
      ...(index !== undefined && {index}),
      ...(funding !== undefined && {funding}),
      at: frame.at,
    };
    marks.set(contract, mark);
  }
  return pruned({...state, marks: Object.fromEntries(marks)});
});
