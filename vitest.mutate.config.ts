import {defineConfig} from 'vitest/config';

/** What `npm run mutate` judges the engine by: the engine's own tests, and nothing of the browser. */
export default defineConfig({test: {include: ['test/engine/**/*.test.ts'], testTimeout: 60_000}});
