import type {Tier, WeightTier} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {InstrumentRow, TierRow} from './frames.ts';
import type {Funding, OkxState} from './state.ts';

/** More contracts than OKX lists, and marks of others than the held ones that are kept, for one opened next. */
const TABLES = 4000;
const SPARE = 40;

const ONE = new Decimal(1);

function merged(
  known: Readonly<Record<string, string>>,
  rows: Iterable<readonly [string, string]>,
): Readonly<Record<string, string>> {
  const tables = new Map(Object.entries(known));
  for (const [name, text] of rows) if (tables.has(name) || tables.size < TABLES) tables.set(name, text);
  return Object.fromEntries(tables);
}

/** As one text each, because the state is stored again and again. */
export const takeInstruments = (state: OkxState, rows: readonly InstrumentRow[]): OkxState => ({
  ...state,
  instruments: merged(
    state.instruments,
    rows.map(({instId, ctVal, ctMult, ctType, tickSz}) => {
      const size = ctVal === undefined ? '-' : new Decimal(ctVal).times(ctMult ?? 1).toFixed();
      return [instId, `${size} ${tickSz ?? '-'} ${ctType || '-'}`];
    }),
  ),
});

export type Instrument = {
  readonly size?: Decimal;
  readonly tick?: Decimal;
  readonly type?: string;
};

export function instrumentOf(state: OkxState, instId: string): Instrument {
  const [size = '-', tick = '-', type = '-'] = (own(state.instruments, instId) ?? '').split(' ');
  return {
    ...(size !== '-' && size !== '' && {size: new Decimal(size)}),
    ...(tick !== '-' && {tick: new Decimal(tick)}),
    ...(type !== '-' && {type}),
  };
}

const byFloor = ([one]: readonly [string, string], [other]: readonly [string, string]) =>
  new Decimal(one).cmp(other);

/** A table's lines by their floors, as one text; null: what holds from zero is not in it, so it is a part of one. */
function tableOf(lines: [floor: string, line: string][]): string | null {
  const sorted = lines.sort(byFloor);
  return isZero(sorted[0]?.[0]) ? sorted.map(([, line]) => line).join(';') : null;
}

/** Of steps with one floor the last holds. */
const rising = <Step extends {readonly from: Decimal}>(steps: readonly Step[]): readonly Step[] =>
  steps.filter(({from}, index) => steps[index + 1]?.from.gt(from) ?? true);

/** An answer is about one family or several; rows without one are of margin pairs, whose sizes are loans. */
export function takeTiers(state: OkxState, rows: readonly TierRow[]): OkxState {
  const families = new Map<string, [string, string][]>();
  for (const {instFamily, minSz, mmr, imr} of rows) {
    if (instFamily === undefined) continue;
    const lines = families.get(instFamily) ?? [];
    lines.push([minSz, `${minSz} ${mmr} ${imr ?? ''}`.trim()]);
    families.set(instFamily, lines);
  }
  const tables = [...families].flatMap(([family, lines]): [string, string][] => {
    const table = tableOf(lines);
    return table === null ? [] : [[family, table]];
  });
  return tables.length === 0 ? state : {...state, tiers: merged(state.tiers, tables)};
}

/** `others`: contracts that the family's other positions hold, which count with this one's. */
export function tiersOf(state: OkxState, family: string, others: Decimal): readonly Tier[] | undefined {
  const lines = own(state.tiers, family)?.split(';');
  const tiers = lines?.map((line) => {
    const [from = '0', rate = '0', initialRate] = line.split(' ');
    const tier = {from: Decimal.max(0, new Decimal(from).minus(others)), maintenanceRate: new Decimal(rate)};
    return initialRate === undefined ? tier : {...tier, initialRate: new Decimal(initialRate)};
  });
  return tiers && rising(tiers);
}

export const takeDiscounts = (
  state: OkxState,
  rows: readonly {
    readonly ccy: string;
    readonly tiers: readonly {readonly discountRate: string; readonly minAmt?: string | undefined}[];
  }[],
): OkxState => ({
  ...state,
  discounts: merged(
    state.discounts,
    rows.flatMap(({ccy, tiers}): [string, string][] => {
      const lines = tiers.map(({discountRate, minAmt = '0'}): [string, string] => [
        minAmt,
        `${minAmt} ${discountRate}`,
      ]);
      const table = lines.length === 0 ? null : tableOf(lines);
      return table === null ? [] : [[ccy, table]];
    }),
  ),
});

export function discountsOf(state: OkxState, ccy: string): readonly WeightTier[] | undefined {
  const tiers = own(state.discounts, ccy)
    ?.split(';')
    .map((line) => {
      const [from = '0', weight = '0'] = line.split(' ');
      return {from: new Decimal(from), weight: Decimal.min(weight, ONE)};
    });
  return tiers && rising(tiers);
}

/** Keeps what belongs to held contracts and the newest few others. */
export function pruned<Row extends {readonly at: number}>(
  state: OkxState,
  rows: Readonly<Record<string, Row>>,
): Readonly<Record<string, Row>> {
  const held = new Set(Object.values(state.positions).map(({instId}) => instId));
  const entries = Object.entries(rows);
  const spare = entries.filter(([instId]) => !held.has(instId)).sort(([, a], [, b]) => b.at - a.at);
  const gone = new Set(spare.slice(SPARE).map(([instId]) => instId));
  return gone.size === 0 ? rows : Object.fromEntries(entries.filter(([instId]) => !gone.has(instId)));
}

export function takeMarks(
  state: OkxState,
  rows: readonly {readonly instId: string; readonly markPx?: string | undefined; readonly ts: number}[],
  at: number,
): OkxState {
  const marks = new Map(Object.entries(state.marks));
  for (const {instId, markPx: price, ts} of rows)
    if (price !== undefined && (own(state.marks, instId)?.ts ?? 0) <= ts) marks.set(instId, {price, ts, at});
  return {...state, marks: pruned(state, Object.fromEntries(marks))};
}

const HOUR_MS = 3_600_000;

export function takeFunding(
  state: OkxState,
  rows: readonly {
    readonly instId: string;
    readonly fundingRate: string;
    readonly fundingTime: number;
    readonly nextFundingTime?: number | undefined;
  }[],
  at: number,
): OkxState {
  const funding = new Map<string, Funding>(Object.entries(state.funding));
  for (const {instId, fundingRate: rate, fundingTime: next, nextFundingTime: then = 0} of rows) {
    const hours = (then - next) / HOUR_MS;
    funding.set(instId, {rate, next, ...(hours > 0 && hours <= 24 && {hours}), at});
  }
  return {...state, funding: pruned(state, Object.fromEntries(funding))};
}
