/**
 * Every check of this repository, in order: `npm test`. All of them run even when one fails, and
 * then the exit code is 1. `npm test -- types unit` runs only those named.
 */
import { spawnSync } from 'node:child_process';
import { argv, env, exit } from 'node:process';
import { ensureBrowser } from './browser.ts';

const checks = [
  { name: 'types', command: 'tsc -b' },
  { name: 'format', command: 'biome check' },
  { name: 'lint', command: 'oxlint' },
  { name: 'unused', command: 'knip --no-progress' },
  { name: 'unit', command: 'vitest run --project unit --maxWorkers=100%' },
  { name: 'fidelity', command: 'node tools/fast.mjs src/cli/fidelity.ts --short' },
  { name: 'browser', command: 'vitest run --project browser', inBrowser: true },
  { name: 'build', command: 'vite build' },
  { name: 'e2e', command: 'playwright test -c src/app/e2e', inBrowser: true },
];

const wanted = argv.slice(2);
const unknown = wanted.filter((name) => !checks.some((check) => check.name === name));
if (unknown.length > 0) {
  const names = checks.map((check) => check.name).join(', ');
  console.error(`There is no check named ${unknown.join(', ')}. There are: ${names}.`);
  exit(2);
}

const results = checks
  .filter((check) => wanted.length === 0 || wanted.includes(check.name))
  .map(({ name, command, inBrowser }) => {
    console.log(`\n── ${name} ── ${command}`);
    const startedAtMs = performance.now();
    const passed = (!inBrowser || browserIsThere()) && succeeds(command);
    const seconds = ((performance.now() - startedAtMs) / 1000).toFixed(1);
    console.log(`── ${name} ${passed ? 'passed' : 'FAILED'} in ${seconds} s`);
    return { name, passed, seconds };
  });

console.log('');
for (const { name, passed, seconds } of results) {
  console.log(`${passed ? 'passed' : 'FAILED'}  ${name.padEnd(8)} ${seconds.padStart(6)} s`);
}
exit(results.every((result) => result.passed) ? 0 : 1);

/** Through a shell, so that npm's PATH finds the tools on every system. */
function succeeds(command: string): boolean {
  return spawnSync(command, { shell: true, stdio: 'inherit' }).status === 0;
}

function browserIsThere(): boolean {
  try {
    env.DATA_FLOWS_BROWSER = ensureBrowser();
    console.log(`Testing in ${env.DATA_FLOWS_BROWSER}`);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}
