import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { canonical } from '../kernel/json.ts';
import { counting } from '../kernel/search/fixtures.ts';
import { execute, simulate } from '../kernel/simulate.ts';
import { traceHash } from './trace-hash.ts';

const plain = { seed: 1, faults: [], holds: [], inputs: [] };

it('is the SHA-256 of the canonical JSON of all entries, kept or taken as they come', () => {
  const system = counting(2);
  const { entries } = simulate(system, plain);
  const expected = createHash('sha256').update(canonical(entries)).digest('hex');
  expect(traceHash(entries)).toBe(expected);
  expect(traceHash(execute(system, plain))).toBe(expected);
});

it('differs when one letter of one entry does', () => {
  const { entries } = simulate(counting(1), plain);
  const other = JSON.parse(JSON.stringify(entries).replace('"ann"', '"ann "')) as typeof entries;
  expect(traceHash(other)).not.toBe(traceHash(entries));
});

it('has a value for nothing', () => {
  expect(traceHash([])).toBe(createHash('sha256').update('[]').digest('hex'));
});
