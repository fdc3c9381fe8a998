/** Fine where prices go, coarse where hardly any ever went. */
const STEP = {near: 1.02, far: 1.25} as const;
const NEAR = 50;
const FARTHEST = 1e9;

/** Price factors away from 1, the farther the coarser, that lie strictly within (low, high): rising. */
export const pointsWithin = (low: number, high: number): number[] => {
  const points: number[] = [];
  for (let far: number = STEP.near; far < FARTHEST; far *= far < NEAR ? STEP.near : STEP.far) {
    if (far > low && far < high) points.push(far);
    if (1 / far > low && 1 / far < high) points.push(1 / far);
    if (far > high && 1 / far < low) break;
  }
  return points.sort((one, other) => one - other);
};

/** Farther up than this a rate that grows with the value has passed anything that a venue's formula is meant for. */
export const ENDS = {low: 1 / FARTHEST, high: 1e4} as const;
