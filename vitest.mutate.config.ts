import {defineConfig} from 'vitest/config';

/**
 * What `npm run mutate` judges the engine by: the engine's own tests, and nothing of the browser. Fewer random cases
 * than `npm test`: each of thousands of mutants runs them.
 */
export default defineConfig({
  test: {
    include: ['test/engine/**/*.test.ts'],
    setupFiles: ['test/seed.ts'],
    env: {PLIMSOLL_RUNS: '20'},
    testTimeout: 60_000,
    // The engine keeps no state between tests: one load of it serves them all, and a mutant costs half.
    isolate: false,
  },
});
