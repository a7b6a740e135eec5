/** The step lists of the seed are the states that requests walk through. */
import { describe, expect, it } from 'vitest';
import { factsOf, traced, violationsOf, walk } from '../fixture.ts';

const MISS = ['checkingCache', 'loadingFromDb', 'writingToCache', 'returning'];
const HIT = ['checkingCache', 'returning'];

describe('a read', () => {
  it.each(['cache-aside', 'write-through', 'write-back'])(
    'of %s checks the cache, loads on a miss, fills the cache and returns',
    (variant) => {
      expect(walk(traced({ variant }), 'api/read-1')).toEqual(MISS);
      expect(walk(traced({ variant, fixes: { start: 'warm' } }), 'api/read-1')).toEqual(HIT);
    },
  );

  it('waits for the holder of the lease, and gets what it filled', () => {
    const trace = traced({ workload: 'herd', fixes: { fill: 'lease' } });
    expect(['read-1', 'read-2', 'read-3'].map((op) => walk(trace, `api/${op}`))).toEqual([
      MISS,
      HIT,
      HIT,
    ]);
    expect(factsOf(trace, 'loadStarted')).toHaveLength(1);
  });

  it('bypasses the cache when it may not wait for the lease', () => {
    const fixes = { fill: 'lease', noTokenPolicy: 'bypass-to-DB' };
    const trace = traced({ workload: 'herd', fixes });
    expect(walk(trace, 'api/read-2')).toEqual(['checkingCache', 'loadingFromDb', 'returning']);
  });

  it('shares the load of another reader of the same process', () => {
    const trace = traced({ workload: 'herd', fixes: { singleFlight: 'per-process' } });
    expect(walk(trace, 'api/read-1')).toEqual([
      'checkingCache',
      'askingToLoad',
      'loadingFromDb',
      'writingToCache',
      'returning',
    ]);
    expect(walk(trace, 'api/read-2')).toEqual(['checkingCache', 'askingToLoad', 'returning']);
    expect(factsOf(trace, 'loadStarted')).toHaveLength(1);
  });

  it('loads past a cache that is down, except where the cache knows more than the database', () => {
    const faults = [{ kind: 'crash', node: 'cache', atUs: 10_000, downForUs: 5_000_000 }] as const;
    expect(walk(traced({ faults }), 'api/read-2')).toEqual([
      'checkingCache',
      'loadingFromDb',
      'returning',
    ]);
    expect(walk(traced({ variant: 'write-back', faults }), 'api/read-2')).toEqual([
      'checkingCache',
      'failing',
    ]);
  });

  it('finds a deleted value while another loads, where stale is allowed', () => {
    const fixes = { fill: 'lease', noTokenPolicy: 'serve-stale', start: 'warm' };
    const trace = traced({
      fixes,
      holds: [
        { hold: 'act read-1', until: 'write-1/saved' },
        { hold: 'act read-2', until: 'read-1/LOAD' },
        { hold: 'read-1/ROW', until: 'read-2/item' },
      ],
    });
    const stale = trace.entries.find(
      (each) => each.kind === 'send' && each.event.type === 'HIT' && each.event['stale'] === true,
    );
    expect(stale).toBeDefined();
  });
});

describe('a write', () => {
  const write = (variant: string, fixes: Record<string, string> = {}): unknown[] =>
    walk(traced({ variant, fixes }), 'api/write-1');

  it.each<[string, Record<string, string>, string[]]>([
    ['cache-aside', {}, ['updatingDb', 'invalidatingCache', 'acknowledging']],
    [
      'cache-aside',
      { writeOp: 'del-before' },
      ['invalidatingCache', 'updatingDb', 'acknowledging'],
    ],
    ['cache-aside', { writeOp: 'set-after' }, ['updatingDb', 'writingToCache', 'acknowledging']],
    [
      'cache-aside',
      { doubleDelete: 'on' },
      ['updatingDb', 'invalidatingCache', 'acknowledging', 'deletingAgain', 'done'],
    ],
    [
      'cache-aside',
      { perKeyWriteLock: 'on' },
      ['locking', 'updatingDb', 'invalidatingCache', 'acknowledging'],
    ],
    ['write-through', {}, ['writingToCache', 'updatingDb', 'acknowledging']],
    [
      'write-through',
      { writeOrder: 'db-first' },
      ['updatingDb', 'writingToCache', 'acknowledging'],
    ],
    ['write-back', {}, ['writingToCache', 'acknowledging']],
  ])('of %s with %o walks as it is listed', (variant, fixes, states) => {
    expect(write(variant, fixes)).toEqual(states);
  });

  it('insists on the delete where it is awaited', () => {
    const trace = traced({
      fixes: { awaitDelete: 'on' },
      faults: [{ kind: 'drop', message: 'write-1/DEL' }],
    });
    expect(walk(trace, 'api/write-1')).toEqual([
      'updatingDb',
      'invalidatingCache',
      'waitingForCache',
      'invalidatingCache',
      'acknowledging',
    ]);
    expect(violationsOf(trace)).toEqual([]);
  });

  it.each([
    [300_000, false],
    [1_000_000, true],
  ])('deletes twice: a fill that is %s µs late stays only if it comes after', (byUs, stays) => {
    const trace = traced({
      fixes: { doubleDelete: 'on' },
      params: { doubleDeleteMs: 500 },
      faults: [{ kind: 'delay', message: 'read-1/SET', byUs }],
    });
    expect(violationsOf(trace).includes('convergence')).toBe(stays);
  });

  it('takes a value back that the database refused', () => {
    const trace = traced({
      variant: 'write-through',
      fixes: { compensateOnDbFail: 'on' },
      faults: [{ kind: 'fail', message: 'write-1/COMMIT' }],
    });
    expect(walk(trace, 'api/write-1')).toEqual([
      'writingToCache',
      'updatingDb',
      'takingBack',
      'failing',
    ]);
    expect(factsOf(trace, 'failed')).toMatchObject([{ outcome: 'error', status: 500 }]);
  });
});

describe('a flush', () => {
  it('writes the dirty entries to the database and marks them clean', () => {
    const trace = traced({ variant: 'write-back' });
    expect(walk(trace, 'cache/flush-1')).toEqual(['writingToDb', 'markingClean']);
    expect(factsOf(trace, 'committed')).toMatchObject([{ value: 'v1' }]);
    expect(walk(trace, 'cache')).toEqual(['clean', 'dirty', 'clean']);
  });

  it('leaves them dirty when the database does not answer, and tries again', () => {
    const trace = traced({
      variant: 'write-back',
      faults: [{ kind: 'drop', message: 'flush-1/FLUSH' }],
    });
    expect(walk(trace, 'cache/flush-1')).toContain('leavingDirty');
    expect(factsOf(trace, 'cleaned')).toHaveLength(1);
  });
});

describe('the write-back cache', () => {
  const crash = { kind: 'crash', node: 'cache', atUs: 500_000, downForUs: 100_000 } as const;

  it('loses acknowledged writes in a crash', () => {
    const trace = traced({ variant: 'write-back', faults: [crash] });
    expect(violationsOf(trace)).toEqual(['fresh-reads', 'durable-writes']);
  });

  it.each([{ wal: 'always' }, { wal: 'everysec' }, { replication: 'sync' }])(
    'replays them with %o',
    (fixes) => {
      const trace = traced({ variant: 'write-back', fixes, faults: [crash] });
      expect(walk(trace, 'cache')).toContain('replaying');
      expect(factsOf(trace, 'recovered')).toMatchObject([{ value: 'v1' }]);
      expect(violationsOf(trace)).toEqual([]);
    },
  );

  it('loses with the power what the log had not on disk', () => {
    const faults = [{ kind: 'own', event: 'powerLoss', node: 'cache', atUs: 500_000 } as const];
    const run = (wal: string) => traced({ variant: 'write-back', fixes: { wal }, faults });
    expect(violationsOf(run('everysec'))).toEqual(['fresh-reads', 'durable-writes']);
    expect(violationsOf(run('always'))).toEqual([]);
  });

  it('lets a write wait for the disk where the log is forced at once', () => {
    const took = (wal: string) =>
      factsOf(
        traced({ variant: 'write-back', fixes: { wal }, params: { walDiskMs: 7 } }),
        'acknowledged',
      ).map(({ tookUs }) => Number(tookUs));
    expect(took('always')).toEqual(took('off').map((us) => us + 7_000));
    expect(took('everysec')).toEqual(took('off'));
  });

  it('does not find in its log what was not on disk when the power went', () => {
    const trace = traced({
      variant: 'write-back',
      fixes: { wal: 'always' },
      params: { walDiskMs: 100 },
      faults: [{ kind: 'own', event: 'powerLoss', node: 'cache', atUs: 250_000 }],
    });
    expect(factsOf(trace, 'logLost')).toMatchObject([{ count: 1 }]);
    expect(factsOf(trace, 'acknowledged')).toEqual([]);
    expect(factsOf(trace, 'recovered')).toEqual([]);
    expect(violationsOf(trace)).toEqual([]);
  });

  it('blocks or drops when too many entries are dirty', () => {
    const params = { dirtyLimit: 5, readRatePerSecond: 20, durationMs: 2_000 };
    const run = (overflow: string) =>
      traced({ variant: 'write-back', workload: 'many-keys', params, fixes: { overflow } });
    const lost = (overflow: string) =>
      factsOf(run(overflow), 'evicted').filter(({ dirty }) => dirty === true).length;
    expect(lost('block')).toBe(0);
    expect(lost('drop')).toBeGreaterThan(0);
    for (const { dirtyCount } of factsOf(run('block'), 'stored')) {
      expect(dirtyCount).toBeLessThanOrEqual(5);
    }
  });
});

describe('change data capture', () => {
  it('deletes what a crashed writer left behind', () => {
    const faults = [
      { kind: 'drop', message: 'write-1/DEL' } as const,
      { kind: 'crash', node: 'api', atUs: 400_000, downForUs: 50_000 } as const,
    ];
    const run = (cdc: string) => traced({ fixes: { cdc, start: 'warm' }, faults });
    expect(violationsOf(run('off'))).toContain('convergence');
    expect(violationsOf(run('on'))).not.toContain('convergence');
  });

  it('connects again after the database was down', () => {
    const trace = traced({
      fixes: { cdc: 'on', start: 'warm' },
      workload: 'two-shoppers',
      faults: [
        { kind: 'crash', node: 'db', atUs: 500_000, downForUs: 50_000 },
        { kind: 'drop', message: 'write-2/DEL' },
      ],
    });
    expect(violationsOf(trace)).not.toContain('convergence');
    expect(walk(trace, 'cdc')).toContainEqual(expect.objectContaining({ connection: 'lost' }));
  });
});
