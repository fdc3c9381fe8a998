/** Index of the last lower bound that is not above an amount; the first holds all below. */
export const stepAt = (from: readonly number[], amount: number): number => {
  let step = 0;
  while (amount >= (from[step + 1] ?? Number.POSITIVE_INFINITY)) step += 1;
  return step;
};
