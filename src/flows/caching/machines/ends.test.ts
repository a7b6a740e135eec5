/** What must not wait for ever, stay too long, or end too early. */
import { describe, expect, it } from 'vitest';
import { factsOf, traced, violationsOf, walk } from '../fixture.ts';

const own = (event: string, atUs: number) => ({ kind: 'own', event, node: 'cache', atUs }) as const;

describe('a blocked write', () => {
  it('goes on when what was dirty leaves without a flush', () => {
    const trace = traced({
      variant: 'write-back',
      workload: 'many-keys',
      fixes: { pinDirty: 'off' },
      params: {
        dirtyLimit: 1,
        readRatePerSecond: 20,
        durationMs: 300,
        flushIntervalMs: 60_000,
        cacheTimeoutMs: 'inf',
      },
      faults: [own('evict', 400_000)],
    });
    const saved = factsOf(trace, 'acknowledged');
    expect(saved.length).toBeGreaterThan(1);
    expect(saved.some(({ tookUs }) => Number(tookUs) < 450_000 && Number(tookUs) > 150_000)).toBe(
      true,
    );
  });
});

describe('an entry', () => {
  it('that took the place of “missing” does not end with the time of that', () => {
    const trace = traced({
      workload: 'create',
      fixes: { negativeCaching: 'on' },
      params: { ttlNegMs: 1_000 },
    });
    expect(factsOf(trace, 'stored')).toMatchObject([{ value: null }, { value: 'v1' }]);
    expect(factsOf(trace, 'expired')).toEqual([]);
  });

  it('that was pinned leaves a full cache when it is flushed', () => {
    const trace = traced({
      variant: 'write-back',
      workload: 'many-keys',
      params: { capacity: 5, readRatePerSecond: 50, durationMs: 1_000, flushIntervalMs: 5_000 },
    });
    const { context } = trace.worldAt(trace.entries.length - 1).actors.get('cache')?.standing ?? {};
    expect((context as { entries: unknown[] }).entries).toHaveLength(5);
  });
});

describe('a read', () => {
  it('keeps what the cache had when its early refresh fails', () => {
    const trace = traced({
      workload: 'hot-key',
      fixes: { xfetch: 'on' },
      params: { durationMs: 2_000, readRatePerSecond: 50 },
      faults: [{ kind: 'cut', link: 'api--db', atUs: 1_000_000, forUs: 1_000_000 }],
    });
    const after = factsOf(trace, 'answered').map(({ tookUs }) => Number(tookUs));
    // Some refresh was given up.
    expect(Math.max(...after)).toBeGreaterThan(5_000_000);
    expect(factsOf(trace, 'failed')).toEqual([]);
  });

  it('loads past a cache that answers with an error', () => {
    const trace = traced({ faults: [{ kind: 'fail', message: 'read-1/GET' }] });
    expect(walk(trace, 'api/read-1')).toEqual(['checkingCache', 'loadingFromDb', 'returning']);
  });
});

describe('a writer', () => {
  it('does not wait for a lock longer than for the database', () => {
    const trace = traced({
      fixes: { perKeyWriteLock: 'on' },
      workload: 'two-writes',
      params: { dbTimeoutMs: 2_000 },
      faults: [{ kind: 'drop', message: 'write-1/UNLOCK' }],
    });
    expect(factsOf(trace, 'failed')).toMatchObject([{ kind: 'write', value: 'v2', status: 504 }]);
    expect(violationsOf(trace)).toEqual([]);
  });
});
