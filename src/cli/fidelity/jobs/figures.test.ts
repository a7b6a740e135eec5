/** The figures of jobs in their short form; `npm run fidelity` has the long one. */
import { describe, expect, test } from 'vitest';
import { agrees } from '../figure.ts';
import { cobham, erlangC, waitMD1, waitMMc } from './expected.ts';
import { jobsFigures } from './figures.ts';
import { waits } from './simulated.ts';

describe('the formulas give the values of the literature', () => {
  test.each([
    ['M/M/1, ρ=0.8', waitMMc(1, 0.8), 4],
    ['M/D/1, ρ=0.8', waitMD1(0.8), 2],
    ['M/M/4, ρ=0.8', waitMMc(4, 3.2), 0.7455],
    ['M/M/4, ρ=0.9', waitMMc(4, 3.6), 1.969],
    ['M/M/8, ρ=0.8', waitMMc(8, 6.4), 0.286],
    ['Erlang C, 4 servers', erlangC(4, 3.2), 0.596],
    ['Cobham, urgent', cobham(1, 0.3, 0.5)[0], 1.143],
    ['Cobham, ordinary', cobham(1, 0.3, 0.5)[1], 5.714],
    ['Cobham, ρ=0.95, ordinary', cobham(1, 0.7, 0.25)[1], 63.3],
  ])('%s', (_, value, expected) => {
    expect(Math.abs(value / expected - 1)).toBeLessThan(0.002);
  });
});

describe('simulated beside expected', () => {
  const figures = [...jobsFigures('tiny')];

  test.each(figures.map((each) => [each.says, each] as const))('%s', (_, figure) => {
    const { simulated, expected } = figure;
    expect(agrees(figure), `simulated ${simulated}, expected ${expected}`).toBe(true);
  });

  test('has every figure', () => {
    expect(figures.length).toBeGreaterThan(15);
  });

  test('a queue with more work waits longer than a tolerance would hide', () => {
    const wait = (arrivalsPerSecond: number): number =>
      waits({ variant: 'fifo', service: 'exp', servers: 1, arrivalsPerSecond }, 2_000).all;
    expect(wait(0.8)).toBeGreaterThan(1.5 * wait(0.6));
  });
});
