import type {Collateral, MarginAccount, MarginPool, Position, Schedule, Tier, WeightTier} from './account.ts';
import {Decimal} from './decimal.ts';
import {toJson} from './health-json.ts';
import type {AsJson} from './json.ts';
import {
  bounded,
  decimal,
  FieldError,
  fail,
  instant,
  kindOf,
  list,
  oneOf,
  type Read,
  record,
  text,
} from './read-json.ts';

/** An account that is not in the documented format: which file, which field, what is wrong. */
export class AccountFormatError extends Error {
  override readonly name = 'AccountFormatError';
  constructor(
    readonly source: string,
    readonly field: string,
    readonly problem: string,
  ) {
    super(field === '' ? `${source}: ${problem}` : `${source}: ${field} ${problem}`);
  }
}

/**
 * The account format of the documentation, strictly: a missing, unknown, mis-typed, impossible or absurdly long field
 * throws an `AccountFormatError` that names `source` and the field. Nothing is guessed.
 */
export const parseAccount = (value: unknown, source: string): MarginAccount => {
  try {
    return account(value, {up: null, key: ''});
  } catch (error) {
    if (error instanceof FieldError) throw new AccountFormatError(source, error.field, error.problem);
    throw error;
  }
};

/** The same format, from the model. `parseAccount` of it gives the same account. */
export const accountToJson = (of: MarginAccount): AsJson<MarginAccount> => toJson(of);

const name = text(200);
const sentence = text(1000);
const sentences = list(sentence, 100);
const signed = decimal('signed');
const amount = decimal('zero or more');
const positive = decimal('more than zero');
const fraction = decimal('from 0 to 1');
/** A venue's is below one; a value to the power of a million is no number any more. */
const exponent = decimal('from 0 to 10');

const tier: Read<Tier> = record(
  {from: amount, maintenanceRate: amount},
  {deduction: signed, initialRate: amount},
);

/** Begins at zero and rises, so that every size has one tier. */
const rising =
  <Step extends {readonly from: Decimal}>(read: Read<readonly Step[]>): Read<readonly Step[]> =>
  (value, at) => {
    const steps = read(value, at);
    const [first] = steps;
    if (first === undefined) return fail(at, 'is empty');
    if (!first.from.isZero()) return fail({up: {up: at, key: 0}, key: 'from'}, 'must be 0 in the first tier');
    for (const [index, step] of steps.entries()) {
      const before = steps[index - 1];
      if (before !== undefined && step.from.lte(before.from))
        return fail({up: {up: at, key: index}, key: 'from'}, 'must be above that of the tier before');
    }
    return steps;
  };

const scheduleKind = oneOf('tiers', 'sized', 'power', 'fixed', 'reported');
const schedules: {readonly [Kind in Schedule['kind']]: Read<Schedule>} = {
  tiers: record(
    {kind: oneOf('tiers'), tiers: rising(list(tier, 1000))},
    {by: oneOf('notional', 'contracts', 'base')},
  ),
  sized: record({kind: oneOf('sized'), base: amount, slope: amount}, {}),
  power: record({kind: oneOf('power'), base: amount, factor: amount, exponent}, {}),
  fixed: record({kind: oneOf('fixed'), maintenance: amount}, {}),
  reported: record({kind: oneOf('reported'), maintenance: amount}, {}),
};

const schedule: Read<Schedule> = (value, at) => {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return fail(at, `must be an object, not ${kindOf(value)}`);
  if (!Object.hasOwn(value, 'kind')) return fail({up: at, key: 'kind'}, 'is missing');
  const kind = scheduleKind((value as {kind: unknown}).kind, {up: at, key: 'kind'});
  return schedules[kind](value, at);
};

/** Written as a plain number in the documentation, as a decimal string by `accountToJson`. */
const hours: Read<Decimal> = (value, at) =>
  typeof value === 'number' && Number.isFinite(value)
    ? bounded(new Decimal(value), 'more than zero', at)
    : positive(value, at);

const priceOrNone: Read<Decimal | 'none'> = (value, at) => (value === 'none' ? 'none' : amount(value, at));

const position: Read<Position> = (value, at) => {
  const read = record(
    {
      symbol: name,
      underlying: name,
      contract: oneOf('linear', 'inverse', 'quanto', 'option', 'spot-borrow'),
      settle: name,
      multiplier: positive,
      side: oneOf('long', 'short'),
      size: positive,
    },
    {
      entryPrice: amount,
      markPrice: amount,
      indexPrice: positive,
      lastPrice: amount,
      leverage: positive,
      schedule,
      closingFeeRate: amount,
      openingFeeRate: amount,
      fundingRate: signed,
      fundingIntervalHours: hours,
      nextFundingAt: instant,
      option: record(
        {right: oneOf('call', 'put'), strike: positive, expiresAt: instant},
        {markVolatility: amount},
      ),
      reported: record(
        {},
        {
          liquidationPrice: priceOrNone,
          byOwnRule: record({liquidationPrice: priceOrNone, rule: sentence}, {}),
          stands: sentence,
          maintenanceMargin: amount,
          unrealisedPnl: signed,
        },
      ),
      doubts: sentences,
    },
  )(value, at);
  // An option that is worth nothing has a mark of zero; nothing else has, and an inverse entry divides.
  if (read.contract !== 'option' && read.markPrice?.isZero())
    return fail({up: at, key: 'markPrice'}, 'must be more than zero, not 0');
  if (read.contract === 'inverse' && read.entryPrice?.isZero())
    return fail({up: at, key: 'entryPrice'}, 'must be more than zero, not 0');
  if ((read.contract === 'option') !== (read.option !== undefined))
    return fail(
      {up: at, key: 'option'},
      read.option === undefined ? 'is missing' : 'belongs to options only',
    );
  return read;
};

const weight: Read<Decimal | readonly WeightTier[]> = (value, at) =>
  Array.isArray(value)
    ? rising(list(record({from: amount, weight: fraction}, {}), 1000))(value, at)
    : fraction(value, at);

const collateral: Read<Collateral> = record(
  {asset: name, amount: signed},
  {price: amount, weight, underlying: name, borrowRate: signed},
);

const pool: Read<MarginPool> = (value, at) => {
  const read = record(
    {
      id: name,
      kind: oneOf('cross', 'isolated', 'portfolio'),
      unit: name,
      waterline: positive,
      collateral: list(collateral, 10_000),
      positions: list(position, 10_000),
    },
    {
      orderMargin: amount,
      deductions: list(record({name: sentence, amount: signed}, {}), 1000),
      levels: list(record({name, at: positive}, {}), 100),
      reported: record(
        {},
        {
          equity: signed,
          maintenanceMargin: amount,
          initialMargin: amount,
          ratio: signed,
          inverseRatio: signed,
        },
      ),
      doubts: sentences,
      equityNeeds: sentences,
      sources: list(record({name, at: instant, limitMs: instant}, {}), 10_000),
    },
  )(value, at);
  const seen = new Set<string>();
  for (const [index, {asset, price}] of read.collateral.entries()) {
    const row = {up: {up: at, key: 'collateral'}, key: index};
    if (seen.has(asset)) return fail({up: row, key: 'asset'}, `names ${asset} a second time`);
    seen.add(asset);
    if (asset === read.unit && price !== undefined && !price.eq(1))
      return fail({up: row, key: 'price'}, `must be 1, because the pool is counted in ${asset}`);
  }
  return read;
};

const account: Read<MarginAccount> = (value, at) => {
  const read = record({venue: name, account: name, asOf: instant, pools: list(pool, 10_000)}, {})(value, at);
  const seen = new Set<string>();
  for (const [index, {id}] of read.pools.entries()) {
    if (seen.has(id))
      return fail({up: {up: {up: at, key: 'pools'}, key: index}, key: 'id'}, `names ${id} a second time`);
    seen.add(id);
  }
  return read;
};
