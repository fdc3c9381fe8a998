import type {Position} from '../../engine/account.ts';
import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {isZero} from '../wire.ts';
import type {Holding} from './coins.ts';
import {contractOf} from './contract.ts';
import type {Held} from './position.ts';
import type {AccountState, Row} from './state.ts';

const ONE = new Decimal(1);
const ZERO = new Decimal(0);
const NOISE = new Decimal('1e-4');
/** Less than this share of what Bybit counts in a coin: positions of that coin have not been seen. */
const SEEN = new Decimal('0.8');

type Part = {readonly positions: readonly Position[]; readonly doubts: readonly string[]};
const NOTHING: Part = {positions: [], doubts: []};

const priceIn = (holdings: readonly Holding[], coin: string) =>
  holdings.find(({name}) => name === coin)?.price;

/** A requirement in USD that no position of ours carries; it stays put when prices move. Its size stands for nothing. */
const still = (symbol: string, maintenance: Decimal | undefined): Position => ({
  symbol,
  underlying: symbol,
  contract: 'spot-borrow',
  settle: 'USD',
  multiplier: ONE,
  side: 'short',
  size: maintenance?.gt(0) ? maintenance : ONE,
  markPrice: ONE,
  ...(maintenance && {schedule: {kind: 'fixed', maintenance}}),
});

/** Cross margin: options back nothing; those sold require what Bybit says. */
export function optionsPart(options: readonly Row[], holdings: readonly Holding[]): Part {
  const short = options.filter(({side}) => side === 'short');
  if (short.length === 0) return NOTHING;
  let total: Decimal | undefined = ZERO;
  for (const {symbol, maintenance} of short) {
    const price = priceIn(holdings, contractOf(symbol).settle);
    const isKnown: boolean = total !== undefined && maintenance !== undefined && price !== undefined;
    total = isKnown ? total?.plus(new Decimal(maintenance ?? 0).times(price ?? 0)) : undefined;
  }
  return {
    positions: [still('options', total)],
    doubts: ['options are not repriced: their maintenance margin is the last that Bybit told'],
  };
}

/** Bybit's total also holds loans and open orders; what it has beyond its own sum of positions is theirs. */
export function loansPart(account: AccountState, holdings: readonly Holding[]): Part {
  const {coins = {}, totals} = account.wallet ?? {};
  if (totals?.maintenance === undefined) return NOTHING;
  let rest = new Decimal(totals.maintenance);
  for (const [name, {maintenance}] of Object.entries(coins)) {
    const price = holdings.find((each) => each.name === name)?.priceThen;
    if (maintenance === undefined || (price === undefined && !isZero(maintenance))) return NOTHING;
    rest = rest.minus(new Decimal(maintenance).times(price ?? 0));
  }
  if (rest.lte(NOISE.times(totals.maintenance))) return NOTHING;
  return {
    positions: [still('loans and orders', rest)],
    doubts: [
      "the maintenance margin of loans and orders is Bybit's total less that of positions, and stays put",
    ],
  };
}

/** What Bybit told of a row, at today's value. */
function maintenanceOf(account: AccountState, {symbol, mark, maintenance}: Row): Decimal | undefined {
  const now = own(account.marks, symbol)?.price;
  if (maintenance === undefined || mark === undefined || now === undefined) return undefined;
  const isInverse = contractOf(symbol).category === 'inverse';
  return new Decimal(maintenance).times(isInverse ? new Decimal(mark).div(now) : new Decimal(now).div(mark));
}

/** Bybit counts requirements in a coin whose positions we have not all seen. */
export function unseenIn(account: AccountState, rows: readonly Row[]): readonly string[] {
  const {coins = {}, at = 0} = account.wallet ?? {};
  if (at < account.changedAt) return [];
  return Object.entries(coins).flatMap(([name, {maintenance = '0'}]) => {
    const ours = rows
      .filter(({symbol}) => contractOf(symbol).settle === name)
      .reduce((sum, row) => sum.plus(maintenanceOf(account, row) ?? row.maintenance ?? maintenance), ZERO);
    return ours.lt(SEEN.times(maintenance)) ? [`all positions settled in ${name}`] : [];
  });
}

const worthOf = ({position, row}: Held, mark: Decimal | string | undefined, price: Decimal | undefined) => {
  if (mark === undefined || price === undefined) return undefined;
  const value =
    position.contract === 'inverse' ? new Decimal(row.size).div(mark) : new Decimal(row.size).times(mark);
  return value.times(price);
};

/**
 * Portfolio margin: only Bybit's total of its own scan is known. It is shared over the positions by their value then and
 * follows their value from there.
 */
export function portfolioPart(
  account: AccountState,
  held: readonly Held[],
  holdings: readonly Holding[],
): Part {
  const total = account.wallet?.totals?.maintenance;
  const doubts = ["portfolio margin is Bybit's own scan: its total is shared over the positions by value"];
  const priced = held.map((each) => {
    const price = priceIn(holdings, each.position.settle);
    const then = worthOf(each, each.row.mark, price);
    return {...each, price, then, now: worthOf(each, each.position.markPrice, price)};
  });
  const worth = priced.reduce((sum, {then}) => sum.plus(then ?? 0), ZERO);
  if (total === undefined) return {positions: held.map(({position}) => position), doubts};
  if (worth.isZero()) {
    return {
      positions: [...held.map(({position}) => position), still('portfolio', new Decimal(total))],
      doubts,
    };
  }
  const positions = priced.map(({position, price, then, now}): Position => {
    const {schedule: _, closingFeeRate: __, ...rest} = position;
    if (price === undefined || then === undefined || now === undefined) return rest;
    return {...rest, schedule: {kind: 'reported', maintenance: now.times(total).div(worth).div(price)}};
  });
  return {positions, doubts};
}
