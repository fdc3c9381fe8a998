import type {DecimalMark, Numeral, Quantity} from './amount.ts';
import {distinct, numeralsIn, quantitiesIn} from './cell.ts';
import type {Column, Meaning} from './columns.ts';
import {isDollar, nameIn, sideIn} from './name.ts';

/** A number off the page: what it says, and half a unit of its last digit. */
export type Shown = Pick<Quantity, 'value' | 'within'>;

/** An open position as a row of the page's table shows it. Absent: not shown, or not readable for sure. */
export type PositionRow = {
  /** As the page writes it: `BTC-PERP`. */
  readonly symbol: string;
  /** `BTC`. */
  readonly underlying: string;
  readonly side: 'long' | 'short';
  /** In units of the underlying. */
  readonly base?: Shown;
  /** In dollars; at which price is for the venue to say. */
  readonly dollars?: Shown;
  /** A size without a unit: base, dollars or contracts. */
  readonly bare?: Shown;
  readonly entry?: Shown;
  readonly mark?: Shown;
  readonly liquidation?: Shown;
  readonly margin?: Shown;
  /** Margin that is held in the underlying itself. */
  readonly coins?: Shown;
  /** What the row's pool is worth now, as the page says. */
  readonly equity?: Shown;
  readonly pnl?: Shown;
  readonly leverage?: Shown;
  /** Said in the row itself. */
  readonly mode?: 'cross' | 'isolated';
  /** The stablecoin in which the margin is counted; absent: plain dollars. */
  readonly money?: string;
};

const CROSS = /\bcross\b|全仓|全倉|全仓|クロス|교차|кросс/i;
const ISOLATED = /\bisolated\b|\biso\b|逐仓|逐倉|分離|격리|изолир/i;

const modeIn = (text: string): PositionRow['mode'] => {
  if (CROSS.test(text) === ISOLATED.test(text)) return undefined;
  return CROSS.test(text) ? 'cross' : 'isolated';
};

/** Texts of one row with what their columns mean. */
export type Cells = {
  readonly columns: readonly Column[];
  readonly texts: readonly string[];
};

const cellOf = ({columns, texts}: Cells, meaning: Meaning): {text: string; column: Column} | null => {
  const at = columns.findIndex(({means}) => means.includes(meaning));
  const column = columns[at];
  const text = texts[at];
  return column === undefined || text === undefined ? null : {text, column};
};

/** All numbers of the columns that hold any: by them the page's decimal mark is told. */
export const numeralsOfRow = (cells: Cells): readonly Numeral[] =>
  cells.columns.flatMap(({means}, at) =>
    means.length === 0 || means[0] === 'symbol' || means[0] === 'side'
      ? []
      : (numeralsIn(cells.texts[at] ?? '', baseOf(cells)) ?? []),
  );

const baseOf = (cells: Cells): string => nameIn(cellOf(cells, 'symbol')?.text ?? '')?.underlying ?? '';

/** What stands in a column of one meaning, or of several in that order. */
const shownIn = (cells: Cells, meaning: Meaning, mark: DecimalMark | null): readonly Quantity[] => {
  const cell = cellOf(cells, meaning);
  if (cell === null) return [];
  const found = quantitiesIn(cell.text, mark, baseOf(cells)) ?? [];
  const {means, unit} = cell.column;
  const own = found.map((quantity) => (quantity.unit === '' ? {...quantity, unit} : quantity));
  if (means.length === 1) return distinct(own);
  const plain = own.filter((quantity) => quantity.unit !== '%');
  const one = plain[means.indexOf(meaning)];
  return one !== undefined && plain.length === means.length ? [one] : [];
};

const only = (found: readonly Quantity[]): Quantity | undefined =>
  found.length === 1 ? found[0] : undefined;

/** The one number of a price column, in dollars or without a unit. */
const priceIn = (cells: Cells, meaning: Meaning, mark: DecimalMark | null): Shown | undefined => {
  const prices = shownIn(cells, meaning, mark).filter(({unit}) => unit !== '%' && unit !== 'X');
  const price = only(prices);
  return price?.value.gt(0) && (price.unit === '' || isDollar(price.unit)) ? price : undefined;
};

/** The one amount of money; what stands beside it in other units does not count, nor the same in a stablecoin. */
const moneyIn = (found: readonly Quantity[]): Quantity | undefined => {
  const dollars = found.filter(({unit}) => isDollar(unit));
  if (dollars.length === 0) return only(found.filter(({unit}) => unit !== '%' && unit !== 'X'));
  return only(dollars) ?? only(dollars.filter(({unit}) => unit === '$'));
};

const money = (quantity: Quantity | undefined): Quantity | undefined =>
  quantity !== undefined && (quantity.unit === '' || isDollar(quantity.unit)) ? quantity : undefined;

const isCoin = (unit: string, underlying: string): boolean => {
  const coin = underlying.toUpperCase();
  return !isDollar(unit) && (unit === coin || unit === `W${coin}`);
};

const positive = (shown: Quantity | undefined): Quantity | undefined =>
  shown === undefined || shown.value.isZero() ? undefined : {...shown, value: shown.value.abs()};

type Size = Pick<PositionRow, 'base' | 'dollars' | 'bare'> & {readonly negative: boolean};

const sizeIn = (cells: Cells, underlying: string, mark: DecimalMark | null): Size => {
  const found = shownIn(cells, 'size', mark);
  const sized = found.filter(({unit}) => unit !== '%' && unit !== 'X');
  const base = positive(only(sized.filter(({unit}) => isCoin(unit, underlying))));
  const dollars = positive(
    only(sized.filter(({unit}) => isDollar(unit))) ?? money(moneyIn(shownIn(cells, 'value', mark))),
  );
  const bare = sized.length === 1 ? positive(sized.find(({unit}) => unit === '')) : undefined;
  return {
    negative: sized[0]?.value.isNegative() ?? false,
    ...present({base, dollars, bare}),
  };
};

/**
 * Null: nothing says it. Where no word does, a minus before the size makes a short; a size without one makes a long only
 * where the liquidation price lies below the mark, because some pages tell shorts by their colour alone.
 */
const sideOf = (cells: Cells, {negative}: Size, {mark, liquidation}: Prices): PositionRow['side'] | null => {
  const own = sideIn(cellOf(cells, 'side')?.text ?? '');
  if (own !== null) return own;
  const said = (['symbol', 'size', 'leverage'] as const)
    .map((meaning) => sideIn(cellOf(cells, meaning)?.text ?? ''))
    .filter((side) => side !== null);
  if (said.length > 0) return new Set(said).size === 1 ? (said[0] ?? null) : null;
  if (negative) return 'short';
  const below = mark !== undefined && liquidation?.value.lt(mark.value) === true;
  return below ? 'long' : null;
};

type Prices = Pick<PositionRow, 'entry' | 'mark' | 'liquidation'>;

/** Null: which contract, or which side, is not sure. */
export const readRow = (cells: Cells, mark: DecimalMark | null): PositionRow | null => {
  const name = nameIn(cellOf(cells, 'symbol')?.text ?? '');
  if (name === null) return null;
  const {underlying} = name;
  const size = sizeIn(cells, underlying, mark);
  const prices = present({
    entry: priceIn(cells, 'entry', mark),
    mark: priceIn(cells, 'mark', mark),
    liquidation: priceIn(cells, 'liquidation', mark),
  });
  const side = sideOf(cells, size, prices);
  if (side === null) return null;
  const {negative: _, ...sizes} = size;
  const held = shownIn(cells, 'margin', mark);
  const margin = money(moneyIn(held));
  const rest = present({
    margin,
    coins: only(held.filter(({unit}) => isCoin(unit, underlying))),
    equity: money(moneyIn(shownIn(cells, 'equity', mark))),
    pnl: money(moneyIn(shownIn(cells, 'pnl', mark))),
    leverage: leverageIn(cells, mark),
    mode: modeIn(cells.texts.join(' ')),
    money: margin && /^[A-Z]{3,6}$/.test(margin.unit) ? margin.unit : undefined,
  });
  return {...name, side, ...sizes, ...prices, ...rest};
};

type Present<Fields> = {readonly [Name in keyof Fields]?: NonNullable<Fields[Name]>};

/** The fields that are there. */
const present = <Fields extends object>(fields: Fields): Present<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, field]) => field !== undefined)) as Present<Fields>;

const leverageIn = (cells: Cells, mark: DecimalMark | null): Shown | undefined => {
  const own = shownIn(cells, 'leverage', mark);
  const named = quantitiesIn(cellOf(cells, 'symbol')?.text ?? '', mark, baseOf(cells)) ?? [];
  const [first] = [
    ...own.filter(({unit}) => unit === 'X' || unit === ''),
    ...named.filter(({unit}) => unit === 'X'),
  ];
  return first;
};
