import {Decimal} from './decimal.ts';

/** Where in a document a value stands. Names are put together only when something is wrong. */
export type Path = {readonly up: Path | null; readonly key: string | number};

/** Reads one value of unknown JSON strictly, or throws a `FieldError`. */
export type Read<Value> = (value: unknown, at: Path) => Value;

/** A field that is missing, unknown, or not what it must be. */
export class FieldError extends Error {
  override readonly name = 'FieldError';
  constructor(
    /** As `pools[0].positions[2].size`; empty for the whole document. */
    readonly field: string,
    /** For people, to follow the field's name: `must be a decimal string`. */
    readonly problem: string,
  ) {
    super(field === '' ? problem : `${field} ${problem}`);
  }
}

const nameOf = (at: Path | null): string => {
  if (at === null || at.key === '') return '';
  const before = nameOf(at.up);
  if (typeof at.key === 'number') return `${before}[${at.key}]`;
  return before === '' ? at.key : `${before}.${at.key}`;
};

export const fail = (at: Path, problem: string): never => {
  throw new FieldError(nameOf(at), problem);
};

type Readers = Readonly<Record<string, Read<unknown>>>;
type Required<Fields extends Readers> = {readonly [Key in keyof Fields]: ReturnType<Fields[Key]>};
type Optional<Fields extends Readers> = {readonly [Key in keyof Fields]?: ReturnType<Fields[Key]>};

/** An object with exactly these members. */
export const record =
  <Must extends Readers, May extends Readers>(must: Must, may: May): Read<Required<Must> & Optional<May>> =>
  (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return fail(at, `must be an object, not ${kindOf(value)}`);
    const members = value as Readonly<Record<string, unknown>>;
    const result: Record<string, unknown> = {};
    for (const key of Object.keys(members)) {
      const read = Object.hasOwn(must, key) ? must[key] : Object.hasOwn(may, key) ? may[key] : undefined;
      if (read === undefined) return fail({up: at, key: shown(key)}, 'is not a field of the account format');
      result[key] = read(members[key], {up: at, key});
    }
    for (const key of Object.keys(must))
      if (!Object.hasOwn(members, key)) return fail({up: at, key}, 'is missing');
    return result as Required<Must> & Optional<May>;
  };

export const list =
  <Item>(item: Read<Item>, limit: number): Read<readonly Item[]> =>
  (value, at) => {
    if (!Array.isArray(value)) return fail(at, `must be a list, not ${kindOf(value)}`);
    if (value.length > limit) return fail(at, `has ${value.length} entries, more than ${limit}`);
    return value.map((one, index) => item(one, {up: at, key: index}));
  };

export const text =
  (limit: number): Read<string> =>
  (value, at) => {
    if (typeof value !== 'string') return fail(at, `must be a text, not ${kindOf(value)}`);
    if (value === '') return fail(at, 'is empty');
    return value.length > limit ? fail(at, `is longer than ${limit} characters`) : value;
  };

export const oneOf =
  <Value extends string>(...values: readonly Value[]): Read<Value> =>
  (value, at) => {
    const found = values.find((known) => known === value);
    return found ?? fail(at, `must be one of ${values.join(', ')}`);
  };

/** ms since 1970. */
export const instant: Read<number> = (value, at) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? value
    : fail(at, 'must be a whole number of milliseconds since 1970');

/** No price, size or balance of any venue needs more. */
const DIGITS = 80;
/** Nor is anything so large or so small; products of a few such numbers still fit a double, which the search needs. */
const MAGNITUDE = 40;
const DECIMAL = /^-?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i;

type Bound = 'signed' | 'zero or more' | 'more than zero' | 'from 0 to 1' | 'from 0 to 10';

/** A decimal string within its bound. Never a JSON number: that has been through binary. */
export const decimal =
  (bound: Bound): Read<Decimal> =>
  (value, at) => {
    if (typeof value !== 'string') return fail(at, `must be a decimal string, not ${kindOf(value)}`);
    if (value.length > DIGITS) return fail(at, `is longer than ${DIGITS} characters`);
    if (!DECIMAL.test(value))
      return fail(at, `must be a decimal string, not ${JSON.stringify(shown(value))}`);
    const amount = new Decimal(value);
    if (!amount.isZero() && Math.abs(amount.e) > MAGNITUDE) return fail(at, `is beyond 1e${MAGNITUDE}`);
    return bounded(amount, bound, at);
  };

export const bounded = (amount: Decimal, bound: Bound, at: Path): Decimal => {
  const refused =
    (bound === 'more than zero' && !amount.gt(0)) ||
    (bound === 'zero or more' && amount.lt(0)) ||
    (bound === 'from 0 to 1' && (amount.lt(0) || amount.gt(1))) ||
    (bound === 'from 0 to 10' && (amount.lt(0) || amount.gt(10)));
  return refused ? fail(at, `must be ${bound}, not ${amount.toFixed()}`) : amount;
};

export const kindOf = (value: unknown): string =>
  value === null
    ? 'null'
    : Array.isArray(value)
      ? 'a list'
      : typeof value === 'object'
        ? 'an object'
        : `a ${typeof value}`;

const shown = (text: string): string => (text.length > 60 ? `${text.slice(0, 60)}…` : text);
