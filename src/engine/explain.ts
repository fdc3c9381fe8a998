import type {Position, Schedule, Tier} from './account.ts';
import type {AssetBook} from './asset-book.ts';
import {degreeOf, isCoinOption, pricedBy} from './contract.ts';
import {firstCrossing, type Refusal} from './crossing.ts';
import type {Decimal} from './decimal.ts';
import {distanceOf, type Searched, searched} from './distance.ts';
import type {Figure} from './figure.ts';
import {itemAt} from './item-at.ts';
import {moveOf, profileOf} from './move.ts';
import {equityFigure, maintenanceFigure, type PoolBook, rowAt, rowsOf} from './pool-book.ts';
import type {Row} from './row.ts';
import {isAbove} from './sign.ts';

/** One number that went into a figure, and the rule by which. */
export type Term = {
  readonly what: string;
  readonly amount: Decimal;
  readonly unit: string;
  readonly rule: string;
};

/** A figure with what it was made of; of a price also the candidates that were not taken, and why. */
export type Working = {
  readonly figure: string;
  readonly result: Figure;
  readonly terms: readonly Term[];
  readonly refused: readonly Refusal[];
};

/** How the pool's equity, requirement and each liquidation price came about. `now` in ms since 1970. */
export const workingOf = (book: PoolBook, now: number): readonly Working[] => {
  const pool = searched(book, now);
  return [
    {figure: 'equity', result: equityFigure(book), terms: equityTerms(book), refused: []},
    {
      figure: 'maintenance margin',
      result: maintenanceFigure(book),
      terms: rowsOf(book).flatMap((row) => requirementTerm(row)),
      refused: [],
    },
    ...book.pool.positions.map((position, index) => priceWorking(book, pool, position, index)),
  ];
};

/** The working as lines for people. */
export const explain = (book: PoolBook, now: number): readonly string[] =>
  workingOf(book, now).flatMap(({figure, result, terms, refused}) => [
    `${figure}: ${sayOf(result, book.pool.unit)}`,
    ...terms.map(({what, amount, unit, rule}) => `  ${what}: ${amount.toFixed()} ${unit} (${rule})`),
    ...refused.map(
      ({factor, direction, why}) => `  refused ${factor} × today’s price (${direction}): ${why}`,
    ),
  ]);

const sayOf = (result: Figure, unit: string): string => {
  switch (result.kind) {
    case 'exact':
      return `${result.value.toFixed()} ${unit}`;
    case 'estimated':
      return `about ${result.value.toFixed()} ${unit}, because ${result.because.join('; ')}`;
    case 'none':
      return `none, because ${result.because}`;
    case 'missing':
      return `not known without ${result.needs.join(', ')}`;
  }
};

const equityTerms = (book: PoolBook): readonly Term[] => [
  ...book.assets.flatMap((asset) => assetTerms(asset, book.pool.unit)),
  ...rowsOf(book).flatMap((row) => profitTerm(row)),
  ...(book.pool.deductions ?? []).map(({name, amount}) => ({
    what: name,
    amount: amount.neg(),
    unit: book.pool.unit,
    rule: 'the venue takes it off',
  })),
];

const assetTerms = ({asset, balance, amount, price, worth}: AssetBook, unit: string): readonly Term[] => {
  const terms: Term[] = [{what: `balance of ${asset}`, amount: balance, unit: asset, rule: 'without profit'}];
  if (amount !== null && worth !== null && price !== null)
    terms.push({
      what: `${asset} that counts`,
      amount: worth,
      unit,
      rule: `(balance + profit) × ${price.toFixed()}, ${isAbove(amount) ? 'after its weight' : 'a debt in full'}`,
    });
  return terms;
};

const profitTerm = ({position, counted}: Row): readonly Term[] => {
  if (counted === null || position.contract === 'spot-borrow') return [];
  const rule = {
    linear: 'quantity × (mark − entry)',
    quanto: 'quantity × (mark − entry), paid in the settle asset',
    inverse: 'value × (1 ÷ entry − 1 ÷ mark)',
    option: 'mark value',
  }[position.contract];
  return [{what: nameOf(position), amount: counted, unit: position.settle, rule}];
};

const requirementTerm = ({position, required, tier}: Row): readonly Term[] => {
  const {schedule, closingFeeRate, symbol, settle} = position;
  if (required === null || schedule === undefined) return [];
  const own = scheduleRule(schedule, tier);
  const rule =
    closingFeeRate === undefined || closingFeeRate.isZero()
      ? own
      : `${own} + ${closingFeeRate.toFixed()} × value to close`;
  return [{what: symbol, amount: required, unit: settle, rule}];
};

const scheduleRule = (schedule: Schedule, tier: number): string => {
  switch (schedule.kind) {
    case 'tiers':
      return tierRule(schedule.tiers[tier], tier + 1);
    case 'sized':
      return `(${schedule.base.toFixed()} + ${schedule.slope.toFixed()} × size) × value`;
    case 'power':
      return `max(${schedule.base.toFixed()}, ${schedule.factor.toFixed()} × value^${schedule.exponent.toFixed()}) × value`;
    case 'fixed':
      return 'fixed at entry';
    case 'reported':
      return 'the venue’s own figure';
  }
};

const tierRule = (held: Tier | undefined, number: number): string => {
  const from = held?.from.toFixed() ?? '0';
  const rate = held?.maintenanceRate.toFixed() ?? '0';
  const {deduction} = held ?? {};
  if (deduction === undefined || deduction.isZero()) return `tier ${number} from ${from}: ${rate} × value`;
  const by = deduction.abs().toFixed();
  return deduction.isNegative()
    ? `tier ${number} from ${from}: ${rate} × value + ${by}`
    : `tier ${number} from ${from}: ${rate} × value − ${by}`;
};

const priceWorking = (book: PoolBook, pool: Searched | null, position: Position, index: number): Working => {
  const own = book.pool.positions.flatMap(({underlying}, each) =>
    underlying === position.underlying ? [each] : [],
  );
  const result = distanceOf(book, pool, own, index).liquidationPrice;
  const refused: Refusal[] = [];
  if (pool !== null && !own.some((each) => itemAt(pool.twin.rows, each).curved)) {
    const profile = profileOf(
      book,
      pool.twin,
      moveOf(position.underlying),
      own,
      isAbove(pool.book.standing) ? 1 : -1,
    );
    for (const direction of ['down', 'up'] as const) firstCrossing(pool.book, profile, direction, refused);
  }
  const price = pricedBy(position);
  const {value} = rowAt(book, index);
  const terms: Term[] = [];
  if (price !== undefined)
    terms.push({
      what: 'today’s price',
      amount: price,
      unit: position.settle,
      rule: moving(position, own.length),
    });
  if (value !== null)
    terms.push({what: 'value', amount: value, unit: position.settle, rule: valueRule(position)});
  return {figure: `liquidation price of ${nameOf(position)}`, result, terms, refused};
};

/** In whole texts, side and all: whoever translates them must know each. */
const nameOf = ({symbol, side}: Position): string => (side === 'long' ? `${symbol} long` : `${symbol} short`);

const moving = ({underlying}: Position, count: number): string =>
  `where equity is the waterline’s share of the requirement when ${underlying} alone moves, and with it its collateral and positions (${count})`;

const valueRule = (position: Position): string => {
  if (isCoinOption(position)) return 'quantity, in the coin itself';
  return degreeOf(position) > 0 ? 'quantity × price' : 'quantity ÷ price';
};
