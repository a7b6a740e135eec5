/** Many people at once, to be watched and counted. */
import type { WorkloadSpec } from '../../../flow/flow.ts';

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

export const crowdWorkloads = {
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
} as const satisfies Readonly<Record<string, WorkloadSpec>>;
