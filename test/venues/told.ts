import fc from 'fast-check';
import type * as v from 'valibot';

/** Names that a client's type knows and that a schema reads. */
type Shared<Told, Asked> = keyof Told & keyof Asked & string;

/**
 * An arbitrary for each of these, of which the compiler sees that it may yield all that the client's type allows there
 * and nothing else: a union's every option, and `undefined` where a member may be missing.
 */
type Shape<Told, Asked> = {readonly [Name in Shared<Told, Asked>]-?: fc.Arbitrary<Told[Name]>};
type Whole<Told, Given> = {
  readonly [Name in keyof Given]: Name extends keyof Told
    ? Given[Name] extends fc.Arbitrary<infer One>
      ? [Told[Name]] extends [One]
        ? Given[Name]
        : ['not all that the client allows', Exclude<Told[Name], One>]
      : never
    : never;
};

/** Every member of a client's type. */
type Members<Told> = {readonly [Name in keyof Told]-?: fc.Arbitrary<Told[Name]>};

/** What stands within a row: the client's type whole, also the members that no schema of ours reads. */
export const whole =
  <Told extends object>() =>
  <const Given extends Members<Told>>(shape: Given & Whole<Told, Given>): fc.Arbitrary<Told> =>
    // A member that may be missing is drawn as `undefined`, and gone when the row is written as JSON.
    fc.record(shape) as unknown as fc.Arbitrary<Told>;

/** Of a type that is no row: the compiler sees that each of its options may be drawn. */
export const every =
  <Told>() =>
  <One extends Told>(
    some: fc.Arbitrary<One> &
      ([Told] extends [One] ? unknown : ['not all that the client allows', Exclude<Told, One>]),
  ): fc.Arbitrary<unknown> =>
    some.map(onWire);

/** As it stands on the wire. */
const onWire = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What is drawn for a schema. */
export type Drawn = {
  readonly name: string;
  readonly schema: v.GenericSchema;
  readonly rows: fc.Arbitrary<unknown>;
};

/** A typed client of a venue. */
export type Client = {
  readonly venue: string;
  readonly drawn: readonly Drawn[];
  /** Ways of these schemas that neither the client nor a sample tells of, by the end of their path, with the reason. */
  readonly unseen: Readonly<Record<string, string>>;
};

type Row<Schema extends v.GenericSchema> =
  v.InferInput<Schema> extends readonly (infer One)[] ? One : v.InferInput<Schema>;

/** Rows as a client's type describes them, as they stand on the wire. `Skipped`: what the type says too widely. */
export const told =
  <Told, Schema extends v.GenericSchema, Skipped extends string = never>() =>
  <const Given extends Shape<Told, Omit<Row<Schema>, Skipped>>>(
    shape: Given & Whole<Told, Given>,
    rest: Readonly<Record<Skipped, fc.Arbitrary<unknown>>>,
  ): fc.Arbitrary<unknown> =>
    fc.record({...shape, ...rest}).map(onWire);

/** What a text that is an amount looks like on these wires. */
export const amounts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('0', '0.0', '1', '86500.1', '-3.25', '0.00000001', '123456789012.12345678'),
  fc.double({min: -1e9, max: 1e9, noNaN: true}).map((value) => (Object.is(value, -0) ? 0 : value).toFixed(8)),
);
/** Of what cannot be below zero. */
export const unsigned: fc.Arbitrary<string> = amounts.map((text) => text.replace('-', ''));
/** Of what may also be nothing. */
export const orEmpty = (some: fc.Arbitrary<string>): fc.Arbitrary<string> => fc.oneof(some, fc.constant(''));
/** Of a member that the client calls a text or a number, and whose values the exchange documents. */
export const among = <Value extends string | number>(
  ...values: readonly NoInfer<Value>[]
): fc.Arbitrary<Value> => fc.constantFrom(...values);
/** Of what is written as a text or as a number. */
export const asEither = (some: fc.Arbitrary<string>): fc.Arbitrary<string | number> =>
  fc.oneof(some, some.map(Number));
export const maybe = <Value>(some: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(some, {nil: undefined});
export const symbols: fc.Arbitrary<string> = fc.constantFrom(
  'BTCUSDT',
  'ETHPERP',
  'BTC-26MAR27-90000-C',
  'BTC_USDT',
  '1000PEPEUSDT',
);
/** Ms since 1970, as text. */
export const times: fc.Arbitrary<string> = fc
  .integer({min: 1_500_000_000_000, max: 1_900_000_000_000})
  .map(String);

/** Of coins as most exchanges write them. */
export const coins = among<string>('USDT', 'USDC', 'BTC', '1INCH');

/** The rest of a row of which the client's type says nothing too widely. */
export const none = {};
