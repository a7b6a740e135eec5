/** What `npm test -- unused` looks at: files, dependencies and exports that nothing uses fail it. */
import type { KnipConfig } from 'knip';

export default {
  entry: ['src/cli/*.ts', 'tools/*.{ts,mjs}'],
  project: ['src/**/*.{ts,tsx,css}', 'tools/**/*.{ts,mjs}'],
  playwright: {
    config: 'src/app/e2e/playwright.config.ts',
    entry: ['src/app/e2e/*.e2e.ts', 'src/app/e2e/serve.ts'],
  },
  // The linter is named in `tools/test.ts` only, and starts its type-aware half by itself.
  ignoreDependencies: ['oxlint', 'oxlint-tsgolint'],
  // The tests of the room look for one, and say so where there is none.
  ignoreBinaries: ['redis-server'],
  // A value and the type that is made of it stand side by side; whoever reads a contract wants both.
  ignoreExportsUsedInFile: true,
  compilers: {
    // Fonts are imported by a style sheet.
    css: (text: string) =>
      Array.from(
        text.matchAll(/@import '(?<name>[^']+)'/g),
        ([, name]) => `import '${name}';`,
      ).join('\n'),
  },
} satisfies KnipConfig;
