import { defineConfig, devices } from '@playwright/test';
import { launchOptions } from '../../../tools/browser.ts';

export default defineConfig({
  testMatch: '*.e2e.ts',
  outputDir: '../../../test-results',
  // Serves what `npm run build` made, and names its address in the environment.
  globalSetup: './serve.ts',
  fullyParallel: true,
  reporter: 'list',
  use: {
    ...devices['Desktop Chrome'],
    baseURL: process.env.DATA_FLOWS_URL,
    launchOptions: launchOptions(),
    trace: 'retain-on-failure',
  },
});
