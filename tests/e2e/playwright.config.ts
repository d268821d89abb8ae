import { defineConfig } from '@playwright/test';
import { modelProject } from './support/projects.ts';

// Its server is compiled first, which takes minutes: it runs only where it is asked for by name.
const isRealServerNamed = process.argv.slice(2).some((arg) => arg.includes('real-server'));
const withModel = 'model*.spec.ts';

export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  // Of a small machine a GPU that is made of software takes all it gets; the other tests mostly wait.
  workers: 2,
  fullyParallel: false,
  projects: [
    // First, and one at a time: the GPU is slow enough for one, and the model is served at one port.
    { name: modelProject, testMatch: withModel, workers: 1 },
    {
      name: 'without-model',
      testMatch: '*.spec.ts',
      testIgnore: [withModel, ...(isRealServerNamed ? [] : ['real-server.spec.ts'])],
    },
  ],
  timeout: 120_000,
  reporter: 'list',
  forbidOnly: Boolean(process.env.CI),
});
