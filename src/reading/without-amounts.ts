import type {MarginAccount} from '../engine/account.ts';
import {Decimal} from '../engine/decimal.ts';
import {toJson} from '../engine/health-json.ts';
import {scaled} from '../engine/scale.ts';

/** Between 0.1 and 100, of four digits, and another one each time. */
export function secretFactor(): Decimal {
  const [digits = 0, size = 0] = crypto.getRandomValues(new Uint32Array(2));
  return new Decimal(1000 + (digits % 9000)).times(new Decimal(10).pow((size % 3) - 4));
}

/** Sentences may have amounts in them. */
const masked = (sentences: readonly string[]): readonly string[] =>
  sentences.map((sentence) => sentence.replace(/\d[\d.,]*/g, '#'));

/** An account of nobody's, so many times as large; its pools have numbers for names. */
function nameless(account: MarginAccount, number: number): MarginAccount {
  return {
    ...account,
    account: String(number),
    pools: account.pools.map((pool, at) => ({
      ...pool,
      id: `${pool.kind} ${at + 1}`,
      ...(pool.doubts && {doubts: masked(pool.doubts)}),
      positions: pool.positions.map((position) => ({
        ...position,
        ...(position.doubts && {doubts: masked(position.doubts)}),
      })),
    })),
  };
}

/**
 * What is made of the page's messages, for `assess`: a list of accounts in the documented format, all amounts of which are
 * multiplied by one factor. The messages themselves are not in it.
 */
export const withoutAmounts = (accounts: readonly MarginAccount[], factor: Decimal): string =>
  `${JSON.stringify(
    accounts.map((account, at) => toJson(scaled(nameless(account, at + 1), factor))),
    null,
    1,
  )}\n`;
