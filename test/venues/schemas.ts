import {readdirSync} from 'node:fs';
import fc from 'fast-check';
import type * as v from 'valibot';

/** A venue's schema of the wire, by the file and the name under which it stands. */
export type Named = {readonly venue: string; readonly name: string; readonly schema: v.GenericSchema};

export type Any = v.GenericSchema & {readonly [member: string]: unknown};

const root = new URL('../../src/venues/', import.meta.url);

const isSchema = (value: unknown): value is v.GenericSchema =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';

/** All that the venues' `frames*.ts` export. */
export async function schemas(): Promise<readonly Named[]> {
  const files = readdirSync(root, {recursive: true})
    .map((path) => String(path).replaceAll('\\', '/'))
    .filter((path) => /^[^/]+\/frames[\w-]*\.ts$/.test(path))
    .sort();
  const found = await Promise.all(
    files.map(async (path) => {
      const module: Record<string, unknown> = await import(new URL(path, root).href);
      return Object.entries(module).flatMap(([name, schema]) =>
        isSchema(schema) ? [{venue: path.split('/')[0] ?? '', name: `${path}: ${name}`, schema}] : [],
      );
    }),
  );
  return found.flat();
}

/** What stands in the wires' small values, and what nobody expects there. */
const SCALARS = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom('1', '0.5', '86500.1', '0', 'BTC', 'BTCUSDT', 1, 2.5, 1_790_000_000_000),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      '-1.5',
      '',
      '1e-7',
      1e-9,
      0,
      -0,
      -3,
      true,
      false,
      'true',
      'long',
      'cross',
      'OPEN',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom<unknown>(
      null,
      undefined,
      Number.NaN,
      [],
      {},
      '__proto__',
      '币安人生USDT',
      '1.',
      '.5',
    ),
  },
);

/** Values of about the shape that a schema asks for, right and wrong. */
export function nearly(schema: v.GenericSchema, depth = 0): fc.Arbitrary<unknown> {
  const any = schema as Any;
  if (depth > 6) return SCALARS;
  const inside = (one: unknown) => nearly(one as v.GenericSchema, depth + 1);
  if (schema.type === 'object' || schema.type === 'loose_object') return members(any, inside);
  if (schema.type === 'array') return orScalar(fc.array(inside(any.item), {maxLength: 3}));
  if (schema.type === 'record') {
    const names = fc.constantFrom('BTC', 'ETH-USD', 'USDT', 'constructor', 'a b', '0');
    return orScalar(fc.dictionary(names, inside(any.value), {maxKeys: 3}));
  }
  if (schema.type === 'tuple') return orScalar(fc.tuple(...(any.items as unknown[]).map(inside)));
  if (schema.type === 'union' || schema.type === 'variant')
    return fc.oneof(...(any.options as unknown[]).map(inside));
  if (any.wrapped !== undefined) return fc.oneof({weight: 5, arbitrary: inside(any.wrapped)}, SCALARS);
  if (schema.type === 'literal') return orScalar(fc.constant(any.literal));
  if (schema.type === 'picklist') return orScalar(fc.constantFrom(...(any.options as unknown[])));
  return SCALARS;
}

const orScalar = (arbitrary: fc.Arbitrary<unknown>) =>
  fc.oneof({weight: 12, arbitrary}, {weight: 1, arbitrary: SCALARS});

const members = ({entries}: Any, inside: (one: unknown) => fc.Arbitrary<unknown>) =>
  orScalar(
    fc.record(
      Object.fromEntries(Object.entries(entries as object).map(([name, one]) => [name, inside(one)])),
      {requiredKeys: []},
    ),
  );
