import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**'],
    // By itself Vitest leaves one core free, which on two cores is half of the machine.
    maxWorkers: '100%',
    // Against hanging only: on a busy machine the longest texts take many seconds.
    testTimeout: 30_000,
  },
});
