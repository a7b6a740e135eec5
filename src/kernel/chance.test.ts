import { describe, expect, it } from 'vitest';
import { chance, exponential, ln } from './chance.ts';

const keys = Array.from({ length: 20_000 }, (_, i) => `read-${i}/GET`);

describe('chance', () => {
  it('gives the same value for the same key, and another for any other seed, source or address', () => {
    expect(chance(7, 'latency', 'read-1/GET')).toBe(chance(7, 'latency', 'read-1/GET'));
    const others = [
      chance(8, 'latency', 'read-1/GET'),
      chance(7, 'loss', 'read-1/GET'),
      chance(7, 'latency', 'read-2/GET'),
    ];
    for (const other of others) expect(other).not.toBe(chance(7, 'latency', 'read-1/GET'));
  });

  it('is known: a change of the function would change every shared link', () => {
    expect(chance(1, 'a', 'b')).toMatchInlineSnapshot(`0.739802953005327`);
    expect(chance(123_456_789, 'latency', 'write-12/SET#3')).toMatchInlineSnapshot(
      `0.6659864945176295`,
    );
  });

  it('spreads evenly over [0, 1), also for addresses that differ in one digit', () => {
    const bins = Array.from({ length: 20 }, () => 0);
    for (const key of keys) {
      const u = chance(3, 'latency', key);
      expect(u >= 0 && u < 1).toBe(true);
      bins[Math.floor(u * 20)] = (bins[Math.floor(u * 20)] ?? 0) + 1;
    }
    const expected = keys.length / 20;
    const chiSquare = bins.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
    // 19 degrees of freedom: above 43.8 once in a thousand.
    expect(chiSquare).toBeLessThan(43.8);
  });

  it('does not repeat its order from seed to seed', () => {
    const a = keys.map((key) => chance(1, 'x', key));
    const b = keys.map((key) => chance(2, 'x', key));
    const mean = (list: number[]): number => list.reduce((s, v) => s + v, 0) / list.length;
    const covariance = mean(a.map((v, i) => (v - 0.5) * ((b[i] ?? 0) - 0.5)));
    expect(Math.abs(covariance * 12)).toBeLessThan(0.03);
  });
});

describe('ln', () => {
  it('agrees with the natural logarithm to the last digits', () => {
    for (const x of [1e-12, 0.001, 0.5, 0.75, 0.999_999, 1, 1.5, 2, 3.7, 1e6, 1e15]) {
      expect(Math.abs(ln(x) - Math.log(x))).toBeLessThanOrEqual(
        4e-15 * Math.max(1, Math.abs(Math.log(x))),
      );
    }
  });
});

describe('exponential', () => {
  it('has the mean that it is given', () => {
    const sum = keys.reduce((total, key) => total + exponential(40, chance(5, 'arrival', key)), 0);
    expect(sum / keys.length).toBeGreaterThan(39);
    expect(sum / keys.length).toBeLessThan(41);
  });
});
