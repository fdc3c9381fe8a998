import * as v from 'valibot';
import {amountOrNothing, isAtMostOne, positive, positiveOrNothing, time} from '../wire.ts';

/** What Bitget's frames are wrapped in. Rows stand in `frames-account.ts`, prices and tiers in `frames-market.ts`. */

const MORE = 'expected a rate of at most 1';

/** A fraction of the value. */
export const rate = v.pipe(positive, v.check(isAtMostOne, MORE));
export const rateOrNothing = v.optional(
  v.pipe(
    positiveOrNothing,
    v.check((text) => text === undefined || isAtMostOne(text), MORE),
  ),
);

/** A requirement: nothing below zero. */
export const requirementOrNothing = v.optional(
  v.pipe(
    amountOrNothing,
    v.check((text) => text?.startsWith('-') !== true, 'expected an amount of at least zero'),
  ),
);

/** REST and web answers. Anything but success is an error, never an empty account. */
export const Envelope = v.object({
  code: v.union([v.string(), v.number()], 'expected a code'),
  requestTime: v.nullish(time),
  data: v.optional(v.unknown()),
});

/** Socket pushes: classic ones name a `channel`, those of the unified account a `topic`. */
export const Push = v.object({
  action: v.optional(v.string('expected an action')),
  arg: v.object({
    instType: v.optional(v.string('expected a product')),
    channel: v.optional(v.string('expected a channel')),
    topic: v.optional(v.string('expected a topic')),
    instId: v.optional(v.string('expected a symbol')),
    symbol: v.optional(v.string('expected a symbol')),
  }),
  data: v.optional(v.unknown()),
  ts: v.nullish(time),
});
