/** How long clients wait, from a histogram whose bounds grow by a twentieth: figures are 5 % exact. */
import type { Metric } from '../../../flow/property.ts';
import type { Seen } from '../../../kernel/monitor.ts';

/** Upper bounds in µs: from 100 µs to more than 100 s. */
const BOUNDS: readonly number[] = (() => {
  const bounds = [100];
  while ((bounds.at(-1) ?? 0) < 100_000_000) bounds.push(Math.round((bounds.at(-1) ?? 0) * 1.05));
  return bounds;
})();

type Counts = readonly number[];

function on(counts: Counts, seen: Seen): Counts {
  if (seen.kind !== 'fact') return counts;
  const { type, tookUs } = seen.fact as { type: string; tookUs?: number };
  if (tookUs === undefined || (type !== 'answered' && type !== 'acknowledged')) return counts;
  const at = placeOf(tookUs);
  const wide = counts.length > at ? counts : [...counts, ...Array(at + 1 - counts.length).fill(0)];
  return wide.with(at, (wide[at] ?? 0) + 1);
}

function placeOf(tookUs: number): number {
  let low = 0;
  let high = BOUNDS.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((BOUNDS[middle] ?? 0) < tookUs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function quantileMs(counts: Counts, share: number): number | null {
  const total = counts.reduce((sum, each) => sum + each, 0);
  let left = share * total;
  for (const [i, count] of counts.entries()) {
    left -= count;
    if (count > 0 && left <= 0) return (BOUNDS[i] ?? 0) / 1_000;
  }
  return null;
}

const quantile = (id: string, title: string, share: number, explain: string): Metric => ({
  id,
  title,
  unit: 'ms',
  explain,
  chart: 'Latency',
  start: [],
  on,
  value: (counts: Counts) => quantileMs(counts, share),
});

export const latencies: readonly Metric[] = [
  quantile('latency-p50', 'Latency, median', 0.5, 'Half of all answers took no longer than this.'),
  quantile('latency-p99', 'Latency, 99th percentile', 0.99, 'One answer in a hundred took longer.'),
];
