/** What the machines do in virtual time. The guarantees are tried out in truth/truth.test.ts. */
import { describe, expect, test } from 'vitest';
import { traceOf } from '../../flow/compile.ts';
import type { Run } from '../../flow/run.ts';
import type { EntryOf } from '../../kernel/entry.ts';
import { SECOND } from '../../kernel/time.ts';
import type { Trace } from '../../kernel/trace.ts';
import { jobs } from './index.ts';

const run = (more: Partial<Run>): Run => ({
  version: 1,
  flow: 'jobs',
  variant: 'fifo',
  fixes: {},
  params: {},
  workload: 'one-order',
  seed: 1,
  faults: [],
  holds: [],
  inputs: [],
  ...more,
});

const factsOf = ({ entries }: Trace, type: string): EntryOf<'fact'>[] =>
  entries.filter((each) => each.kind === 'fact').filter(({ fact }) => fact.type === type);

const broken = ({ violations }: Trace): string[] => violations.map(({ guarantee }) => guarantee);

describe('a job longer than the visibility timeout', () => {
  const params = { serviceMs: 60_000, workers: 3 } as const;

  test('runs until its attempts are used up, and then is dead although each run succeeded', () => {
    const trace = traceOf(jobs, run({ params }));
    expect(factsOf(trace, 'started')).toHaveLength(5);
    expect(factsOf(trace, 'deadLettered')).toHaveLength(1);
    expect(broken(trace)).toContain('one-effect');
  });

  test('runs once while its worker extends the lease', () => {
    const trace = traceOf(jobs, run({ params, fixes: { extendLease: 'on' } }));
    expect(factsOf(trace, 'started')).toHaveLength(1);
    expect(broken(trace)).toEqual([]);
  });

  test.each([
    ['an answer to a heartbeat is lost', { kind: 'drop', message: 'order-1/EXTENDED' }],
    [
      'the broker is down for a heartbeat',
      { kind: 'crash', node: 'broker', atUs: 10.1 * SECOND, downForUs: SECOND },
    ],
  ] as const)('runs once although %s, while the service is at work', (_, fault) => {
    const slow = {
      serviceMs: 5_000,
      effectMs: 60_000,
      effectTimeoutMs: 'inf',
      visibilityTimeoutMs: 20_000,
    } as const;
    const fixes = { extendLease: 'on' };
    const trace = traceOf(jobs, run({ params: slow, fixes, faults: [fault] }));
    expect(factsOf(trace, 'leaseExpired')).toEqual([]);
    expect(factsOf(trace, 'effect')).toHaveLength(1);
  });

  test('is done by the first acknowledgement when old receipts count', () => {
    // One second less, so that with the ways it is still within two visibility timeouts.
    const within = { ...params, serviceMs: 59_000 };
    const trace = traceOf(jobs, run({ params: within, fixes: { staleReceiptAck: 'accept' } }));
    expect(factsOf(trace, 'started')).toHaveLength(2);
    expect(factsOf(trace, 'deadLettered')).toHaveLength(0);
  });
});

describe('the same task, synchronous and in the background', () => {
  const answeredS = (variant: string, workload: string): number[] =>
    factsOf(traceOf(jobs, run({ variant, workload })), 'answered').map(
      ({ fact }) => Number(fact['tookUs']) / SECOND,
    );

  test.each([
    ['email', 0.4],
    ['image-processing', 5],
    ['webhook', 0.3],
    ['data-export', 30],
    ['cache-warming', 0.8],
  ])('%s keeps the user waiting at least %s s, or hardly at all', (workload, seconds) => {
    const [now, later] = [answeredS('sync', workload), answeredS('fifo', workload)];
    expect(now).toHaveLength(6);
    expect(Math.max(...now)).toBeGreaterThanOrEqual(seconds);
    expect(Math.max(...later)).toBeLessThan(0.2);
  });

  test('an unreliable partner is an error to the user only when the user waits for it', () => {
    const outcomes = (variant: string): unknown[] =>
      factsOf(traceOf(jobs, run({ variant, workload: 'webhook' })), 'answered').map(
        ({ fact }) => fact['outcome'],
      );
    expect(outcomes('sync')).toContain('failed');
    expect(outcomes('fifo')).not.toContain('failed');
  });
});

describe('the queue', () => {
  const load = (more: Partial<Run>): Trace =>
    traceOf(jobs, run({ workload: 'steady-load', ...more }));

  test('hands out no more jobs a second than the rate limit allows', () => {
    const params = {
      arrivalsPerSecond: 20,
      serviceMs: 10,
      rateLimitPerSecond: 2,
      durationMs: 5_000,
    };
    const instants = factsOf(load({ params }), 'delivered').map(({ atUs }) => atUs);
    expect(instants.length).toBeGreaterThan(50);
    const gaps = instants.slice(1).map((atUs, i) => atUs - (instants[i] ?? 0));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(SECOND / 2);
  });

  test('lets urgent jobs overtake, and waiting ones move up', () => {
    const lastStart = (agingStepMs: number | 'inf'): number => {
      const params = {
        agingStepMs,
        arrivalsPerSecond: 4.2,
        highSharePercent: 90,
        durationMs: 30_000,
      } as const;
      const trace = traceOf(jobs, run({ variant: 'priority', workload: 'two-classes', params }));
      const first = factsOf(trace, 'enqueued').find(({ fact }) => fact['priority'] === 1);
      const start = factsOf(trace, 'delivered').find(({ op }) => op === first?.op);
      return (start?.atUs ?? Number.NaN) - (first?.atUs ?? 0);
    };
    expect(lastStart(500)).toBeLessThanOrEqual(lastStart('inf'));
    const moved = traceOf(
      jobs,
      run({
        variant: 'priority',
        workload: 'two-classes',
        params: { agingStepMs: 500, arrivalsPerSecond: 6, durationMs: 5_000 },
      }),
    );
    expect(factsOf(moved, 'movedUp').length).toBeGreaterThan(0);
  });

  test('keeps contexts that do not grow with what is done', () => {
    const trace = load({ params: { durationMs: 200_000, serviceMs: 50 } });
    const done = factsOf(trace, 'done').length;
    expect(done).toBeGreaterThan(150);
    const world = trace.worldAt(trace.entries.length - 1);
    for (const { id, standing } of world.actors.values()) {
      expect(JSON.stringify(standing.context).length, id).toBeLessThan(400);
    }
  });

  test('wastes no attempts on a worker that has no free slot', () => {
    const trace = traceOf(
      jobs,
      run({
        workload: 'three-orders',
        fixes: { requeue: 'head' },
        params: { workers: 1 },
        faults: [{ kind: 'crash', node: 'broker', atUs: 352_001, downForUs: 1 }],
        holds: [{ hold: 'order-1/JOB', until: 'order-2/OK' }],
      }),
    );
    const third = factsOf(trace, 'delivered').filter(({ op }) => op === 'order-3');
    expect(third).toHaveLength(2);
    expect(factsOf(trace, 'effect')).toHaveLength(3);
  });

  test('opens the dead-letter queue again when somebody redrives it', () => {
    const trace = traceOf(
      jobs,
      run({
        faults: [
          { kind: 'own', event: 'outage', node: 'service', atUs: 0 },
          { kind: 'own', event: 'recover', node: 'service', atUs: 20 * SECOND },
          { kind: 'own', event: 'redrive', node: 'broker', atUs: 30 * SECOND },
        ],
      }),
    );
    expect(factsOf(trace, 'deadLettered')).toHaveLength(1);
    expect(factsOf(trace, 'effect')).toHaveLength(1);
    expect(broken(trace)).not.toContain('accepted-jobs-end');
  });
});

describe('what spares a service that is down', () => {
  const calls = (fixes: Record<string, string>): number => {
    const faults = [{ kind: 'own', event: 'outage', node: 'service', atUs: 0 }] as const;
    const params = { durationMs: 60_000, serviceMs: 100 };
    return factsOf(traceOf(jobs, run({ workload: 'steady-load', fixes, params, faults })), 'called')
      .length;
  };

  test('is a retry budget or a circuit breaker, not a backoff', () => {
    const plain = calls({});
    expect(calls({ backoff: 'expo+jitter' })).toBe(plain);
    expect(calls({ retryBudget: 'on' })).toBeLessThan(plain / 3);
    expect(calls({ circuitBreaker: 'on' })).toBeLessThan(plain / 5);
  });
});
