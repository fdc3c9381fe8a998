import type {WireAccount} from './wire-account.ts';

/**
 * The same assessment in plain doubles from the same strings, as a quick program would do it: sums, requirement with
 * the tier looked up, the liquidation price of each position and of all together with the tier at the price in
 * question, remedies, funding, a scan of moves. No figures with kinds, no reasons, no audit.
 */
type Tier = {readonly from: number; readonly rate: number; readonly deduction: number};

export type DoublePosition = {
  side: number;
  size: number;
  entry: number;
  mark: number;
  value: number;
  profit: number;
  leverage: number;
  fee: number;
  funding: number;
  hours: number;
  required: number;
  tiers: readonly Tier[];
};

export type DoublePool = {
  balance: number;
  waterline: number;
  positions: DoublePosition[];
  equity: number;
  maintenance: number;
};

type Wire = WireAccount['pools'][number];

const tables = new WeakMap<object, readonly Tier[]>();

const tableOf = (schedule: NonNullable<Wire['positions'][number]['schedule']>): readonly Tier[] => {
  if (schedule.kind !== 'tiers') return [];
  const known = tables.get(schedule.tiers);
  if (known !== undefined) return known;
  const made = schedule.tiers.map(({from, maintenanceRate, deduction}) => ({
    from: Number(from),
    rate: Number(maintenanceRate),
    deduction: Number(deduction ?? '0'),
  }));
  tables.set(schedule.tiers, made);
  return made;
};

export const requiredAt = (tiers: readonly Tier[], value: number, fee: number): number => {
  let tier = tiers[0];
  for (const next of tiers) {
    if (value < next.from) break;
    tier = next;
  }
  return tier === undefined ? 0 : value * (tier.rate + fee) - tier.deduction;
};

export const doublePool = (pool: Wire): DoublePool => {
  let equity = 0;
  for (const {amount, price, weight} of pool.collateral)
    equity += Number(amount) * Number(price ?? '1') * (Number(amount) > 0 ? Number(weight) : 1);
  const balance = equity;
  let maintenance = 0;
  const positions = pool.positions.map((wire): DoublePosition => {
    const side = wire.side === 'long' ? 1 : -1;
    const size = Number(wire.size) * Number(wire.multiplier);
    const entry = Number(wire.entryPrice);
    const mark = Number(wire.markPrice);
    const value = size * mark;
    const profit = side * size * (mark - entry);
    const tiers = wire.schedule === undefined ? [] : tableOf(wire.schedule);
    const fee = Number(wire.closingFeeRate ?? '0');
    const required = requiredAt(tiers, value, fee);
    equity += profit;
    maintenance += required;
    return {
      side,
      size,
      entry,
      mark,
      value,
      profit,
      leverage: Number(wire.leverage),
      fee,
      funding: Number(wire.fundingRate),
      hours: Number(wire.fundingIntervalHours),
      required,
      tiers,
    };
  });
  return {balance, waterline: Number(pool.waterline), positions, equity, maintenance};
};

/** Tier by tier: the root that falls into its own tier. */
export const liquidationPrice = (pool: DoublePool, one: DoublePosition): number | null => {
  const {side, size, mark, fee, tiers, required, value} = one;
  const rest = pool.equity - side * value - pool.waterline * (pool.maintenance - required);
  let best: number | null = null;
  for (let index = 0; index < tiers.length; index += 1) {
    const tier = tiers[index] as Tier;
    const price =
      -(rest + pool.waterline * tier.deduction) / (size * (side - pool.waterline * (tier.rate + fee)));
    const there = price * size;
    const next = tiers[index + 1]?.from ?? Number.POSITIVE_INFINITY;
    if (!(price > 0) || there < tier.from || there >= next) continue;
    if (best === null || Math.abs(price - mark) < Math.abs(best - mark)) best = price;
  }
  return best;
};

const standingAt = (pool: DoublePool, k: number): number => {
  let standing = pool.equity;
  for (const {side, value, tiers, fee} of pool.positions)
    standing += side * value * (k - 1) - pool.waterline * requiredAt(tiers, value * k, fee);
  return standing;
};

const bisected = (pool: DoublePool, low: number, high: number): number | null => {
  if (standingAt(pool, low) > 0 === standingAt(pool, high) > 0) return null;
  let [from, to] = [low, high];
  const start = standingAt(pool, from) > 0;
  for (let turn = 0; turn < 52; turn += 1) {
    const middle = (from + to) / 2;
    if (standingAt(pool, middle) > 0 === start) from = middle;
    else to = middle;
  }
  return to;
};

export const doubleUniform = (pool: DoublePool): readonly (number | null)[] => [
  bisected(pool, 1, 1e-9),
  bisected(pool, 1, 1e9),
];

/** Distances as a quick program finds them: each position's price bisected with the whole pool revalued. */
export const bisectedDistances = (pool: DoublePool): readonly (number | null)[] =>
  pool.positions.map((one) => {
    const rest = pool.equity - pool.waterline * (pool.maintenance - one.required);
    const standing = (price: number): number =>
      rest +
      one.side * one.size * (price - one.mark) -
      pool.waterline * requiredAt(one.tiers, price * one.size, one.fee);
    let [from, to] = [one.mark, one.side > 0 ? one.mark * 1e-9 : one.mark * 1e3];
    if (standing(to) > 0) return null;
    for (let turn = 0; turn < 60; turn += 1) {
      const middle = (from + to) / 2;
      if (standing(middle) > 0) from = middle;
      else to = middle;
    }
    return Math.abs(to / one.mark - 1) * 100;
  });

const VOLATILITIES = [0.75, 1, 1.25];

/** 41 moves × 3 volatilities, every position revalued in each: equity, requirement, accuracy. */
export const doubleGrid = (pool: DoublePool): readonly number[][] =>
  VOLATILITIES.map(() =>
    Array.from({length: 41}, (_, index) => {
      const k = 1 + (index - 20) / 100;
      let equity = pool.equity;
      let maintenance = 0;
      for (const {side, value, tiers, fee} of pool.positions) {
        equity += side * value * (k - 1);
        maintenance += requiredAt(tiers, value * k, fee);
      }
      return (100 * equity) / maintenance;
    }),
  );

/** Funding falls due in steps: the first at which what is left is gone. */
const hoursTo = (wire: Wire, room: number, perHour: number, now: number): number | null => {
  const [first] = wire.positions;
  if (first === undefined || perHour <= 0) return null;
  const every = Number(first.fundingIntervalHours);
  const start = ((first.nextFundingAt ?? now) - now) / 3_600_000;
  return start + (Math.ceil(room / (perHour * every)) - 1) * every;
};

export const doubleAssess = (account: WireAccount): unknown =>
  account.pools.map((wire) => {
    const pool = doublePool(wire);
    const {equity, maintenance, positions} = pool;
    const initial = positions.reduce(
      (sum, {value, leverage}) => sum + value / leverage,
      Number(wire.orderMargin ?? '0'),
    );
    const target = 1.5;
    let worst = 0;
    for (let index = 0; index < 41; index += 1) {
      let loss = 0;
      for (const {side, value} of positions) loss -= side * value * ((index - 20) / 100);
      worst = Math.max(worst, loss);
    }
    const accuracy = (100 * equity) / maintenance;
    const drag = positions.reduce(
      (sum, {side, value, funding, hours}) => sum + (side * value * funding) / hours,
      0,
    );
    return {
      equity,
      maintenance,
      initial,
      accuracy,
      grade: [100, 120, 150, 300].findIndex((bound) => accuracy <= bound),
      apart: wire.positions.filter(
        ({indexPrice}, index) => Math.abs(Number(indexPrice) / (positions[index]?.mark ?? 1) - 1) > 0.01,
      ).length,
      hours: hoursTo(wire, equity - 1.2 * maintenance, drag, account.asOf),
      initialAccuracy: (100 * equity) / initial,
      positions: positions.map((one) => {
        const price = liquidationPrice(pool, one);
        return {
          value: one.value,
          profit: one.profit,
          required: one.required,
          price,
          distance: price === null ? null : Math.abs(price / one.mark - 1) * 100,
        };
      }),
      uniform: doubleUniform(pool),
      deposit: Math.max(0, target * maintenance - equity),
      reduce: positions.map(({required, size}) =>
        equity >= target * maintenance
          ? 0
          : Math.min(size, ((target * maintenance - equity) / (target * required)) * size),
      ),
      drag,
      worst,
    };
  });
