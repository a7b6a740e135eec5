/** What the simulated users do. */
import type { Choice, ClientSpec, WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { MS } from '../../kernel/time.ts';

const KEY = 'cart:1';

/** The keys that hold a value at the start: those of the crowd, the most popular first, or the one cart. */
export function keysOf({ workload, params }: Pick<Choice, 'workload' | 'params'>): string[] {
  if (workload.settings?.['crowd'] !== true) return [KEY];
  return Array.from({ length: params['keys'] ?? 1 }, (_, i) => `item:${i + 1}`);
}

const shopper = (letter: string): ClientSpec => ({
  id: `shopper-${letter.toLowerCase()}`,
  title: `Shopper ${letter}`,
});

const read = (n: number, node: string, atMs: number): Act => ({
  op: `read-${n}`,
  node,
  atUs: atMs * MS,
  event: { type: 'read', key: KEY },
});

const write = (n: number, node: string, atMs: number): Act => ({
  op: `write-${n}`,
  node,
  atUs: atMs * MS,
  event: { type: 'write', key: KEY, value: `v${n}` },
});

export const workloads = {
  'two-shoppers': {
    title: 'Two shoppers, one cart',
    explain: 'Two people look at the same cart and change it now and then.',
    clients: [shopper('A'), shopper('B')],
    params: { ttlMs: 'inf', flushIntervalMs: 3_000 },
    acts: () => [
      read(1, 'shopper-b', 200),
      write(1, 'shopper-a', 800),
      read(2, 'shopper-b', 1_300),
      write(2, 'shopper-a', 2_000),
      read(3, 'shopper-b', 2_600),
      write(3, 'shopper-b', 3_300),
      read(4, 'shopper-a', 3_900),
      write(4, 'shopper-a', 4_500),
      read(5, 'shopper-b', 5_100),
      read(6, 'shopper-a', 5_900),
      read(7, 'shopper-b', 6_900),
    ],
  },
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
