import type {MarginPool} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import {type Totals, withoutOptions} from './means.ts';
import {poolOf} from './pool.ts';
import {heldOf} from './position.ts';
import {futuresProfit, isAtMarksOf, settledIn} from './session.ts';
import type {DeribitState, Summary} from './state.ts';
import {ONE, sumOf, ZERO} from './sum.ts';
import {isPortfolio} from './summaries.ts';

/** What contracts are settled in; other currencies are collateral only. */
const SETTLES = ['BTC', 'ETH', 'USDC', 'USDT'];

const RESERVED =
  "Deribit's margin balance differs from these balances (haircuts, reservations, currencies not seen); the difference is kept as it is";

/** The whole account's balance is repeated in each currency: their ratio is the currency's index. */
function toldPrice({total_margin_balance_usd: total, margin_balance: balance}: Summary): Decimal | undefined {
  if (total === undefined || isZero(total) || isZero(balance)) return undefined;
  const price = new Decimal(total).div(balance);
  return price.gt(0) ? price.toSignificantDigits(12) : undefined;
}

function totalsOf(rows: readonly Summary[]): Totals | undefined {
  const newest = rows.reduce<Summary | undefined>(
    (one, row) => (one && one.at > row.at ? one : row),
    undefined,
  );
  const {
    total_margin_balance_usd: balance,
    total_maintenance_margin_usd: maintenance,
    total_initial_margin_usd: initial,
  } = newest ?? {};
  if (newest === undefined || balance === undefined || maintenance === undefined || initial === undefined)
    return undefined;
  return {
    balance: new Decimal(balance),
    maintenance: new Decimal(maintenance),
    initial: new Decimal(initial),
    at: newest.at,
  };
}

/** Haircuts and what else Deribit takes off the balances, in USD of the account's moment. */
function reservedOf(rows: readonly Summary[], told: Totals | undefined): Decimal {
  if (told === undefined) return ZERO;
  const worth = rows.map((row) => {
    const options = isPortfolio(row) ? (row.options_value ?? 0) : 0;
    const amount = new Decimal(row.balance)
      .plus(row.futures_session_rpl ?? row.session_rpl)
      .plus(futuresProfit(row))
      .plus(options);
    return amount.times(toldPrice(row) ?? 0);
  });
  const apart = sumOf(worth).minus(told.balance);
  return apart.abs().gt(told.balance.abs().times('1e-4')) ? apart : ZERO;
}

const isNear = (one: Decimal | undefined, other: Decimal | undefined) =>
  one && other ? one.minus(other).abs().lte(other.times('1e-6')) : one === other;

/** Cross collateral: all currencies secure all positions, counted in USD. */
export function crossPool(state: DeribitState): MarginPool {
  const rows = Object.values(state.summaries);
  const held = heldOf(state);
  const told = totalsOf(rows);
  const isPm = rows.some(isPortfolio);
  const priceOf = (settle: string): Decimal | undefined => {
    const row = own(state.summaries, settle);
    const index = own(state.indices, `${settle.toLowerCase()}_usd`);
    if (index !== undefined && index.at >= (row?.at ?? 0)) return new Decimal(index.price);
    return row && toldPrice(row);
  };
  const settled = new Set(held.map(({instrument}) => instrument.settle));
  const counted = rows.filter(({currency, balance}) => settled.has(currency) || !isZero(balance));
  const parts = counted.map((row) => {
    const secured = held.filter(({instrument}) => instrument.settle === row.currency);
    return {row, held: secured, settled: settledIn(secured, row)};
  });
  const reserved = reservedOf(counted, told);
  const unseen = [...settled].filter((each) => own(state.summaries, each) === undefined);
  return poolOf(state, {
    id: isPm ? 'portfolio' : 'cross',
    kind: isPm ? 'portfolio' : 'cross',
    unit: 'USD',
    held,
    told,
    collateral: parts.map(({row, settled: {amount}}) => {
      const price = priceOf(row.currency);
      const balance = new Decimal(row.balance).plus(row.futures_session_rpl ?? row.session_rpl);
      return {asset: row.currency, amount: balance.minus(amount), weight: ONE, ...(price && {price})};
    }),
    deductions: [
      ...(reserved.isZero() ? [] : [{name: 'haircuts and other reservations', amount: reserved}]),
      ...(isPm ? [] : withoutOptions(held, priceOf)),
    ],
    doubts: reserved.isZero() ? [] : [RESERVED],
    needs: [
      ...(told === undefined ? ['margin balance of the whole account'] : []),
      ...unseen.map((each) => `balance of ${each}`),
      ...parts.flatMap((part) => part.settled.needs),
    ],
    settles: SETTLES.filter((each) => own(state.summaries, each) || settled.has(each)),
    isAtMarks: parts.every((part) => isAtMarksOf(part.row, part.held, part.settled.amount)),
    isPriced: counted.every((row) => isNear(priceOf(row.currency), toldPrice(row))),
    priceOf,
  });
}
