import { describe, expect, it } from 'vitest';
import { cumulative, pick } from './zipf.ts';

describe('popularity by Zipf', () => {
  it.each([0, 0.6, 0.8, 1, 1.4])('gives key i its share i^−%s', (alpha) => {
    const table = cumulative(1_000, alpha);
    const weights = Array.from({ length: 1_000 }, (_, i) => (i + 1) ** -alpha);
    const sum = weights.reduce((all, each) => all + each, 0);
    table.forEach((each, i) => {
      expect(each - (table[i - 1] ?? 0)).toBeCloseTo((weights[i] ?? 0) / sum, 10);
    });
    expect(table.at(-1)).toBe(1);
  });

  it('picks each key for the draws of its share', () => {
    const table = cumulative(4, 0);
    expect([0, 0.24, 0.26, 0.74, 0.76, 0.999].map((draw) => pick(table, draw))).toEqual([
      0, 0, 1, 2, 3, 3,
    ]);
  });
});
