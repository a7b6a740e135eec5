/** What the simulated users do. */
import type { Choice, ClientSpec, WorkloadSpec } from '../../flow/flow.ts';
import type { Act } from '../../kernel/system.ts';
import { MS } from '../../kernel/time.ts';

const KEY = 'cart:1';

/** The keys that hold a value at the start, the most popular first. */
export function keysOf({ workload, params }: Pick<Choice, 'workload' | 'params'>): string[] {
  const { crowd = false, missing = false } = workload.settings ?? {};
  if (missing) return [];
  return Array.from({ length: crowd ? (params['keys'] ?? 1) : 1 }, (_, i) => `cart:${i + 1}`);
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
 * For a search: nothing expires, and nothing is given up but a delete, so that a late deadline is
 * one that matters. Links alone take time, the database none; the users sit beside the app, so
 * that begin and end of what they do are as close to its steps as they can be.
 */
const searching = {
  ttlMs: 'inf',
  clientTimeoutMs: 'inf',
  dbTimeoutMs: 'inf',
  cacheTimeoutMs: 'inf',
  retryMs: 1_000,
  flushTimeoutMs: 1_500,
  dbConcurrency: 'inf',
  clientRttMs: 0,
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

/** A crowd that arrives by itself. */
const crowded = (
  title: string,
  explain: string,
  params: NonNullable<WorkloadSpec['params']>,
  settings: NonNullable<WorkloadSpec['settings']> = {},
): WorkloadSpec => ({
  title,
  explain,
  clients: [{ id: 'crowd', title: 'Shoppers', machine: 'crowd', crowd: true }],
  params,
  settings: { crowd: true, ...settings },
  acts: () => [],
});

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
  'one-write': searched(
    'One write, two reads',
    'One person saves the cart while two others look at it.',
    ['A', 'B', 'C'],
    [read(1, 'shopper-b', 0), write(1, 'shopper-a', 200), read(2, 'shopper-c', 600)],
  ),
  'two-writes': searched(
    'Two writes, one read',
    'Two people save the same cart while another looks at it.',
    ['A', 'B', 'C'],
    [write(1, 'shopper-a', 0), write(2, 'shopper-b', 100), read(1, 'shopper-c', 600)],
  ),
  'two-writes-two-reads': searched(
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
  herd: searched(
    'Three reads at once',
    'Three people look at a cart that is not in the cache.',
    ['A', 'B', 'C'],
    [read(1, 'shopper-a', 0), read(2, 'shopper-b', 10), read(3, 'shopper-c', 20)],
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
  'hot-key': crowded(
    'One hot key',
    'A crowd reads one cart, which expires every two seconds and takes long to load.',
    { keys: 1, ttlMs: 2_000, dbRttMs: 200, writeRatioPercent: 0, durationMs: 7_000 },
  ),
  zipf: crowded(
    'Popular and unpopular keys',
    'A crowd reads a thousand carts, some of them far more often than others.',
    { ttlMs: 'inf', durationMs: 20_000 },
  ),
  'many-keys': crowded(
    'Many writes to many keys',
    'A crowd saves carts, hardly ever the same one twice.',
    {
      keys: 10_000,
      zipfAlpha: 0,
      capacity: 10_000,
      dirtyLimit: 10_000,
      writeRatioPercent: 100,
      ttlMs: 'inf',
      flushBatch: 1_000,
      durationMs: 10_000,
    },
  ),
  'short-lived': crowded(
    'Many short-lived keys',
    'A crowd reads a hundred carts, each of which expires after two seconds.',
    { keys: 100, zipfAlpha: 0, ttlMs: 2_000, writeRatioPercent: 0, durationMs: 8_000 },
  ),
  'missing-keys': crowded(
    'Keys that do not exist',
    'A crowd asks for carts that nobody ever saved.',
    { keys: 20, zipfAlpha: 0, writeRatioPercent: 0, readRatePerSecond: 50, durationMs: 5_000 },
    { missing: true },
  ),
  'cache-loss': crowded(
    'Life without a cache',
    'A small crowd reads fifty carts from a small database.',
    {
      keys: 50,
      readRatePerSecond: 4,
      writeRatioPercent: 0,
      dbRttMs: 100,
      dbConcurrency: 1,
      ttlMs: 'inf',
      durationMs: 5_000,
    },
  ),
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
  create: {
    ...searched(
      'A cart that is new',
      'One person saves a cart that did not exist while two others look at it.',
      ['A', 'B', 'C'],
      [read(1, 'shopper-b', 0), write(1, 'shopper-a', 200), read(2, 'shopper-c', 600)],
    ),
    settings: { missing: true },
  },
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
