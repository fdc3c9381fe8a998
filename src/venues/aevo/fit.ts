import {Decimal} from '../../engine/decimal.ts';
import {marginOf} from './isolated.ts';
import type {Coin, Fit, Row, Told} from './state.ts';

/** How Aevo's totals are made of what it tells, found out by adding up: its documents do not say all of it. */

const ZERO = new Decimal(0);
/** Strings are cut at six digits. */
const NOISE = '1e-6';
/** Totals and positions of different moments. */
const DRIFT = '1e-3';

const sum = (parts: readonly Decimal[]) => parts.reduce((all, part) => all.plus(part), ZERO);
const decimal = (text: string | undefined) => new Decimal(text ?? 0);

/** USDC are counted as they are. */
export const valueIn = (asset: string, {balance, value}: Coin) =>
  decimal(asset === 'USDC' ? balance : (value ?? balance));

/** Profit of a perpetual, worth of an option. */
export function worthOf({amount, side, entry, mark, option, isStrange}: Row): Decimal {
  if (mark === undefined || isStrange) return ZERO;
  const gain = option ? new Decimal(mark) : new Decimal(mark).minus(entry ?? mark);
  return gain.times(amount).times(side === 'long' ? 1 : -1);
}

type Parts = {readonly coins: Readonly<Record<string, Coin>>; readonly rows: readonly Row[]};
type Way = Pick<Fit, 'isWeighted'> & {readonly isolated: 'within' | 'apart'};

const WAYS: readonly Way[] = [
  {isWeighted: false, isolated: 'within'},
  {isWeighted: false, isolated: 'apart'},
  {isWeighted: true, isolated: 'within'},
  {isWeighted: true, isolated: 'apart'},
];

function equityBy({isWeighted, isolated}: Way, {coins, rows}: Parts): Decimal {
  const counted = Object.entries(coins).map(([asset, coin]) =>
    isWeighted && coin.margin !== undefined ? new Decimal(coin.margin) : valueIn(asset, coin),
  );
  return sum([...counted, ...rows.filter((row) => isolated === 'within' || !row.isIsolated).map(worthOf)]);
}

const near = (noise: Decimal) => (amount: Decimal) => (amount.abs().lte(noise) ? '0' : amount.toFixed());

/** `before`: what was found before, which decides where both ways fit. */
export function fitOf(
  told: Pick<Told, 'equity' | 'maintenance' | 'initial' | 'coins'>,
  rows: readonly Row[],
  {isOneMoment, before}: {readonly isOneMoment: boolean; readonly before?: Fit | undefined},
): Fit {
  const parts = {coins: told.coins ?? {}, rows};
  const scale = Decimal.max(decimal(told.equity).abs(), decimal(told.maintenance), 1);
  const noise = scale.times(isOneMoment ? NOISE : DRIFT);
  const clean = near(noise);
  const hasIsolated = rows.some(({isIsolated}) => isIsolated);
  const restBy = (way: Way) => decimal(told.equity).minus(equityBy(way, parts));
  const fitting = WAYS.filter((way) => restBy(way).abs().lte(noise));
  const known = fitting.find(
    (way) => way.isWeighted === before?.isWeighted && way.isolated === before?.isolated,
  );
  const way = known ?? fitting[0] ?? {isWeighted: before?.isWeighted ?? false, isolated: 'within' as const};
  const isUnsure = known === undefined && new Set(fitting.map(({isolated}) => isolated)).size !== 1;

  const required = (own: readonly Row[], of: 'maintenance' | 'initial') =>
    sum(own.map((row) => decimal(row[of])));
  const cross = rows.filter(({isIsolated}) => !isIsolated);
  const restOf = (of: 'maintenance' | 'initial') => {
    const rests = [cross, rows].map((own) => decimal(told[of]).minus(required(own, of)));
    const [least = ZERO] = rests.toSorted((one, other) => one.abs().cmp(other.abs()));
    return least;
  };
  const isHeld = told.equity !== undefined && told.coins !== undefined;
  return {
    isWeighted: way.isWeighted,
    isolated: hasIsolated && isUnsure ? 'unsure' : way.isolated,
    restOfEquity: isHeld ? clean(restBy(way)) : '0',
    restOfMaintenance: told.maintenance === undefined ? '0' : clean(restOf('maintenance')),
    restOfInitial: told.initial === undefined ? '0' : clean(Decimal.max(restOf('initial'), 0)),
    isHeld,
  };
}

/** What of the collateral isolated positions hold. */
export const setAside = (rows: readonly Row[]): Decimal =>
  sum(rows.filter(({isIsolated}) => isIsolated).map((row) => marginOf(row) ?? ZERO));

/** By their value in the coin. */
const weightOf = ({amount, index, mark}: Row) => new Decimal(amount).times(index ?? mark ?? 0);

/**
 * Portfolio margin, and requirements that are less than those of the positions, hold for all cross positions together:
 * Aevo's total shared among them by value. `total` and `initial` in USDC.
 */
export function shared(
  rows: Readonly<Record<string, Row>>,
  total: string | undefined,
  initial: string | undefined,
): Readonly<Record<string, Row>> {
  const cross = Object.values(rows).filter(({isIsolated}) => !isIsolated);
  const all = sum(cross.map(weightOf));
  const share = (of: string, row: Row) =>
    new Decimal(of).times(weightOf(row)).div(all).toSignificantDigits(30).toFixed();
  return Object.fromEntries(
    Object.entries(rows).map(([key, {maintenance: _, initial: __, ...row}]) => {
      if (row.isIsolated) return [key, rows[key] ?? {...row}];
      return [
        key,
        {
          ...row,
          ...(total !== undefined && all.gt(0) && {maintenance: share(total, row)}),
          ...(initial !== undefined && all.gt(0) && {initial: share(initial, row)}),
          isShare: true,
        },
      ];
    }),
  );
}
