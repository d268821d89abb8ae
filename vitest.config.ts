import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Against hanging only: on a busy machine the longest texts take many seconds.
  test: { include: ['tests/**/*.test.ts'], exclude: ['tests/e2e/**'], testTimeout: 30_000 },
});
