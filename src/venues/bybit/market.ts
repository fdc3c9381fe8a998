import type * as v from 'valibot';
import {Decimal} from '../../engine/decimal.ts';
import {grouped, MOST_TIERS} from '../grouped.ts';
import {own} from '../reading.ts';
import type {Ratios, Ticker, Tier} from './frames.ts';
import type {AccountState, Mark} from './state.ts';

/** More contracts and coins than Bybit lists. */
const TABLES = 3000;
/** Marks of contracts without a position that are kept, so that one opened next has its mark at once. */
const SPARE_MARKS = 40;

const ONE = new Decimal(1);

const UNITS = [ONE, new Decimal(100)];

/**
 * Percent in some answers, fractions in others: one tier's initial rate × its highest leverage is 1 or 100. Undefined:
 * neither, or a rate above the whole value.
 */
export function rateUnit(tiers: readonly Tier[]): Decimal | undefined {
  for (const {initialMargin, maxLeverage} of tiers) {
    if (initialMargin === undefined || maxLeverage === undefined) continue;
    const whole = new Decimal(initialMargin).times(maxLeverage);
    const unit = UNITS.find((each) => whole.div(each).minus(1).abs().lt('0.2'));
    if (unit !== undefined) return tiers.some((tier) => unit.lt(tier.maintenanceMargin)) ? undefined : unit;
  }
  return undefined;
}

/** See `AccountState.tiers`. Without a deduction of Bybit's the tiers are marginal, as it documents. */
function tableOf(tiers: readonly Tier[], unit: Decimal): string {
  const sorted = tiers
    .map((tier) => ({
      ...tier,
      top: new Decimal(tier.riskLimitValue),
      rate: new Decimal(tier.maintenanceMargin).div(unit),
    }))
    .sort((one, other) => one.top.comparedTo(other.top))
    .filter(({top}, index, all) => !all[index - 1]?.top.eq(top));
  let deduction = new Decimal(0);
  return sorted
    .map(({rate, mmDeduction, maxLeverage}, index) => {
      const below = sorted[index - 1];
      const floor = below?.top ?? new Decimal(0);
      deduction =
        mmDeduction === undefined
          ? deduction.plus(floor.times(rate.minus(below?.rate ?? rate)))
          : new Decimal(mmDeduction);
      return `${floor.toFixed()} ${rate.toFixed()} ${deduction.toFixed()} ${maxLeverage ?? ''}`.trim();
    })
    .join(';');
}

const withinTables = (known: Readonly<Record<string, string>>, told: ReadonlyMap<string, string>) =>
  Object.fromEntries([...Object.entries(known), ...told].slice(-TABLES));

export function takeTiers(account: AccountState, rows: readonly Tier[], unit: Decimal): AccountState {
  const told = new Map<string, string>();
  for (const [symbol, tiers] of grouped(rows, (row) => row.symbol))
    if (tiers.length <= MOST_TIERS) told.set(symbol, tableOf(tiers, unit));
  return {...account, tiers: withinTables(account.tiers, told)};
}

type RatioRow = v.InferOutput<typeof Ratios>[number];

/** See `AccountState.ratios`. The first slice begins at nothing, whatever it says. */
function ratiosOf({collateralRatioList: slices}: RatioRow): string {
  return slices
    .map(({minQty, collateralRatio}) => ({from: new Decimal(minQty), collateralRatio}))
    .sort((one, other) => one.from.comparedTo(other.from))
    .filter(({from}, index, all) => !all[index - 1]?.from.eq(from))
    .map(({from, collateralRatio}, index) => `${index === 0 ? '0' : from.toFixed()} ${collateralRatio}`)
    .join(';');
}

export function takeRatios(account: AccountState, rows: readonly RatioRow[]): AccountState {
  const told = rows
    .filter(({collateralRatioList}) => collateralRatioList.length > 0)
    .map((row): [string, string] => [row.currency, ratiosOf(row)]);
  return {...account, ratios: withinTables(account.ratios, new Map(told))};
}

const heldSymbols = (account: AccountState): ReadonlySet<string> =>
  new Set(Object.values(account.positions).map(({symbol}) => symbol));

/** A delta has only what changed; a mark that it does not name is still confirmed by it. */
function markOf(known: Mark | undefined, ticker: v.InferOutput<typeof Ticker>, at: number): Mark {
  const {markPrice, indexPrice, lastPrice, fundingRate, fundingIntervalHour, nextFundingTime} = ticker;
  return {
    ...known,
    ...(markPrice !== undefined && {price: markPrice}),
    ...(indexPrice !== undefined && {index: indexPrice}),
    ...(lastPrice !== undefined && {last: lastPrice}),
    ...(fundingRate !== undefined && {fundingRate}),
    ...(fundingIntervalHour !== undefined && {fundingHours: fundingIntervalHour}),
    ...(typeof nextFundingTime === 'number' && nextFundingTime > 0 && {nextFundingAt: nextFundingTime}),
    at,
  };
}

/** Keeps the marks of held contracts and the newest few others. */
function pruned(account: AccountState): AccountState {
  const held = heldSymbols(account);
  const spare = Object.entries(account.marks).filter(([symbol]) => !held.has(symbol));
  if (spare.length <= SPARE_MARKS) return account;
  const gone = new Set(
    spare
      .toSorted(([, one], [, other]) => one.at - other.at)
      .slice(0, spare.length - SPARE_MARKS)
      .map(([symbol]) => symbol),
  );
  return {
    ...account,
    marks: Object.fromEntries(Object.entries(account.marks).filter(([symbol]) => !gone.has(symbol))),
  };
}

/** What moves a balance's worth: held contracts, and the contracts of coins in the wallet. */
export function wantsMark(account: AccountState, symbol: string): boolean {
  if (heldSymbols(account).has(symbol)) return true;
  const coin = /^(.+?)USDT?$/.exec(symbol)?.[1];
  return coin !== undefined && own(account.wallet?.coins ?? {}, coin) !== undefined;
}

export const takeTicker = (account: AccountState, ticker: v.InferOutput<typeof Ticker>, at: number) =>
  pruned({
    ...account,
    marks: {...account.marks, [ticker.symbol]: markOf(own(account.marks, ticker.symbol), ticker, at)},
  });
