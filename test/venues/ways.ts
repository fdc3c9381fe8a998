import * as v from 'valibot';
import type {Any} from './schemas.ts';

/** A value that went through a schema; null: all values there may be. */
type Seen = {readonly value: unknown} | null;
type Walk = (schema: unknown, seen: Seen, path: string) => readonly string[];
type Kind = (schema: Any, seen: Seen, path: string, walk: Walk) => readonly string[];

/**
 * Ways that schemas leave open, each by its path: `[].side = "Sell"`, `.time` (a member that need not be there, and is),
 * `.price null`, `.price ''`; and which of them were gone. That a member is absent is no way here: whether it may be is
 * the client's word, and the compiler's business. A schema that stands within another counts there for itself.
 */
export class Ways {
  readonly #gone: ReadonlyMap<unknown, Set<string>>;

  constructor(schemas: readonly v.GenericSchema[]) {
    this.#gone = new Map(schemas.map((schema) => [schema, new Set()]));
  }

  /** A value that the schema accepts. */
  hear(schema: v.GenericSchema, value: unknown): void {
    const gone = this.#gone.get(schema);
    if (gone) for (const way of this.#of(schema, {value})) gone.add(way);
  }

  gone(schema: v.GenericSchema): ReadonlySet<string> {
    return new Set(this.#gone.get(schema));
  }

  /** Those not gone, without the ways below a member that never came. */
  left(schema: v.GenericSchema): readonly string[] {
    const left = this.#of(schema, null).filter((way) => !this.#gone.get(schema)?.has(way));
    return left.filter((way) => !left.some((above) => isBelow(way, above)));
  }

  #of(schema: v.GenericSchema, seen: Seen): readonly string[] {
    const walk: Walk = (part, at, path) => {
      if (at !== null && at.value === undefined) return [];
      const one = part as Any;
      if (path === '' || !this.#gone.has(one)) return (KINDS[one.type] ?? (() => []))(one, at, path, walk);
      if (at !== null) this.hear(one, at.value);
      return [];
    };
    return walk(schema, seen, '');
  }
}

const isBelow = (way: string, above: string) =>
  way.startsWith(above) && /^[.[{ ]/.test(way.slice(above.length));

const accepts = (schema: unknown, value: unknown) => v.safeParse(schema as v.GenericSchema, value).success;

const taking = new WeakMap<object, boolean>();

/** Whether an empty text is nothing there: asked of each member of each row. */
function takesNothing(schema: object): boolean {
  const known = taking.get(schema) ?? accepts(schema, '');
  taking.set(schema, known);
  return known;
}

const listed = (value: unknown) => (Array.isArray(value) ? (value as readonly unknown[]) : []);

const at = (value: unknown, name: string | number): unknown => (value as Record<string, unknown>)[name];

const object: Kind = ({entries}, seen, path, walk) =>
  Object.entries(entries as Record<string, v.GenericSchema>).flatMap(([name, one]) => {
    const inner = seen && {value: at(seen.value, name)};
    const below = walk(one, inner, `${path}.${name}`);
    const isThere = inner === null || inner.value !== undefined;
    return isThere && /optional|nullish/.test(one.type) ? [`${path}.${name}`, ...below] : below;
  });

const wayOfOption = ({type, literal}: Any, place: number, path: string) =>
  type === 'literal' ? `${path} = ${JSON.stringify(literal)}` : `${path} | ${place} (${type})`;

const union: Kind = ({options}, seen, path, walk) => {
  const all = listed(options).map((one, place) => ({one, way: wayOfOption(one as Any, place, path)}));
  const gone = seen === null ? all : all.filter(({one}) => accepts(one, seen.value)).slice(0, 1);
  return gone.flatMap(({one, way}) => [way, ...walk(one, seen, path)]);
};

const orNull: Kind = ({wrapped}, seen, path, walk) => {
  if (seen?.value === null) return [`${path} null`];
  return [...(seen === null ? [`${path} null`] : []), ...walk(wrapped, seen, path)];
};

const items = (one: unknown, values: readonly unknown[] | null, path: string, walk: Walk) =>
  values === null ? walk(one, null, path) : values.flatMap((value) => walk(one, {value}, path));

const KINDS: Readonly<Record<string, Kind>> = {
  object,
  union,
  variant: union,
  picklist: ({options}, seen, path) =>
    listed(options).flatMap((one) =>
      seen === null || seen.value === one ? [`${path} = ${JSON.stringify(one)}`] : [],
    ),
  array: ({item}, seen, path, walk) => items(item, seen && listed(seen.value), `${path}[]`, walk),
  tuple: ({items: parts}, seen, path, walk) =>
    listed(parts).flatMap((one, place) =>
      walk(one, seen && {value: at(seen.value, place)}, `${path}[${place}]`),
    ),
  record: ({value}, seen, path, walk) =>
    items(value, seen && Object.values(seen.value as object), `${path}{}`, walk),
  optional: ({wrapped}, seen, path, walk) => walk(wrapped, seen, path),
  nullable: orNull,
  nullish: orNull,
  // A schema of one step, of an amount or a name: whether nothing is written as an empty text. A number has no such way.
  custom: (schema, seen, path) => {
    if (!takesNothing(schema)) return [];
    return seen === null || typeof seen.value === 'number' || seen.value === '' ? [`${path} ''`] : [];
  },
};
