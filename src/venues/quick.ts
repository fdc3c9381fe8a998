import * as v from 'valibot';

/** What a quick reader answers for a value that its schema refuses. */
export const NO = Symbol('refused');

/** The schema's output for a value, or `NO`. */
export type Quick = (value: unknown) => unknown;

/** A schema of one step keeps its own reader: see `leaf`. */
const known = new WeakMap<object, Quick>();

/**
 * A schema of one step, `of` answering `NO` for what is none. It says what a pipe of valibot's steps would say, at a
 * fraction of their price: every row of every message has a dozen such values.
 */
export function leaf<In, Out>(expected: string, of: (value: unknown) => Out | typeof NO) {
  const refusal = v.custom<In>(() => false, expected);
  const run: (typeof refusal)['~run'] = (dataset, config) => {
    const value = of(dataset.value);
    return value === NO
      ? refusal['~run'](dataset, config)
      : Object.assign(dataset, {typed: true as const, value});
  };
  // Valibot's types do not tell a custom schema that also transforms.
  const schema = {...refusal, '~run': run} as unknown as v.GenericSchema<In, Out>;
  known.set(schema, of);
  return schema;
}

/**
 * A reader that answers what valibot would, without its bookkeeping of issues. What is refused is read once more by
 * valibot itself, which then says why; what is not known here is left to it altogether. A test holds the two together.
 */
export function quickOf(schema: v.GenericSchema): Quick {
  const found = known.get(schema);
  if (found) return found;
  const made = make(schema);
  known.set(schema, made);
  return made;
}

type Any = v.GenericSchema & {readonly [member: string]: unknown};

function make(schema: v.GenericSchema): Quick {
  const any = schema as Any;
  if ('fallback' in any || typeof any.default === 'function') return slow(schema);
  if (any.pipe) return piped(schema, any.pipe as Pipe);
  const maker = MAKERS[schema.type];
  return maker ? maker(any) : slow(schema);
}

/** By valibot. */
const slow =
  (schema: v.GenericSchema): Quick =>
  (value) => {
    const result = v.safeParse(schema, value, {abortEarly: true});
    return result.success ? result.output : NO;
  };

/** A value that may also be one of these, for which its default stands if it has one. */
const orElse =
  (...others: readonly unknown[]) =>
  ({wrapped, default: standing}: Any): Quick => {
    const inner = quickOf(wrapped as v.GenericSchema);
    return (value) => {
      if (!others.includes(value)) return inner(value);
      return standing === undefined ? value : inner(standing);
    };
  };

const MAKERS: Readonly<Record<string, (schema: Any) => Quick>> = {
  string: () => (value) => (typeof value === 'string' ? value : NO),
  boolean: () => (value) => (typeof value === 'boolean' ? value : NO),
  number: () => (value) => (typeof value === 'number' && !Number.isNaN(value) ? value : NO),
  unknown: () => (value) => value,
  null: () => (value) => (value === null ? value : NO),
  literal:
    ({literal}) =>
    (value) =>
      value === literal ? value : NO,
  picklist: ({options}) => {
    const choices = new Set(options as readonly unknown[]);
    return (value) => (choices.has(value) ? value : NO);
  },
  optional: orElse(undefined),
  nullable: orElse(null),
  nullish: orElse(null, undefined),
  object: objectReader,
  array: arrayReader,
  record: recordReader,
  union: unionReader,
};

const MAY_BE_ABSENT = new Set(['optional', 'nullish', 'exact_optional']);

/** How a member is read that is not there. */
function absent(schema: v.GenericSchema): 'refused' | 'left out' | 'read' {
  if ('fallback' in schema) return 'read';
  if (!MAY_BE_ABSENT.has(schema.type)) return 'refused';
  return (schema as Any).default === undefined ? 'left out' : 'read';
}

function objectReader({entries}: Any): Quick {
  const members = Object.entries(entries as Readonly<Record<string, v.GenericSchema>>).map(
    ([name, schema]) => ({name, reader: quickOf(schema), absent: absent(schema)}),
  );
  return (input) => {
    if (typeof input !== 'object' || input === null) return NO;
    const output: Record<string, unknown> = {};
    for (const {name, reader, absent} of members) {
      const told = (input as Record<string, unknown>)[name];
      if (told === undefined && absent !== 'read' && !(name in input)) {
        if (absent === 'left out') continue;
        return NO;
      }
      const value = reader(told);
      if (value === NO) return NO;
      output[name] = value;
    }
    return output;
  };
}

function arrayReader({item}: Any): Quick {
  const reader = quickOf(item as v.GenericSchema);
  return (input) => {
    if (!Array.isArray(input)) return NO;
    const output: unknown[] = [];
    for (let at = 0; at < input.length; at++) {
      const value = reader(input[at]);
      if (value === NO) return NO;
      output.push(value);
    }
    return output;
  };
}

/** Names that valibot passes over, because they are not data. */
const FORBIDDEN = new Set(['__proto__', 'prototype', 'constructor']);

function recordReader({key, value}: Any): Quick {
  const [names, values] = [quickOf(key as v.GenericSchema), quickOf(value as v.GenericSchema)];
  return (input) => {
    if (typeof input !== 'object' || input === null) return NO;
    const output: Record<string, unknown> = {};
    for (const each in input) {
      if (!Object.hasOwn(input, each) || FORBIDDEN.has(each)) continue;
      const name = names(each);
      const told = values((input as Record<string, unknown>)[each]);
      if (name === NO || told === NO) return NO;
      output[name as string] = told;
    }
    return output;
  };
}

function unionReader({options}: Any): Quick {
  const readers = (options as readonly v.GenericSchema[]).map(quickOf);
  return (input) => {
    for (const reader of readers) {
      const value = reader(input);
      if (value !== NO) return value;
    }
    return NO;
  };
}

type Step = {readonly kind: string; readonly type: string; readonly [member: string]: unknown};
type Sized = {readonly length: number};

/** Steps of a pipe by their names in valibot; the others are left to it. */
const CHECKS: Readonly<Record<string, (step: Step) => (value: never) => boolean>> = {
  check: ({requirement}) => requirement as (value: never) => boolean,
  regex:
    ({requirement}) =>
    (value: string) =>
      (requirement as RegExp).test(value),
  max_length:
    ({requirement}) =>
    (value: Sized) =>
      value.length <= (requirement as number),
  min_length:
    ({requirement}) =>
    (value: Sized) =>
      value.length >= (requirement as number),
  min_value:
    ({requirement}) =>
    (value: number) =>
      value >= (requirement as number),
  max_value:
    ({requirement}) =>
    (value: number) =>
      value <= (requirement as number),
  integer: () => Number.isInteger,
  safe_integer: () => Number.isSafeInteger,
  finite: () => Number.isFinite,
};

function stepReader(step: Step): Quick | null {
  if (step.type === 'transform') return step.operation as Quick;
  const holds = CHECKS[step.type]?.(step) as ((value: unknown) => boolean) | undefined;
  return holds ? (value) => (holds(value) ? value : NO) : null;
}

type Pipe = readonly [v.GenericSchema, ...Step[]];

function piped(schema: v.GenericSchema, [base, ...rest]: Pipe): Quick {
  const first = quickOf(base);
  const steps = rest.map((step) => (step.kind === 'schema' ? quickOf(step as never) : stepReader(step)));
  if (steps.includes(null)) return slow(schema);
  return (input) => {
    let value = first(input);
    for (const step of steps) {
      if (value === NO) return NO;
      value = (step as Quick)(value);
    }
    return value;
  };
}
