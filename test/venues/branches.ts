import type * as v from 'valibot';
import type {Any} from './schemas.ts';

/** One way that a schema can go: an option of a union, a choice of a closed list. */
export type Branch = {
  /** `bybit/frames.ts: PositionRows[].side = Sell` */
  readonly name: string;
  /** The member that decides it: `side`; empty at the top. */
  readonly member: string;
  /** What a wire may say there instead of this. */
  readonly written: (value: unknown) => unknown;
};

type Run = (
  this: v.GenericSchema,
  dataset: {value: unknown; issues?: unknown},
  config: unknown,
) => {issues?: unknown};

/** How a value is written in the option's type. */
const WRITTEN: Readonly<Record<string, (option: Any) => (value: unknown) => unknown>> = {
  string: () => (value) => String(value ?? 1),
  number: () => (value) => (Number.isFinite(Number(value)) ? Number(value) : 1),
  boolean: () => (value) => value !== 'false',
  null: () => () => null,
  literal:
    ({literal}) =>
    () =>
      literal,
};

/** Watches all schemas below some: which branches there are, and which were gone. */
export class Branches {
  readonly all = new Map<string, Branch>();
  readonly gone = new Set<string>();
  readonly #watched = new Set<object>();

  get left(): readonly Branch[] {
    return [...this.all.values()].filter(({name}) => !this.gone.has(name));
  }

  watch(schema: v.GenericSchema, path: string, member = ''): void {
    if (this.#watched.has(schema)) return;
    this.#watched.add(schema);
    const any = schema as Any;
    if (schema.type === 'picklist') this.#choices(any, path, member);
    if (schema.type === 'union' || schema.type === 'variant') this.#options(any, path, member);
    for (const [name, one] of partsOf(any)) {
      const below = name.startsWith('.') ? name.slice(1) : member;
      this.watch(one, path + name, below);
    }
  }

  #choices(schema: Any, path: string, member: string): void {
    for (const option of schema.options as readonly unknown[]) {
      const name = `${path} = ${option}`;
      this.all.set(name, {name, member, written: () => option});
    }
    this.#listen(schema, (value) => this.gone.add(`${path} = ${value}`));
  }

  #options(schema: Any, path: string, member: string): void {
    for (const [at, option] of (schema.options as readonly Any[]).entries()) {
      const name = `${path} | ${at} (${option.type})`;
      const written = WRITTEN[option.type]?.(option) ?? ((value: unknown) => value);
      this.all.set(name, {name, member, written});
      this.#listen(option, () => this.gone.add(name));
    }
  }

  /** Hears the values that the schema accepts. */
  #listen(schema: v.GenericSchema, heard: (value: unknown) => void): void {
    const members = schema as unknown as {'~run': Run};
    const run = members['~run'];
    members['~run'] = function (dataset, config) {
      const {value} = dataset;
      const result = run.call(this, dataset, config);
      if (!result.issues) heard(value);
      return result;
    };
  }
}

/** The schemas within one, each with what it adds to the path. */
function partsOf({
  pipe,
  entries,
  item,
  items,
  value,
  wrapped,
  options,
  type,
}: Any): readonly (readonly [string, v.GenericSchema])[] {
  const list = (some: unknown, name: (at: number) => string) =>
    Array.isArray(some) ? some.map((one, at) => [name(at), one] as const) : [];
  return [
    ...list(pipe, () => '').filter(([, part]) => part.kind === 'schema'),
    ...Object.entries((entries ?? {}) as Record<string, v.GenericSchema>).map(
      ([name, one]) => [`.${name}`, one] as const,
    ),
    ...list(item === undefined ? [] : [item], () => '[]'),
    ...list(items, (at) => `[${at}]`),
    ...list(value === undefined ? [] : [value], () => '{}'),
    ...list(wrapped === undefined ? [] : [wrapped], () => ''),
    ...(type === 'picklist' ? [] : list(options, () => '')),
  ];
}

/** A body with each member of that name written otherwise; null: it has none. */
export function rewritten(body: string, member: string, written: (value: unknown) => unknown): string | null {
  let isChanged = false;
  const change = (name: string, value: unknown) => {
    if (name !== member) return value;
    isChanged = true;
    return written(value);
  };
  try {
    const changed = JSON.stringify(JSON.parse(body, change));
    return isChanged ? changed : null;
  } catch {
    return null;
  }
}
