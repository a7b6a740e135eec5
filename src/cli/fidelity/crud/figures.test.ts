/** The figures of CRUD in their tiny form; `npm run fidelity` has the long one. */
import { describe, expect, test } from 'vitest';
import { agrees } from '../figure.ts';
import * as expected from './expected.ts';
import { crudFigures } from './figures.ts';
import { overload } from './simulated.ts';

describe('the formulas give the values of the literature', () => {
  test.each([
    ['pages a second, one by one', expected.poolRate(10, 5) / expected.oneByOne(20), 95.24],
    ['pages a second, owners together', expected.poolRate(10, 5) / 2, 1_000],
    ['created twice, p=5 %', expected.duplicateChance(0.05), 0.0451],
  ])('%s', (_, value, known) => {
    expect(Math.abs(value / known - 1)).toBeLessThan(0.001);
  });
});

describe('simulated beside expected', () => {
  const figures = [...crudFigures('tiny')];

  test.each(figures.map((each) => [each.says, each] as const))('%s', (_, each) => {
    const { simulated, expected: known } = each;
    expect(agrees(each), `simulated ${simulated}, expected ${known}`).toBe(true);
  });

  test('has every figure', () => {
    expect(figures.length).toBeGreaterThanOrEqual(16);
  });

  test('a pool that is not full answers what is asked, and no more', () => {
    expect(overload('off', 50, 2).perSecond).toBeLessThan(1_400);
  });
});
