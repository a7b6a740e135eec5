/** The command as it is typed: exit codes, and what goes to which stream. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Library } from '../flow/library.ts';
import { parseRunText } from '../flow/parse.ts';
import { catalogue } from '../flows/catalogue.ts';
import { decodeLink } from '../playback/link.ts';
import { flows } from './flows.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as {
  scripts: Record<string, string>;
};

function sim(args: readonly string[], input = '') {
  const [program = '', ...before] = (scripts['sim'] ?? '').split(' ');
  return spawnSync(program, [...before, ...args], { encoding: 'utf8', input });
}

const calm = ['caching', '--variant', 'write-back', '--workload', 'two-shoppers'];

describe('the command', () => {
  it('exits with 0 where all is fine', () => {
    const { status, stdout, stderr } = sim(['run', ...calm]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('holds');
  });

  it('exits with 1 where a guarantee is broken, with the JSON on standard output', () => {
    const { status, stdout, stderr } = sim(
      ['run', ...calm, '--json'].concat('--fault', 'crash cache @5.4s for 1s'),
    );
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ guarantees: expect.any(Array) as unknown });
  });

  it.each([
    [['brake', 'caching'], 'Did you mean "break"?'],
    [['run', 'caching', '--fix', 'wall'], 'sim -- list caching'],
  ])('exits with 2 for wrong usage, and says on standard error what next: %j', (args, next) => {
    const { status, stdout, stderr } = sim(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(next);
  });

  it('explains itself', () => {
    expect(sim(['--help'])).toMatchObject({ status: 0 });
    expect(sim([])).toMatchObject({ status: 2 });
    expect(sim(['run', '--help']).stdout).toContain('--fault');
  });

  it('runs what it printed: from a file, from standard input, and as a link', async () => {
    const { run } = JSON.parse(sim(['run', ...calm, '--seed', '7', '--json']).stdout) as {
      run: unknown;
    };
    const hash = sim(['run', ...calm, '--seed', '7', '--hash']).stdout;
    const file = join(tmpdir(), `data-flows-${process.pid}.json`);
    writeFileSync(file, JSON.stringify(run));
    expect(sim(['run', '--run', file, '--hash']).stdout).toBe(hash);
    rmSync(file);
    expect(sim(['run', '--run', '-', '--hash'], JSON.stringify(run)).stdout).toBe(hash);
    const link = sim(['run', ...calm, '--seed', '7', '--link']).stdout.trim();
    expect(await decodeLink(new Library(catalogue), link)).toMatchObject({ ok: true, run });
    expect(parseRunText(flows, JSON.stringify(run)).ok).toBe(true);
  });

  it('refuses a wrong file with the place, what was found and what is allowed', () => {
    const { status, stderr } = sim(
      ['run', '--run', '-'],
      '{"version":1,"flow":"caching","seed":-1}',
    );
    expect(status).toBe(2);
    expect(stderr).toContain('-, seed: found -1. Allowed: a whole number from 0');
    expect(sim(['run', '--run', '-'], '{').stderr).toContain('Allowed: a run as JSON');
  });
});
