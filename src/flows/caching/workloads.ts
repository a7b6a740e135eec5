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

/**
 * For a search: nothing expires or is given up before its time. The cache's timeout is longer than
 * any pace, so that a slow message stays possible; links alone take time, the database none.
 */
const searching = {
  ttlMs: 'inf',
  clientTimeoutMs: 'inf',
  dbTimeoutMs: 'inf',
  cacheTimeoutMs: 60_000,
  flushTimeoutMs: 1_500,
  dbConcurrency: 'inf',
  clientJitterMs: 0,
} as const;

const searched = (
  title: string,
  explain: string,
  letters: readonly string[],
  acts: readonly Act[],
): WorkloadSpec => ({
  title,
  explain,
  clients: letters.map(shopper),
  params: searching,
  acts: () => acts,
  searchable: true,
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
  'one-write': searched(
    'One write, two reads',
    'One person saves the cart while two others look at it.',
    ['A', 'B', 'C'],
    [read(1, 'shopper-b', 0), write(1, 'shopper-a', 200), read(2, 'shopper-c', 600)],
  ),
  'two-writes': searched(
    'Two writes, two reads',
    'Two people save the same cart while two others look at it.',
    ['A', 'B', 'C', 'D'],
    [
      read(1, 'shopper-c', 0),
      write(1, 'shopper-a', 200),
      write(2, 'shopper-b', 300),
      read(2, 'shopper-d', 800),
    ],
  ),
  session: searched(
    'One person looks twice',
    'One person saves the cart; one looks at it once, another twice.',
    ['A', 'B', 'C'],
    [
      read(1, 'shopper-b', 0),
      write(1, 'shopper-a', 200),
      read(2, 'shopper-c', 300),
      read(3, 'shopper-c', 700),
    ],
  ),
  'two-writes-three-reads': searched(
    'Two writes, three reads',
    'Two people save the same cart; one looks at it once, another twice.',
    ['A', 'B', 'C', 'D'],
    [
      read(1, 'shopper-c', 0),
      write(1, 'shopper-a', 200),
      write(2, 'shopper-b', 300),
      read(2, 'shopper-d', 400),
      read(3, 'shopper-d', 900),
    ],
  ),
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
