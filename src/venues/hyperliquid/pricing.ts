import {Decimal} from '../../engine/decimal.ts';
import {own} from '../reading.ts';
import {frameMark} from './held.ts';
import type {Dex, Held, State} from './state.ts';

/** The newest price of a held coin, and what else its context says. */
export type Pricing = {
  readonly mark: Decimal | null;
  /** When the mark's stream last said something, ms since 1970. */
  readonly at: number;
  readonly oracle: Decimal | null;
  /** For one hour. */
  readonly funding: Decimal | null;
  /** The mark is still that of the account's own frame, so the venue's figures in it are like with like. */
  readonly isFrames: boolean;
};

const SAME = new Decimal('1e-9');

const orNull = (value: string | null | undefined) => (value ? new Decimal(value) : null);

/** A price of nothing is no price. */
const priceOrNull = (value: string | null | undefined) => {
  const price = orNull(value);
  return price?.isPositive() && !price.isZero() ? price : null;
};

/** The newer of the coin's context and of the account's frame, which values the position at the mark of its moment. */
export function pricingOf(state: State, dex: Dex, held: Held): Pricing {
  const context = own(state.marks, held.coin);
  const framed = frameMark(held);
  const mark = (context && context.at > dex.at ? priceOrNull(context.price) : null) ?? framed;
  const changes = context?.changesOnly ? state.changesAt : 0;
  return {
    mark,
    at: Math.max(dex.at, context?.at ?? 0, changes),
    oracle: priceOrNull(context?.oracle),
    funding: orNull(context?.funding),
    isFrames: mark !== null && framed !== null && mark.minus(framed).abs().lte(SAME.times(framed)),
  };
}
