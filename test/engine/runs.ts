/** Random cases of each law. A full run is `PLIMSOLL_RUNS=100000 npx vitest run test/engine`. */
export const RUNS = Number(process.env.PLIMSOLL_RUNS ?? 100);
