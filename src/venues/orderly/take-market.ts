import {merged} from '../merged.ts';
import {own} from '../reading.ts';
import type {WireMarket, WirePrice, WireRule, WireToken} from './frames.ts';
import {coinOf, type Funding, MOST, type Price, type Rule, type State, type Token} from './state.ts';

/** What each message about markets and tokens changes. */

export const takeRules = (state: State, wires: readonly WireRule[]): State => ({
  ...state,
  rules: merged<Rule>(
    state.rules,
    wires.map(({symbol, base_mmr, base_imr, imr_factor, funding_period}) => [
      symbol,
      {
        maintenance: base_mmr,
        initial: base_imr,
        ...(imr_factor !== undefined && {factor: imr_factor}),
        ...(funding_period !== undefined && {fundingHours: funding_period}),
      },
    ]),
    MOST,
  ),
});

export const takeTokens = (state: State, wires: readonly WireToken[]): State => ({
  ...state,
  tokens: merged<Token>(
    state.tokens,
    wires.map(({token, base_weight, discount_factor, user_max_qty, is_collateral}) => [
      token,
      {
        ...(typeof base_weight === 'string' && {weight: base_weight}),
        ...(typeof discount_factor === 'string' && {discount: discount_factor}),
        ...(typeof user_max_qty === 'string' && {most: user_max_qty}),
        ...(typeof is_collateral === 'boolean' && {isCollateral: is_collateral}),
      },
    ]),
    MOST,
  ),
});

const pricesOf = (
  known: Readonly<Record<string, Price>>,
  rows: readonly (readonly [string, string | undefined])[],
  at: number,
) =>
  merged<Price>(
    known,
    rows.flatMap(([name, price]) => (price === undefined ? [] : [[name, {price, at}] as const])),
    MOST,
  );

export const takeMarks = (state: State, wires: readonly WirePrice[], at: number): State => ({
  ...state,
  marks: pricesOf(
    state.marks,
    wires.map(({symbol, price}) => [symbol, price]),
    at,
  ),
});

export const takeIndices = (state: State, wires: readonly WirePrice[], at: number): State => ({
  ...state,
  indices: pricesOf(
    state.indices,
    wires.map(({symbol, price}) => [coinOf(symbol), price]),
    at,
  ),
});

export function takeMarkets(state: State, wires: readonly WireMarket[], at: number): State {
  const priced = (price: (wire: WireMarket) => string | undefined) =>
    wires.map((wire) => ({symbol: wire.symbol, price: price(wire)}));
  const marked = takeMarks(
    state,
    priced(({mark_price}) => mark_price),
    at,
  );
  const indexed = takeIndices(
    marked,
    priced(({index_price}) => index_price),
    at,
  );
  const entries = wires.map(
    ({symbol, sum_unitary_funding: sum, est_funding_rate: rate, next_funding_time: nextAt}) => {
      const told: Funding = {
        ...own(state.funding, symbol),
        ...(sum !== undefined && {sum}),
        ...(rate !== undefined && {rate}),
        ...(typeof nextAt === 'number' && nextAt > 0 && {nextAt}),
        at,
      };
      return [symbol, told] as const;
    },
  );
  return {...indexed, funding: merged(state.funding, entries, MOST)};
}
