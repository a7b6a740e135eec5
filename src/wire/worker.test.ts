import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

const installed = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
const textOf = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');

it('has the worker script of the MSW that is installed', () => {
  expect(textOf('../../public/mockServiceWorker.js')).toBe(readFileSync(installed, 'utf8'));
});
