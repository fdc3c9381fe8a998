import {Decimal} from '../../crossing.ts';

/** Up to this value, this risk factor; half of it is required to maintain. */
type Bracket = readonly [upper: string, factor: string];

const steps = (step: number, first: string, count: number): readonly Bracket[] =>
  Array.from({length: count}, (_, nth) => [
    `${step * (nth + 1)}`,
    new Decimal(first).times(nth + 1).toFixed(),
  ]);

const BRACKETS: Readonly<Record<string, readonly Bracket[]>> = {
  BTC: steps(3_000_000, '0.02', 10),
  ETH: steps(3_000_000, '0.02', 10),
  SOL: steps(1_000_000, '0.02', 15),
};

export const COINS = Object.keys(BRACKETS);
export const symbolOf = (coin: string) => `${coin}-USD`;

export function bracketsOf(coin: string): readonly Bracket[] {
  const brackets = BRACKETS[coin];
  if (brackets === undefined) throw new Error(`no market of ${coin}`);
  return brackets;
}

/** Of the whole value, the rate of the bracket that holds it. */
export function maintenance(coin: string, value: Decimal): Decimal {
  const brackets = bracketsOf(coin);
  const [, factor = '1'] = brackets.find(([upper]) => value.lt(upper)) ?? brackets.at(-1) ?? [];
  return value.times(factor).div(2);
}
