/** The figures of state synchronisation in their tiny form; `npm run fidelity` has the long one. */
import { describe, expect, test } from 'vitest';
import { agrees } from '../figure.ts';
import * as expected from './expected.ts';
import { stateFigures } from './figures.ts';

describe('the formulas give the values of the literature', () => {
  test.each([
    ['mean staleness, p=15 s, RTT 300 ms', expected.stalenessMean(15_000, 300), 7_800],
    ['most staleness, p=15 s, RTT 300 ms', expected.stalenessMost(15_000, 300), 15_300],
    ['replay of 100, RTT 300 ms', expected.replayMs(100, 300), 30_000],
    ['optimism, RTT 300 ms, revert 2 s', expected.optimismStopsAt(300, 2_000), 13.04],
  ])('%s', (_, value, known) => {
    expect(Math.abs(value / known - 1)).toBeLessThan(0.001);
  });
});

describe('simulated beside expected', () => {
  const figures = [...stateFigures('tiny')];

  test.each(figures.map((each) => [each.says, each] as const))('%s', (_, each) => {
    const { simulated, expected: known } = each;
    expect(agrees(each), `simulated ${simulated}, expected ${known}`).toBe(true);
  });

  test('has every figure', () => {
    expect(figures.length).toBeGreaterThanOrEqual(26);
  });
});
