/** Every scenario of this repository, by `sim check`: what it says is so. */
import { readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { complaintText } from '../scenario/mistakes.ts';
import { checked } from './check.ts';
import { scenarioFiles, scenarioIds } from './scenario-files.ts';

const ids = scenarioIds();
const files = scenarioFiles();

test('there are scenarios, and each has an id of its own', () => {
  expect(files.length).toBeGreaterThan(0);
  expect(new Set(ids).size).toBe(files.length);
});

describe.each(files)('%s', (file) => {
  test('is true, from its first step to its last', { timeout: 120_000 }, () => {
    const { scenario, complaints } = checked(file, readFileSync(file, 'utf8'), ids);
    expect(complaints.map((each) => complaintText(file, each))).toEqual([]);
    const slug = basename(file, '.yaml').replace(/^\d\d-/, '');
    expect(scenario?.id).toBe(`${basename(dirname(file))}.${slug}`);
  });
});
