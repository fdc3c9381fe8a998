import {isDeepStrictEqual} from 'node:util';
import fc from 'fast-check';
import * as v from 'valibot';
import {describe, expect, it, vi} from 'vitest';
import type {Frame} from '../../src/venues/frame.ts';
import {venues} from '../../src/venues/index.ts';
import {quickOf} from '../../src/venues/quick.ts';
import {framesOf, play} from './played.ts';
import {schemas} from './schemas.ts';
import {binance} from './sdk/binance.ts';
import {bitget} from './sdk/bitget.ts';
import {bybit} from './sdk/bybit.ts';
import {gate} from './sdk/gate.ts';
import {hyperliquid} from './sdk/hyperliquid.ts';
import {kucoin} from './sdk/kucoin.ts';
import {okx} from './sdk/okx.ts';
import type {Client} from './told.ts';
import {Ways} from './ways.ts';

// Rows drawn from what the typed clients allow: the compiler sees to it that every option of every union and every
// member that may be missing is drawn. Which texts are amounts, names or times no type says; the exchanges' pages do.

/** Hears each value that is read, and accepted. */
const listener = vi.hoisted(() => ({hear: (_: v.GenericSchema, __: unknown) => {}}));

vi.mock('../../src/venues/quick.ts', async (original) => {
  const real = await original<typeof import('../../src/venues/quick.ts')>();
  const quickOf = (schema: v.GenericSchema) => (value: unknown) => {
    const output = real.quickOf(schema)(value);
    if (output !== real.NO) listener.hear(schema, value);
    return output;
  };
  return {...real, quickOf};
});

const clients: readonly Client[] = [bybit, okx, gate, bitget, kucoin, binance, hyperliquid];
const ways = new Ways((await schemas()).map(({schema}) => schema));
listener.hear = (schema, value) => ways.hear(schema, value);

/** A schema of a list is asked for a list of the one row. */
const asAsked = (schema: v.GenericSchema, row: unknown) =>
  schema.type === 'array' && !Array.isArray(row) ? [row] : row;

async function playSamples(id: string): Promise<void> {
  const venue = venues.find((one) => one.id === id);
  if (venue === undefined) throw new Error(`no venue ${id}`);
  const {HOUR}: {HOUR: readonly Frame[]} = await import(`./${id}/hour.ts`);
  for (const frames of [...(await framesOf(venue)), HOUR]) play(venue, frames);
}

describe.each(clients.map((client) => [client.venue, client] as const))(
  'what the typed client allows: %s',
  (_, {venue, drawn, unseen}) => {
    it.each(drawn.map((one) => [one.name, one] as const))('accepted as it is drawn: %s', (_, one) => {
      const {schema, rows} = one;
      const quick = quickOf(schema);
      fc.assert(
        fc.property(rows, (row) => {
          const told = asAsked(schema, row);
          const {issues, output} = v.safeParse(schema, told);
          const wrong = issues?.map(
            ({path, message}) => `${path?.map(({key}) => key).join('.')}: ${message}`,
          );
          expect(wrong).toBeUndefined();
          const quickly = quick(told);
          if (!isDeepStrictEqual(quickly, output)) expect(quickly).toStrictEqual(output);
        }),
        {numRuns: 120},
      );
    });

    it('goes every way of the schemas, but for what samples alone go', async () => {
      const asked = [...new Set(drawn.map(({schema}) => schema))];
      const byClient = asked.map((schema) => ways.gone(schema));
      await playSamples(venue);
      const left = asked.flatMap((schema, index) =>
        // What no client tells may be nothing, too, and no sample has to say so.
        ways.left(schema).filter((way) => !way.endsWith(" ''") || byClient[index]?.has(way.slice(0, -3))),
      );
      const known = Object.keys(unseen);
      expect(left.filter((way) => !known.some((end) => way.endsWith(end)))).toEqual([]);
      expect(known.filter((end) => !left.some((way) => way.endsWith(end)))).toEqual([]);
    });
  },
);
