import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from '../../../tools/browser.ts';

export default defineConfig({
  testMatch: '*.e2e.ts',
  outputDir: '../../../test-results',
  // Serves what `npm run build` made, and names its address in the environment.
  globalSetup: './serve.ts',
  fullyParallel: true,
  workers: '100%',
  // Two pages at once share what one has on a small machine.
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.DATA_FLOWS_URL,
    launchOptions: launchOptions(),
    // A trace of every test costs a third of the time: ask for one with --trace.
    screenshot: 'only-on-failure',
  },
});
