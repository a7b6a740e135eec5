import { describe, expect, it } from 'vitest';
import {
  commits,
  down,
  isNotSaved,
  isSaved,
  judge,
  reads,
  saw,
  sees,
  up,
  writes,
} from '../fixture.ts';
import { convergence } from './convergence.ts';
import { durableWrites } from './durable-writes.ts';
import { freshReads } from './fresh-reads.ts';
import { herdBound } from './herd-bound.ts';
import { monotonicSession } from './monotonic-session.ts';
import { noDirtyRead } from './no-dirty-read.ts';
import { readsSurvive } from './reads-survive.ts';
import { staleBound } from './stale-bound.ts';

const saved = (op: string, value: string) => [writes(op, value), isSaved(op, value)];
const read = (op: string, value: string | null, actor?: string) => [
  reads(op, actor),
  sees(op, value, actor),
];

describe('C1, fresh reads', () => {
  const broken = (...events: Parameters<typeof judge>[1]): number =>
    judge(freshReads, events).violations.length;

  it('is broken by the value at the start, once a write was acknowledged', () => {
    expect(broken(...saved('w1', 'v1'), ...read('r1', 'v0'))).toBe(1);
    expect(broken(...saved('w1', 'v1'), ...read('r1', null))).toBe(1);
    expect(broken(...saved('w1', 'v1'), ...read('r1', 'v1'))).toBe(0);
  });

  it('lets a read that began before the acknowledgement see the old value', () => {
    const late = [writes('w1', 'v1'), reads('r1'), isSaved('w1', 'v1'), sees('r1', 'v0')];
    expect(broken(...late)).toBe(0);
  });

  it('is broken by a write that a later one replaced', () => {
    const two = [...saved('w1', 'v1'), ...saved('w2', 'v2')];
    expect(broken(...two, ...read('r1', 'v1'))).toBe(1);
    expect(broken(...two, ...read('r1', 'v2'))).toBe(0);
  });

  it('lets either of two writes be seen that were under way at the same time', () => {
    const beside = [
      writes('w1', 'v1'),
      writes('w2', 'v2'),
      isSaved('w1', 'v1'),
      isSaved('w2', 'v2'),
    ];
    expect(broken(...beside, ...read('r1', 'v1'), ...read('r2', 'v2'))).toBe(0);
    expect(broken(...beside, ...read('r1', 'v0'))).toBe(1);
  });

  it('lets a write be seen whose outcome nobody knows, however late', () => {
    const unknown = [writes('w1', 'v1'), isNotSaved('w1', 'v1', 'unknown'), ...saved('w2', 'v2')];
    expect(broken(...unknown, ...read('r1', 'v1'))).toBe(0);
  });

  it('lets a read see what was written while it was under way, even if it was replaced since', () => {
    const during = [
      ...saved('w1', 'v1'),
      reads('r1'),
      ...saved('w2', 'v2'),
      ...saved('w3', 'v3'),
      sees('r1', 'v2'),
    ];
    expect(broken(...during)).toBe(0);
  });

  it('forgets a read whose client went down', () => {
    const { state } = judge(freshReads, [...saved('w1', 'v1'), reads('r1'), down('client-r1')]);
    expect(state.reads).toEqual([]);
  });

  it('keeps its state small over a thousand writes and reads', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => [
      ...saved(`w${i}`, `v${i}`),
      ...read(`r${i}`, `v${i}`),
    ]).flat();
    const { violations, state } = judge(freshReads, many);
    expect(violations).toEqual([]);
    expect(JSON.stringify(state).length).toBeLessThan(500);
  });

  it('keeps its state small over a thousand writes without an outcome', () => {
    const many = Array.from({ length: 1_000 }, (_, i) => writes(`w${i}`, `v${i}`));
    expect(JSON.stringify(judge(freshReads, many).state).length).toBeLessThan(5_000);
  });
});

describe('C2, durable writes', () => {
  const database = (value: string) => (actor: string) =>
    actor === 'db' ? { rows: [{ key: 'cart:1', value, version: 1 }] } : undefined;
  const atRest = (value: string, ...events: Parameters<typeof judge>[1]): boolean =>
    judge(durableWrites, events, database(value)).atRest === null;

  it('is broken when the database has less than was acknowledged', () => {
    expect(atRest('v0', ...saved('w1', 'v1'))).toBe(false);
    expect(atRest('v1', ...saved('w1', 'v1'), ...saved('w2', 'v2'))).toBe(false);
    expect(atRest('v2', ...saved('w1', 'v1'), ...saved('w2', 'v2'))).toBe(true);
  });

  it('asks nothing of a write that was not acknowledged', () => {
    expect(atRest('v0', writes('w1', 'v1'), isNotSaved('w1', 'v1', 'unknown'))).toBe(true);
  });

  it('judges nothing while the database is down', () => {
    expect(judge(durableWrites, saved('w1', 'v1'), () => undefined).atRest).toBe(null);
  });
});

describe('C3, convergence', () => {
  const world = (entry: object) => (actor: string) =>
    actor === 'db'
      ? { rows: [{ key: 'cart:1', value: 'v1', version: 1 }] }
      : { entries: [{ key: 'cart:1', state: 'clean', ...entry }] };

  it('is broken by an entry that is not what the database has', () => {
    expect(judge(convergence, [], world({ value: 'v0' })).atRest).not.toBe(null);
    expect(judge(convergence, [], world({ value: 'v1' })).atRest).toBe(null);
  });

  it('overlooks what no reader finds', () => {
    expect(judge(convergence, [], world({ value: null, state: 'tombstone' })).atRest).toBe(null);
    expect(judge(convergence, [], world({ value: 'v0', state: 'ghost' })).atRest).toBe(null);
  });
});

describe('C3b, stale bound', () => {
  const hit = (value: string | null, atUs: number) =>
    saw('cache', 'r', { type: 'hit', key: 'cart:1', value }, atUs);
  const fill = (value: string, atUs: number) =>
    saw('cache', 'r', { type: 'stored', key: 'cart:1', value, dirty: false }, atUs);
  const broken = (...events: Parameters<typeof judge>[1]): number =>
    judge(staleBound, events, undefined, { ttlMs: 1 }).violations.length;

  it('counts from the commit that overwrote the value', () => {
    expect(broken(commits('v1', 5_000), hit('v0', 6_000))).toBe(0);
    expect(broken(commits('v1', 5_000), hit('v0', 6_001))).toBe(1);
    expect(broken(commits('v1', 5_000), hit('v1', 9_000))).toBe(0);
    expect(broken(commits('v1', 5_000), hit(null, 6_001))).toBe(1);
  });

  it('adds by how much the latest fill came too late', () => {
    const late = [commits('v1', 5_000), fill('v0', 7_000)];
    expect(broken(...late, hit('v0', 8_000))).toBe(0);
    expect(broken(...late, hit('v0', 8_001))).toBe(1);
  });
});

describe('C4, no dirty read', () => {
  const failed = isNotSaved('w1', 'v1', 'error');
  const unknown = isNotSaved('w1', 'v1', 'unknown');

  it('is broken by a read before or after the failure', () => {
    const before = judge(noDirtyRead, [writes('w1', 'v1'), ...read('r1', 'v1'), failed]);
    const after = judge(noDirtyRead, [writes('w1', 'v1'), failed, ...read('r1', 'v1')]);
    expect([before.violations.length, after.violations.length]).toEqual([1, 1]);
  });

  it('waits for the end when nobody knows the outcome', () => {
    const events = [writes('w1', 'v1'), ...read('r1', 'v1'), unknown];
    expect(judge(noDirtyRead, events).violations).toEqual([]);
    expect(judge(noDirtyRead, events).atRest).not.toBe(null);
    expect(judge(noDirtyRead, [...events, commits('v1')]).atRest).toBe(null);
  });

  it('holds when the value was acknowledged, was never read, or entered the database', () => {
    for (const events of [
      [...saved('w1', 'v1'), ...read('r1', 'v1')],
      [writes('w1', 'v1'), failed],
      [writes('w1', 'v1'), commits('v1'), ...read('r1', 'v1'), failed],
    ]) {
      const { violations, atRest } = judge(noDirtyRead, events);
      expect([violations.length, atRest]).toEqual([0, null]);
    }
  });

  it('holds when what took its place in the cache entered the database', () => {
    const stored = (value: string) =>
      saw('cache', 'r', { type: 'stored', key: 'cart:1', value, dirty: true });
    const seen = [writes('w1', 'v1'), stored('v1'), ...read('r1', 'v1'), unknown];
    const later = [writes('w2', 'v2'), stored('v2')];
    expect(judge(noDirtyRead, [...seen, ...later, commits('v2')]).atRest).toBe(null);
    expect(judge(noDirtyRead, [...seen, ...later]).atRest).not.toBe(null);
    const lost = [...seen, down('cache'), ...later, commits('v2')];
    expect(judge(noDirtyRead, lost).atRest).not.toBe(null);
  });
});

describe('C5, monotonic session', () => {
  const broken = (...events: Parameters<typeof judge>[1]): number =>
    judge(monotonicSession, events).violations.length;
  const byB = (op: string, value: string | null) => read(op, value, 'b');

  it('is broken by going back to the start or to an older write', () => {
    expect(broken(writes('w1', 'v1'), ...byB('r1', 'v1'), ...byB('r2', 'v0'))).toBe(1);
    const two = [...saved('w1', 'v1'), ...saved('w2', 'v2')];
    expect(broken(...two, ...byB('r1', 'v2'), ...byB('r2', 'v1'))).toBe(1);
    expect(broken(...two, ...byB('r1', 'v1'), ...byB('r2', 'v2'))).toBe(0);
  });

  it('lets writes that were under way at the same time be seen in either order', () => {
    const beside = [writes('w1', 'v1'), writes('w2', 'v2'), isSaved('w1', 'v1')];
    expect(broken(...beside, ...byB('r1', 'v2'), ...byB('r2', 'v1'), ...byB('r3', 'v2'))).toBe(0);
  });

  it('compares the reads of one client only', () => {
    const two = [writes('w1', 'v1'), ...read('r1', 'v1', 'b'), ...read('r2', 'v0', 'c')];
    expect(broken(...two)).toBe(0);
  });
});

describe('C6, herd bound', () => {
  const starts = (op: string, node = 'api', key = 'cart:1') =>
    saw(`${node}/${op}`, op, { type: 'loadStarted', key });
  const ends = (op: string, node = 'api') =>
    saw(`${node}/${op}`, op, { type: 'loadEnded', key: 'cart:1' });
  const broken = (...events: Parameters<typeof judge>[1]): number =>
    judge(herdBound, events).violations.length;

  it('is broken once for each herd, when its second load begins', () => {
    expect(broken(starts('r1'), starts('r2'), starts('r3'))).toBe(1);
    expect(broken(starts('r1'), ends('r1'), starts('r2'))).toBe(0);
    expect(broken(starts('r1'), starts('r2', 'api', 'cart:2'))).toBe(0);
  });

  it('forgets the loads of an app that went down', () => {
    expect(broken(starts('r1'), down('api'), up('api'), starts('r2', 'api-2'))).toBe(0);
  });
});

describe('C7, reads survive the loss of the cache', () => {
  const load = (i: number) =>
    saw('api/r', `r${i}`, { type: 'loadStarted', key: 'cart:1' }, i * 10_000);
  const params = { dbConcurrency: 1, dbRttMs: 100 };
  const broken = (...events: Parameters<typeof judge>[1]): number =>
    judge(readsSurvive, events, undefined, params).violations.length;
  const loads = (n: number) => Array.from({ length: n }, (_, i) => load(i));

  it('is broken by more loads in a second than the database can take', () => {
    expect(broken(down('cache'), ...loads(13))).toBe(0);
    expect(broken(down('cache'), ...loads(14))).toBe(1);
    expect(broken(...loads(14))).toBe(0);
    expect(broken(down('cache'), up('cache'), ...loads(14))).toBe(0);
  });

  it('is broken by a read that fails, unless the app turned it away', () => {
    const fails = saw('shopper', 'r1', { type: 'failed', kind: 'read', key: 'cart:1' });
    const shed = saw('api/r1', 'r1', { type: 'shed', key: 'cart:1' });
    expect(broken(down('cache'), fails)).toBe(1);
    expect(broken(down('cache'), shed, fails)).toBe(0);
    expect(broken(down('cache'), load(1), up('cache'), fails)).toBe(1);
    expect(broken(down('cache'), up('cache'), load(1), fails)).toBe(0);
  });
});
