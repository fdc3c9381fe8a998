import type {MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {withoutOptions} from './means.ts';
import {poolOf} from './pool.ts';
import {heldOf} from './position.ts';
import {futuresProfit, isAtMarksOf, settledIn} from './session.ts';
import type {DeribitState} from './state.ts';
import {ONE} from './sum.ts';
import {isPortfolio} from './summaries.ts';

/** Segregated: each currency secures what is settled in it. */
export function segregatedPool(state: DeribitState, currency: string): MarginPool {
  const row = own(state.summaries, currency);
  const held = heldOf(state, currency);
  const settled = row && settledIn(held, row);
  const isPm = row !== undefined && isPortfolio(row);
  const priceOf = () => ONE;
  const counted = row && futuresProfit(row).plus(isPm ? (row.options_value ?? 0) : 0);
  const amount =
    row && counted && settled && new Decimal(row.margin_balance).minus(counted).minus(settled.amount);
  return poolOf(state, {
    id: isPm ? `portfolio:${currency}` : `cross:${currency}`,
    kind: isPm ? 'portfolio' : 'cross',
    unit: currency,
    held,
    told: row && {
      balance: new Decimal(row.margin_balance),
      maintenance: new Decimal(row.maintenance_margin),
      initial: new Decimal(row.initial_margin),
      at: row.at,
    },
    collateral: amount ? [{asset: currency, amount, price: ONE, weight: ONE}] : [],
    deductions: isPm ? [] : withoutOptions(held, priceOf),
    doubts: [],
    needs: settled ? settled.needs : [`balance of ${currency}`],
    settles: [currency],
    isAtMarks: row !== undefined && settled !== undefined && isAtMarksOf(row, held, settled.amount),
    isPriced: true,
    priceOf,
  });
}
