import { defineConfig } from '@playwright/test';

// Its server is compiled first, which takes minutes: it runs only where it is asked for by name.
const isRealServerNamed = process.argv.slice(2).some((arg) => arg.includes('real-server'));

export default defineConfig({
  testDir: '.',
  testMatch: '*.spec.ts',
  testIgnore: isRealServerNamed ? [] : ['real-server.spec.ts'],
  outputDir: '../../test-results',
  // One browser at a time: the software GPU alone takes both cores of a small machine.
  workers: 1,
  fullyParallel: false,
  timeout: 120_000,
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
});
