import fc from 'fast-check';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {leaf, NO, quickOf} from '../../src/venues/quick.ts';
import {nearly, schemas} from './schemas.ts';

const all = await schemas();
/** Names of those of which a value was read, and of which one was refused. */
const [readable, refusing] = [new Set<string>(), new Set<string>()];

/** What valibot itself makes of a value. */
const slowly = (schema: v.GenericSchema, value: unknown) => {
  const result = v.safeParse(schema, value, {abortEarly: true});
  return result.success ? result.output : NO;
};

describe('a quick reader answers what valibot answers', () => {
  it.each(all.map(({name, schema}) => [name, schema] as const))('%s', (name, schema) => {
    const quick = quickOf(schema);
    fc.assert(
      fc.property(nearly(schema), (value) => {
        const expected = slowly(schema, value);
        if (expected !== NO) readable.add(name);
        else refusing.add(name);
        expect(quick(value)).toStrictEqual(expected);
      }),
      {numRuns: 150},
    );
  });

  it('and both of them were asked: most schemas took a value and refused one', () => {
    expect(all.length).toBeGreaterThan(150);
    expect(readable.size / all.length).toBeGreaterThan(0.75);
    expect(refusing.size / all.length).toBeGreaterThan(0.75);
  });

  const ten = leaf<string, number>('expected ten', (value) => (value === '10' ? 10 : NO));
  it.each<[string, v.GenericSchema, readonly unknown[]]>([
    ['leaf', ten, ['10', '11', undefined]],
    [
      'leaf in a pipe',
      v.pipe(
        ten,
        v.transform((value) => value + 1),
      ),
      ['10', '11'],
    ],
    ['default', v.object({a: v.optional(ten, '10')}), [{}, {a: undefined}, {a: '11'}, {a: null}]],
    ['nullish default', v.object({a: v.nullish(ten, '10')}), [{}, {a: null}, {a: '10'}]],
    ['made default', v.object({a: v.optional(ten, () => '10')}), [{}, {a: '11'}]],
    ['fallback', v.object({a: v.fallback(v.number(), 7)}), [{}, {a: '11'}, {a: 1}]],
    ['inherited', v.object({toString: v.unknown()}), [{}]],
    ['not a number', v.number(), [Number.NaN, 0, '0']],
    ['names', v.record(v.string(), ten), [JSON.parse('{"__proto__":"10","constructor":"10","a":"10"}')]],
    ['tuple', v.tuple([ten, v.string()]), [['10', 'a', 1], ['10'], {}]],
    ['variant', v.variant('k', [v.object({k: v.literal(1)}), v.object({k: v.literal(2)})]), [{k: 2}, {k: 3}]],
    ['schema in a pipe', v.pipe(v.unknown(), v.transform(String), ten), [10, 11]],
    ['unknown step', v.pipe(v.string(), v.trim(), v.isoDate()), [' 2026-11-22 ', 'x']],
    ['exact optional', v.object({a: v.exactOptional(ten)}), [{}, {a: undefined}, {a: '10'}]],
  ])('%s', (_, schema, values) => {
    for (const value of values) expect(quickOf(schema)(value)).toStrictEqual(slowly(schema, value));
  });
});
