/** The figures of file upload in their tiny form; `npm run fidelity` has the long one. */
import { describe, expect, test } from 'vitest';
import { agrees } from '../figure.ts';
import * as expected from './expected.ts';
import { uploadFigures } from './figures.ts';

describe('the formulas give the values of the literature', () => {
  test.each([
    ['memory of 20 × 100 MiB', expected.memory(20, 100), 2_000],
    ['sent again by a PUT, at 60 %', expected.sentAgainByPut(100, 0.6), 60],
    ['sent by a PUT, λ=0.01', expected.sentByPut(100, 0.01), 171.8],
    ['sent by parts of 5 MiB, λ=0.01', expected.sentByParts(100, 0.01, 5), 102.5],
    ['sent by parts of 20 MiB, λ=0.01', expected.sentByParts(100, 0.01, 20), 110.7],
  ])('%s', (_, value, known) => {
    expect(Math.abs(value / known - 1)).toBeLessThan(0.001);
  });
});

describe('simulated beside expected', () => {
  const figures = [...uploadFigures('tiny')];

  test.each(figures.map((each) => [each.says, each] as const))('%s', (_, each) => {
    const { simulated, expected: known } = each;
    expect(agrees(each), `simulated ${simulated}, expected ${known}`).toBe(true);
  });

  test('has every figure', () => {
    expect(figures.length).toBeGreaterThanOrEqual(36);
  });
});
