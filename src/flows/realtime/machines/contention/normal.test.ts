import { describe, expect, it } from 'vitest';
import { inverseNormal } from './normal.ts';

describe('the inverse of the normal distribution', () => {
  it.each([
    [0.5, 0],
    [0.975, 1.959963984540054],
    [0.025, -1.959963984540054],
    [0.8413447460685429, 1],
    [0.99, 2.3263478740408408],
    [0.001, -3.090232306167813],
    [0.9999, 3.719016485455709],
  ])('%f lies at %f', (share, value) => {
    expect(inverseNormal(share)).toBeCloseTo(value, 7);
  });

  it('is finite at the ends of what chance gives', () => {
    expect(inverseNormal(0)).toBeGreaterThan(-9);
    expect(inverseNormal(1 - 2 ** -53)).toBeLessThan(9);
  });
});
