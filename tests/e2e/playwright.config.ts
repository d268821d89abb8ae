import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  outputDir: '../../test-results',
  // One browser at a time: the software GPU alone takes both cores of a small machine.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
});
