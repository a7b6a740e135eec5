/** The figures of authentication in their tiny form; `npm run fidelity` has the long one. */
import { describe, expect, test } from 'vitest';
import { agrees } from '../figure.ts';
import { authFigures } from './figures.ts';

describe('simulated beside expected', () => {
  const figures = [...authFigures('tiny')];

  test.each(figures.map((each) => [each.says, each] as const))('%s', (_, figure) => {
    const { simulated, expected } = figure;
    expect(agrees(figure), `simulated ${simulated}, expected ${expected}`).toBe(true);
  });

  test('has every figure', () => {
    expect(figures.length).toBeGreaterThanOrEqual(20);
  });
});
