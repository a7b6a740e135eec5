/**
 * Popularity by Zipf's law: key i is asked for in proportion to i^−α. Computed from the four
 * operations alone, as `Math.pow` may differ in its last digit between engines.
 */
import { ln } from '../../../kernel/chance.ts';

/** The chances of keys 1 to n, in order, summed up: the last is 1. */
export function cumulative(keys: number, alpha: number): readonly number[] {
  const name = `${keys} ${alpha}`;
  const known = tables.get(name);
  if (known !== undefined) return known;
  const table: number[] = [];
  let sum = 0;
  for (let i = 1; i <= keys; i++) {
    sum += exp(-alpha * ln(i));
    table.push(sum);
  }
  const chances = table.map((each) => each / sum);
  tables.set(name, chances);
  return chances;
}

/** Remembered: a crowd asks for the same table at every arrival. */
const tables = new Map<string, readonly number[]>();

/** The first place whose sum reaches the draw, from 0. */
export function pick(table: readonly number[], draw: number): number {
  let low = 0;
  let high = table.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((table[middle] ?? 1) < draw) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** e^x for x ≤ 0: x = r − k·ln 2, by its series in r, halved k times. */
function exp(x: number): number {
  const k = Math.round(-x / Math.LN2);
  const r = x + k * Math.LN2;
  let term = 1;
  let sum = 1;
  for (let n = 1; n < 20; n++) {
    term *= r / n;
    sum += term;
  }
  for (let i = 0; i < k; i++) sum /= 2;
  return sum;
}
