import type {Schedule, Tier} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import type {Kind} from './contract.ts';
import type {Row} from './state.ts';

const ZERO = new Decimal(0);

/** In the requirement of every account seen from 2022 to 2026, whatever fee the account paid itself. */
export const TAKER = new Decimal('0.00075');

/** What is known of a position's requirement: the schedule, the fee in it, and what is to be said of both. */
export type Required = {
  readonly schedule?: Schedule;
  readonly fee?: Decimal;
  readonly doubts: readonly string[];
};

export type Known = {
  readonly row: Row;
  readonly kind: Kind;
  /** Today's mark. */
  readonly mark?: Decimal;
  readonly multiplier?: Decimal;
  /** From `GateState.tables`. */
  readonly table?: string;
  /** Marginal tiers, says the account. */
  readonly tiered?: boolean;
  /** Of the contract. */
  readonly fee?: string;
};

type Line = {
  readonly from: Decimal;
  readonly rate: Decimal;
  readonly deduction?: Decimal;
  readonly initial?: Decimal;
};

/** Tables change by the month and are asked for with every mark: what was read last is kept, by its text. */
const READ_TABLES = 200;
const read = new Map<string, readonly Line[]>();

function linesOf(table: string): readonly Line[] {
  const known = read.get(table);
  if (known !== undefined) return known;
  const lines = table.split(';').map((line): Line => {
    const [from = '0', rate = '0', deduction = '-', initial = '-'] = line.split(' ');
    return {
      from: new Decimal(from),
      rate: new Decimal(rate),
      ...(deduction !== '-' && {deduction: new Decimal(deduction)}),
      ...(initial !== '-' && {initial: new Decimal(initial)}),
    };
  });
  if (read.size >= READ_TABLES) read.clear();
  read.set(table, lines);
  return lines;
}

/** Each slice its own rate: what is too much in the lower slices is the deduction, Gate's own or worked out. */
function marginal(lines: readonly Line[]): readonly Tier[] {
  let deduction = ZERO;
  return lines.map((line, index) => {
    const before = lines[index - 1];
    if (before) deduction = deduction.plus(line.from.times(line.rate.minus(before.rate)));
    return {
      from: line.from,
      maintenanceRate: line.rate,
      deduction: line.deduction ?? deduction,
      ...(line.initial && {initialRate: line.initial}),
    };
  });
}

const oneRate = (rate: Decimal | string): readonly Tier[] => [
  {from: ZERO, maintenanceRate: new Decimal(rate)},
];

const chargeAt = (tiers: readonly Tier[], value: Decimal): Decimal => {
  const tier = tiers.findLast(({from}) => from.lte(value)) ?? tiers[0];
  return tier === undefined ? ZERO : value.times(tier.maintenanceRate).minus(tier.deduction ?? ZERO);
};

/** Requirement and value of the answer, when it told both. */
function sent({row}: Known): {maintenance: Decimal; value: Decimal} | undefined {
  const {maintenance, value} = row.answer ?? {};
  return maintenance === undefined || value === undefined
    ? undefined
    : {maintenance: new Decimal(maintenance), value: new Decimal(value).abs()};
}

/** Does rate × value − deduction + fee × value give the requirement that Gate sent, to its digits? */
function gives(tiers: readonly Tier[], fee: Decimal, known: Known): boolean {
  const told = sent(known);
  if (told === undefined) return false;
  const off = chargeAt(tiers, told.value).plus(fee.times(told.value)).minus(told.maintenance).abs();
  return off.lte(Decimal.max(told.maintenance.times('1e-8'), '1e-10'));
}

/** The contract's fee; else the one that Gate's own requirement holds; else the one seen everywhere, with a doubt. */
function feeOf(tiers: readonly Tier[], known: Known): {fee: Decimal; doubts: readonly string[]} {
  if (known.fee !== undefined) return {fee: new Decimal(known.fee), doubts: []};
  const told = sent(known);
  if (told !== undefined && !told.value.isZero()) {
    const fee = told.maintenance.minus(chargeAt(tiers, told.value)).div(told.value).toDecimalPlaces(7);
    if (fee.gte(0) && fee.lte('0.002') && gives(tiers, fee, known)) return {fee, doubts: []};
  }
  const {contract} = known.row;
  return {
    fee: TAKER,
    doubts: [
      `the taker fee in the requirement of ${contract} was not seen; 0.075 %, as everywhere seen, is taken`,
    ],
  };
}

function byTiers(tiers: readonly Tier[], known: Known, doubts: readonly string[] = []): Required {
  const {fee, doubts: ofFee} = feeOf(tiers, known);
  const by = known.kind === 'inverse' ? 'base' : 'notional';
  return {schedule: {kind: 'tiers', by, tiers}, fee, doubts: [...doubts, ...ofFee]};
}

/**
 * The user's own tier has one rate for the whole value; a position is not allowed to grow out of it. The row says the
 * rate, else the table's tier of that limit.
 */
function flat(known: Known, lines: readonly Line[]): Required {
  const {rate, limit} = known.row;
  const index = limit === undefined ? -1 : lines.findIndex((_, at) => lines[at + 1]?.from.eq(limit));
  const told = rate ?? lines[index]?.rate;
  return told === undefined ? {doubts: []} : byTiers(oneRate(told), known);
}

const quantityOf = ({row, multiplier}: Known): Decimal | undefined =>
  multiplier && new Decimal(row.size).abs().times(multiplier);

/** Could the value grow out of the lowest tier before liquidation? Shorts grow with the price, inverse longs as it falls. */
function mayGrowOut(known: Known): boolean {
  const {row, kind} = known;
  const isShort = row.size.startsWith('-');
  if (isShort === (kind === 'inverse')) return false;
  const quantity = quantityOf(known);
  const {liquidation, limit} = row;
  if (quantity === undefined || liquidation === undefined || limit === undefined) return true;
  const price = new Decimal(liquidation);
  if (price.lte(0)) return true;
  const then = kind === 'inverse' ? quantity.div(price) : quantity.times(price);
  return then.gt(limit);
}

/** Gate's figure for the value then, scaled to today's: too much rather than too little when the value falls. */
function reported(known: Known): Schedule | undefined {
  const told = sent(known);
  const quantity = quantityOf(known);
  const {mark, kind, row} = known;
  if (told === undefined || told.value.isZero()) return undefined;
  if (quantity === undefined || mark === undefined) return undefined;
  const now = kind === 'inverse' ? quantity.div(mark) : quantity.times(mark);
  const isSame = row.answer?.size === row.size;
  return isSame ? {kind: 'reported', maintenance: told.maintenance.times(now).div(told.value)} : undefined;
}

/** Marginal tiers whose table was not seen. When Gate's requirement is that of one rate, the value lies in the lowest. */
function withoutTable(known: Known): Required {
  const {rate, contract} = known.row;
  const fee = new Decimal(known.fee ?? TAKER);
  if (rate !== undefined && gives(oneRate(rate), fee, known)) {
    const doubts = mayGrowOut(known)
      ? [`the tiers of ${contract} above the lowest were not seen; its value may grow into them`]
      : [];
    return {...byTiers(oneRate(rate), known, doubts), fee};
  }
  const schedule = reported(known);
  if (schedule) return {schedule, doubts: []};
  if (rate === undefined) return {doubts: []};
  const doubt = `the tiers of ${contract} were not seen; the rate of today's tier is taken for the whole value`;
  return byTiers(oneRate(rate), known, [doubt]);
}

/** Marginal since July 2025, in batches; an answer of before has no blended rate. */
export function requiredOf(known: Known): Required {
  const {row, table, tiered} = known;
  const lines = table === undefined ? [] : linesOf(table);
  const isNew = lines.some(({deduction}) => deduction !== undefined);
  const isMarginal = tiered ?? (row.blended === true || isNew || row.answer === undefined);
  if (!isMarginal) return flat(known, lines);
  return lines.length > 0 ? byTiers(marginal(lines), known) : withoutTable(known);
}

/** Hedge mode: both legs follow the rate of the one with the higher value, so its table shrunk to the other's size. */
export function shrunk({schedule, fee, doubts}: Required, ratio: Decimal): Required {
  if (schedule?.kind !== 'tiers') return {doubts};
  const tiers = schedule.tiers.map((tier) => ({
    ...tier,
    from: tier.from.times(ratio),
    ...(tier.deduction && {deduction: tier.deduction.times(ratio)}),
  }));
  const doubt =
    "the smaller leg's requirement is taken at the rate of the larger, as Gate describes hedge mode";
  return {
    schedule: {...schedule, tiers},
    ...(fee && {fee}),
    doubts: [...doubts, ...(tiers.length > 1 ? [doubt] : [])],
  };
}
