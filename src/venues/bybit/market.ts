import type * as v from 'valibot';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import type {Ratios, Ticker, Tier} from './frames.ts';
import type {AccountState, Mark} from './state.ts';

/** More contracts and coins than Bybit lists. */
const TABLES = 3000;
/** Marks of contracts without a position that are kept, so that one opened next has its mark at once. */
const SPARE_MARKS = 40;

const ONE = new Decimal(1);

/** Percent in some answers, fractions in others: one tier's initial rate × its highest leverage is 1 or 100. */
export function rateUnit(tiers: readonly Tier[]): Decimal | undefined {
  for (const {initialMargin, maxLeverage} of tiers) {
    if (initialMargin === undefined || maxLeverage === undefined) continue;
    const whole = new Decimal(initialMargin).times(maxLeverage);
    if (whole.minus(1).abs().lt('0.2')) return ONE;
    if (whole.minus(100).abs().lt('20')) return new Decimal(100);
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
    .sort((one, other) => one.top.comparedTo(other.top));
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
  for (const symbol of new Set(rows.map((row) => row.symbol)))
    told.set(
      symbol,
      tableOf(
        rows.filter((row) => row.symbol === symbol),
        unit,
      ),
    );
  return {...account, tiers: withinTables(account.tiers, told)};
}

export function takeRatios(account: AccountState, rows: v.InferOutput<typeof Ratios>): AccountState {
  const told = rows.map(({currency, collateralRatioList}): [string, string] => [
    currency,
    collateralRatioList
      .map(({minQty = '0', collateralRatio}) => ({from: new Decimal(minQty), collateralRatio}))
      .sort((one, other) => one.from.comparedTo(other.from))
      .map(({from, collateralRatio}) => `${from.toFixed()} ${collateralRatio}`)
      .join(';'),
  ]);
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
