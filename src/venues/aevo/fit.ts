import {Decimal} from '../../engine/decimal.ts';
import {marginOf} from './isolated.ts';
import type {Coin, Fit, Row, Told} from './state.ts';

/** How Aevo's totals are made of what it tells, found out by adding up: its documents do not say all of it. */

const ZERO = new Decimal(0);
/** Strings are cut at six digits. */
const NOISE = '1e-6';
/** Totals and positions of different moments. */
const DRIFT = '1e-3';

export const sum = (parts: readonly (Decimal | string)[]) =>
  parts.reduce<Decimal>((all, part) => all.plus(part), ZERO);
const decimal = (text: string | undefined) => new Decimal(text ?? 0);

/** USDC are counted as they are. */
export const valueIn = (asset: string, {balance, value}: Coin) =>
  decimal(asset === 'USDC' ? balance : (value ?? balance));

/** Profit of a perpetual, worth of an option. */
export function worthOf({amount, side, entry, mark, option, isStrange}: Row): Decimal {
  if (mark === undefined || isStrange) return ZERO;
  const gain = option ? new Decimal(mark) : new Decimal(mark).minus(entry ?? mark);
  const worth = gain.times(amount);
  return side === 'long' ? worth : worth.neg();
}

/** What equity may be made of: collateral in its own way and with its ratio, positions of either kind. */
type Parts = {
  readonly plain: Decimal;
  readonly weighted: Decimal;
  readonly cross: Decimal;
  readonly isolated: Decimal;
};

const apart = (rows: readonly Row[]) => ({
  cross: rows.filter(({isIsolated}) => !isIsolated),
  isolated: rows.filter(({isIsolated}) => isIsolated),
});

function partsOf(coins: Readonly<Record<string, Coin>>, rows: readonly Row[]): Parts {
  const {cross, isolated} = apart(rows);
  const counted = Object.entries(coins).map(([asset, coin]) => ({value: valueIn(asset, coin), coin}));
  return {
    plain: sum(counted.map(({value}) => value)),
    weighted: sum(
      counted.map(({value, coin}) => (coin.margin === undefined ? value : new Decimal(coin.margin))),
    ),
    cross: sum(cross.map(worthOf)),
    isolated: sum(isolated.map(worthOf)),
  };
}

type Way = Pick<Fit, 'isWeighted'> & {readonly isolated: 'within' | 'apart'};

const WAYS: readonly Way[] = [
  {isWeighted: false, isolated: 'within'},
  {isWeighted: false, isolated: 'apart'},
  {isWeighted: true, isolated: 'within'},
  {isWeighted: true, isolated: 'apart'},
];

function equityBy({isWeighted, isolated}: Way, parts: Parts): Decimal {
  const cross = (isWeighted ? parts.weighted : parts.plain).plus(parts.cross);
  return isolated === 'within' ? cross.plus(parts.isolated) : cross;
}

export type Totals = Pick<Told, 'equity' | 'maintenance' | 'initial' | 'coins'>;

/** Less than this between totals and parts is noise. */
function noiseOf(told: Totals, rows: readonly Row[], at: number): Decimal {
  const isOneMoment = rows.every((row) => row.at === at);
  const scale = Decimal.max(decimal(told.equity).abs(), decimal(told.maintenance), 1);
  return scale.times(isOneMoment ? NOISE : DRIFT);
}

const clean = (amount: Decimal, noise: Decimal) => (amount.abs().lte(noise) ? '0' : amount.toFixed());

/** What of a requirement the positions do not make up; totals may be without those of isolated ones. */
function restOf(of: 'maintenance' | 'initial', told: Totals, rows: readonly Row[]): Decimal {
  const {cross, isolated} = apart(rows);
  const required = (own: readonly Row[]) => sum(own.map((row) => row[of] ?? '0'));
  const ofCross = decimal(told[of]).minus(required(cross));
  const ofAll = ofCross.minus(required(isolated));
  return ofAll.abs().lt(ofCross.abs()) ? ofAll : ofCross;
}

/** `at`: when the totals were told. */
export const restOfMaintenance = (told: Totals, rows: readonly Row[], at: number): string =>
  told.maintenance === undefined ? '0' : clean(restOf('maintenance', told, rows), noiseOf(told, rows, at));

export const restOfInitial = (told: Totals, rows: readonly Row[], at: number): string =>
  told.initial === undefined
    ? '0'
    : clean(Decimal.max(restOf('initial', told, rows), 0), noiseOf(told, rows, at));

/** How equity is made up. `before`: what was found before, which decides where both ways fit. */
export function equityFit(
  told: Totals,
  rows: readonly Row[],
  {at, before}: {readonly at: number; readonly before?: Fit | undefined},
): Omit<Fit, 'restOfMaintenance' | 'restOfInitial'> {
  const parts = partsOf(told.coins ?? {}, rows);
  const noise = noiseOf(told, rows, at);
  const hasIsolated = rows.some(({isIsolated}) => isIsolated);
  const restBy = (way: Way) => decimal(told.equity).minus(equityBy(way, parts));
  const fitting = WAYS.filter((way) => restBy(way).abs().lte(noise));
  const known = fitting.find(
    (way) => way.isWeighted === before?.isWeighted && way.isolated === before?.isolated,
  );
  const way = known ?? fitting[0] ?? {isWeighted: before?.isWeighted ?? false, isolated: 'within' as const};
  const isUnsure = known === undefined && new Set(fitting.map(({isolated}) => isolated)).size !== 1;
  const isHeld = told.equity !== undefined && told.coins !== undefined;
  return {
    isWeighted: way.isWeighted,
    isolated: hasIsolated && isUnsure ? 'unsure' : way.isolated,
    restOfEquity: isHeld ? clean(restBy(way), noise) : '0',
    isHeld,
  };
}

/** What of the collateral isolated positions hold. */
export const setAside = (rows: readonly Row[]): Decimal =>
  sum(rows.filter(({isIsolated}) => isIsolated).map((row) => marginOf(row) ?? ZERO));
