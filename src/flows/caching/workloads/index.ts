/** What the simulated users do. The first is what opens. */
import type { Choice, WorkloadSpec } from '../../../flow/flow.ts';
import { crowdWorkloads } from './crowds.ts';
import { searchableWorkloads } from './searchable.ts';
import { read, shopper, write } from './shoppers.ts';

export const workloads = {
  'two-shoppers': {
    title: 'Two shoppers, one cart',
    explain: 'One person changes a cart now and then; another looks at it in between.',
    clients: [shopper('A'), shopper('B')],
    params: { ttlMs: 'inf', flushIntervalMs: 3_000 },
    // After each save somebody looks at once, and again when a cache that crashed is back.
    acts: () => [
      read(1, 'shopper-b', 200),
      write(1, 'shopper-a', 800),
      read(2, 'shopper-b', 1_400),
      read(3, 'shopper-b', 2_400),
      write(2, 'shopper-a', 3_000),
      read(4, 'shopper-a', 3_600),
      read(5, 'shopper-b', 4_600),
      write(3, 'shopper-b', 5_200),
      read(6, 'shopper-b', 5_800),
      read(7, 'shopper-a', 6_800),
    ],
  },
  ...crowdWorkloads,
  'short-ttl': {
    title: 'One person keeps looking',
    explain: 'One person saves the cart, another looks again and again; entries live for a second.',
    clients: [shopper('A'), shopper('B')],
    params: { ttlMs: 1_000 },
    acts: () => [
      write(1, 'shopper-a', 300),
      write(2, 'shopper-a', 2_100),
      ...Array.from({ length: 14 }, (_, i) => read(i + 1, 'shopper-b', i * 300)),
    ],
  },
  ...searchableWorkloads,
} as const satisfies Readonly<Record<string, WorkloadSpec>>;

/** The keys that hold a value at the start, the most popular first. */
export function keysOf({ workload, params }: Pick<Choice, 'workload' | 'params'>): string[] {
  const { crowd = false, missing = false } = workload.settings ?? {};
  if (missing) return [];
  return Array.from({ length: crowd ? (params['keys'] ?? 1) : 1 }, (_, i) => `cart:${i + 1}`);
}
