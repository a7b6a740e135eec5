import react from '@vitejs/plugin-react';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import manifest from './package.json' with { type: 'json' };
import { launchOptions } from './tools/browser.ts';
import { overviewPlugin } from './tools/overview-plugin.ts';
import { closeRoom, openRoom } from './tools/room-command.ts';
import { scenariosPlugin } from './tools/scenarios-plugin.ts';
import { sim } from './tools/sim-command.ts';

const browserTests = 'src/**/*.browser.test.{ts,tsx}';

export default defineConfig({
  plugins: [react(), overviewPlugin(), scenariosPlugin()],
  test: {
    testTimeout: 15_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts'],
          exclude: [browserTests],
        },
      },
      {
        extends: true,
        // Bundled beforehand: a dependency found halfway through a test reloads the page under it.
        optimizeDeps: {
          include: [
            ...Object.keys(manifest.dependencies).filter((name) => !name.startsWith('@fontsource')),
            'msw/browser',
            'elkjs/lib/elk-api.js',
            'zod/mini',
            '@noble/hashes/hmac.js',
            '@noble/hashes/legacy.js',
            '@noble/hashes/sha2.js',
            '@noble/hashes/utils.js',
            'react-dom/client',
            'react/jsx-dev-runtime',
          ],
        },
        test: {
          name: 'browser',
          include: [browserTests],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: launchOptions() }),
            instances: [{ browser: 'chromium' }],
            commands: { sim, openRoom, closeRoom },
            viewport: { width: 1280, height: 800 },
          },
        },
      },
    ],
  },
});
