import type {Tier} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {dexOfCoin} from './contexts.ts';
import type {Held, State, TierRow} from './state.ts';

/** Where a position's tiers come from: the market's table, or the leverage that stands in the position itself. */
export type Tiering = {readonly tiers: readonly Tier[]; readonly from: 'table' | 'position'};

/** Tables below this number are not listed: one tier, whose leverage is the number. */
const FIRST_LISTED_TABLE = 50;

/**
 * Maintenance rate = 1 ÷ (2 × the tier's largest leverage), half of the initial rate at that leverage. The deductions
 * add up so that the requirement does not jump: each is the one before + lower bound × (rate − rate before).
 */
export function tiersOf(rows: readonly TierRow[]): readonly Tier[] {
  const tiers: Tier[] = [];
  for (const [lowerBound, maxLeverage] of rows) {
    const from = new Decimal(lowerBound);
    const initialRate = new Decimal(1).div(maxLeverage);
    const maintenanceRate = new Decimal(1).div(2 * maxLeverage);
    const before = tiers.at(-1);
    const step = before ? from.times(maintenanceRate.minus(before.maintenanceRate)) : new Decimal(0);
    tiers.push({from, maintenanceRate, deduction: step.plus(before?.deduction ?? 0), initialRate});
  }
  return tiers;
}

/** A coin's table, as far as its dex's meta has been seen. */
function rowsOf(state: State, coin: string): readonly TierRow[] | null {
  const markets = own(state.markets, dexOfCoin(coin));
  const market = markets?.universe.find(([name]) => name === coin);
  if (!markets || !market) return null;
  const [, maxLeverage, table] = market;
  if (table === null || table < FIRST_LISTED_TABLE) return [['0', table || maxLeverage]];
  return markets.tables.find(([id]) => id === table)?.[1] ?? null;
}

/**
 * The market's table, unless the position's own largest leverage is another: the venue's liquidity vaults have 50 for
 * every coin, and their requirement follows that.
 */
export function tieringOf(state: State, held: Held): Tiering {
  const rows = rowsOf(state, held.coin);
  const tiers = rows && tiersOf(rows);
  const first = tiers?.[0]?.initialRate;
  if (tiers && first?.times(held.maxLeverage).minus(1).abs().lt('1e-9')) return {tiers, from: 'table'};
  return {tiers: tiersOf([['0', held.maxLeverage]]), from: 'position'};
}

/** The requirement of a position worth so much. */
export function maintenanceAt(tiers: readonly Tier[], value: Decimal): Decimal {
  const tier = tiers.findLast(({from}) => from.lte(value)) ?? tiers[0];
  return tier ? value.times(tier.maintenanceRate).minus(tier.deduction ?? 0) : new Decimal(0);
}
