/** The figures of real time in their tiny form; `npm run fidelity` has the long one. */
import { describe, expect, test } from 'vitest';
import { realtimeFigures } from './fidelity-realtime.ts';

describe('simulated beside expected', () => {
  const figures = [...realtimeFigures('tiny')];

  test.each(figures.map((each) => [each.says, each] as const))('%s', (_, figure) => {
    const { simulated, expected, agrees } = figure;
    expect(agrees, `simulated ${simulated}, expected ${expected}`).toBe(true);
  });

  test('has every figure', () => {
    expect(figures.length).toBeGreaterThanOrEqual(30);
  });
});
