/** The figures of errors in their tiny form; `npm run fidelity` has the long one. */
import { describe, expect, test } from 'vitest';
import { agrees } from '../figure.ts';
import { meanAttempts, success, totalWaitMs } from './expected.ts';
import { errorsFigures } from './figures.ts';
import { callsInOutage } from './simulated.ts';

test('the formulas give the values of the literature', () => {
  expect(meanAttempts(0.2, 3)).toBeCloseTo(1.24, 10);
  expect(success(0.2, 3)).toBeCloseTo(0.992, 10);
  expect(totalWaitMs(200, 3)).toBe(600);
});

describe('simulated beside expected', () => {
  const figures = [...errorsFigures('tiny')];

  test.each(figures.map((each) => [each.says, each] as const))('%s', (_, figure) => {
    const { simulated, expected } = figure;
    expect(agrees(figure), `simulated ${simulated}, expected ${expected}`).toBe(true);
  });

  test('has every figure', () => {
    expect(figures.length).toBeGreaterThanOrEqual(20);
  });

  test('one layer more is no small matter', () => {
    expect(callsInOutage(3, 2, 1)).toBeGreaterThan(2 * callsInOutage(3, 1, 1));
  });
});
