/** An option in doubles: what a scenario needs to give it a new price. */
export type TwinOption = {
  readonly call: boolean;
  readonly strike: number;
  readonly years: number;
  readonly volatility: number;
  /** Index price of the underlying, standing in for its forward. */
  readonly forward: number;
  /** Mark price in the settle asset. */
  readonly mark: number;
  /** Its price is counted in the underlying itself. */
  readonly coin: boolean;
  /** Signed quantity. */
  readonly quantity: number;
  /** The model's price at today's prices, from which only the change is taken. */
  readonly model: number;
};

/** Mark under a move: today's mark and what the model says of the change, never below nothing. */
export const repriced = (option: TwinOption, k: number, volatility: number): number =>
  Math.max(0, option.mark + modelPrice(option, k, volatility) - option.model);

export const modelPrice = (
  {call, strike, years, volatility, forward, coin}: Omit<TwinOption, 'model'>,
  k: number,
  shift: number,
): number => {
  const moved = forward * k;
  const price = black76(call, moved, strike, years, volatility * shift);
  return coin ? price / moved : price;
};

const black76 = (
  call: boolean,
  forward: number,
  strike: number,
  years: number,
  volatility: number,
): number => {
  const spread = volatility * Math.sqrt(years);
  if (!(spread > 0)) return Math.max(0, call ? forward - strike : strike - forward);
  const upper = Math.log(forward / strike) / spread + spread / 2;
  const lower = upper - spread;
  return call
    ? forward * normal(upper) - strike * normal(lower)
    : strike * normal(-lower) - forward * normal(-upper);
};

/** Hart's rational approximation in West's form ("Better approximations to cumulative normal functions", 2005): 15 digits. */
export const normal = (x: number): number => {
  const size = Math.abs(x);
  if (size > 37) return x > 0 ? 1 : 0;
  const bell = Math.exp((-size * size) / 2);
  const tail =
    size < 7.07106781186547
      ? (bell * horner(OVER, size)) / horner(UNDER, size)
      : bell / continued(size) / 2.506628274631;
  return x > 0 ? 1 - tail : tail;
};

const OVER = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871,
  221.213596169931, 220.206867912376,
];
const UNDER = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];

const horner = (terms: readonly number[], x: number): number =>
  terms.reduce((sum, term) => sum * x + term, 0);

const continued = (x: number): number => x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))));
