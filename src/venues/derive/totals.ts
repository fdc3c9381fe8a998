import {Decimal} from '../../engine/decimal.ts';
import {requirementOf, settledOf} from './figures.ts';
import type {WireSubaccount} from './frames.ts';
import type {Coin, Row, Subaccount, Totals} from './state.ts';

/** Derive's own totals, and what of them the parts do not make up. */

const ZERO = new Decimal(0);
/** Sums of doubles differ in their last digits. */
const NOISE = '1e-7';

type Parts = Pick<Subaccount, 'coins' | 'rows'>;

const sum = (parts: readonly (Decimal | undefined)[]) =>
  parts.reduce<Decimal>((all, part) => all.plus(part ?? ZERO), ZERO);

/** Dollars are counted as they are. */
export const priceOf = (asset: string, price: string | undefined): string | undefined =>
  asset === 'USDC' ? '1' : price;

const worthOfCoin = (asset: string, {amount, price}: Coin) =>
  new Decimal(amount).times(priceOf(asset, price) ?? 0);

function worthOfRow(row: Row): Decimal {
  const {amount, isOption, entry, mark} = row;
  if (mark === undefined) return ZERO;
  if (isOption) return new Decimal(mark).times(amount);
  return new Decimal(mark)
    .minus(entry ?? mark)
    .times(amount)
    .plus(settledOf(row));
}

const isKnown = ({coins, rows}: Parts) =>
  Object.entries(coins).every(([asset, {price}]) => priceOf(asset, price) !== undefined) &&
  Object.values(rows).every(
    ({mark, entry, isOption}) => mark !== undefined && (isOption || entry !== undefined),
  );

const haircutsOf = ({coins}: Parts, of: 'haircut' | 'initialHaircut') =>
  sum(
    Object.entries(coins).map(([asset, coin]) =>
      worthOfCoin(asset, coin)
        .abs()
        .times(coin[of] ?? 0),
    ),
  );

/** By their value in the underlying. */
const weightOf = ({amount, index, mark}: Row) => new Decimal(amount).abs().times(index ?? mark ?? 0);

/** A requirement of all positions together, shared among them by value. */
function shared(rows: Parts['rows'], maintenance: Decimal, initial: Decimal): Parts['rows'] {
  const all = sum(Object.values(rows).map(weightOf));
  if (all.isZero()) return rows;
  const [ofMaintenance, ofInitial] = [maintenance.div(all), initial.div(all)];
  const share = (of: Decimal, weight: Decimal) => of.times(weight).toSignificantDigits(30).toFixed();
  return Object.fromEntries(
    Object.entries(rows).map(([name, row]) => {
      const weight = weightOf(row);
      const parts = {maintenance: share(ofMaintenance, weight), initial: share(ofInitial, weight)};
      return [name, {...row, isShare: true, share: parts}];
    }),
  );
}

const withoutHaircuts = (coins: Parts['coins']): Parts['coins'] =>
  Object.fromEntries(
    Object.entries(coins).map(([asset, {haircut: _, initialHaircut: __, ...coin}]) => [
      asset,
      {...coin, haircut: '0', initialHaircut: '0'},
    ]),
  );

/**
 * Parts that make up the totals. Requirements that are less than their parts (options that cover one another) and those
 * of portfolio margin hold for all positions together.
 */
export function totalsOf(
  wire: WireSubaccount,
  told: Parts,
  margin: Subaccount['margin'],
  at: number,
): Parts & {readonly totals: Totals} {
  const equity = new Decimal(wire.subaccount_value);
  const maintenance = Decimal.max(equity.minus(wire.maintenance_margin), 0);
  const orders = new Decimal(wire.open_orders_margin ?? 0).abs();
  const required = Decimal.max(equity.minus(wire.initial_margin), 0);
  const noise = Decimal.max(equity.abs(), maintenance, 1).times(NOISE);
  const clean = (amount: Decimal) =>
    amount.abs().lte(noise) ? '0' : amount.toSignificantDigits(30).toFixed();

  const requiredBy = (rows: Parts['rows'], of: 'maintenance' | 'initial') =>
    sum(Object.values(rows).map((row) => requirementOf(row, of)));
  const ofRows = requiredBy(told.rows, 'maintenance');
  const coinsAlone = haircutsOf(told, 'haircut');
  const isShared = margin === 'portfolio' || coinsAlone.plus(ofRows).minus(maintenance).gt(noise);
  const coins = isShared && coinsAlone.gt(maintenance) ? withoutHaircuts(told.coins) : told.coins;
  const left = maintenance.minus(haircutsOf({...told, coins}, 'haircut'));
  const leftInitial = Decimal.max(required.minus(haircutsOf({...told, coins}, 'initialHaircut')), 0);
  const rows = isShared ? shared(told.rows, left, leftInitial) : told.rows;

  const restOfMaintenance = left.minus(isShared ? requiredBy(rows, 'maintenance') : ofRows);
  const restOfInitial = leftInitial.minus(requiredBy(rows, 'initial'));
  const others = Decimal.max(restOfMaintenance, 0);
  const worth = [
    ...Object.entries(coins).map(([asset, coin]) => worthOfCoin(asset, coin)),
    ...Object.values(rows).map(worthOfRow),
  ];
  return {
    coins,
    rows,
    totals: {
      equity: wire.subaccount_value,
      maintenance: maintenance.toFixed(),
      initial: required.plus(orders).toFixed(),
      restOfEquity: isKnown({coins, rows}) ? clean(equity.minus(sum(worth))) : '0',
      restOfMaintenance: clean(restOfMaintenance),
      restOfInitial: clean(Decimal.max(restOfInitial.minus(others), 0).plus(orders)),
      at,
    },
  };
}
