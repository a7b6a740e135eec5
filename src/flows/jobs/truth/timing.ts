/** Priority, delayed, and what the rest of the world feels (J8, J9). */
import { broken, holds, setup } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config, FEW } from './rows.ts';

/** One order, which is not due at once. */
const later = setup('delayed', 'one-order');
/** One e-mail, sent while the customer waits. */
const sync = setup('sync', 'email');
/** One e-mail, sent in the background. */
const email = setup('fifo', 'email');
/** Jobs at random instants. */
const steady = setup('fifo', 'steady-load');
/** Urgent and ordinary jobs, at random instants. */
const mixed = setup('priority', 'two-classes');

export const delayed: readonly TruthRow[] = [
  ...config(
    'delayed, durable, broker clock',
    later(),
    holds('J5', 1, ['skew:api', 'skew:worker-1', 'skew:worker-2']),
  ),
  ...config(
    'delayed by the clock of the API, which is behind: starts early',
    later({ etaClock: 'api' }),
    broken('J5', 1, ['skew:api']),
  ),
  ...config(
    'the same when the job is enqueued before the commit, or by a relay (not in the table)',
    later({ etaClock: 'api', dualWrite: 'enqueue-then-commit' }),
    broken('J5', 1, ['skew:api']),
  ),
  ...config(
    'the clock of the API, outbox (not in the table)',
    later({ etaClock: 'api', dualWrite: 'outbox' }),
    broken('J5', 1, ['skew:api']),
  ),
  ...config(
    'held by the worker, whose clock is ahead: starts early',
    later({ timerAt: 'worker' }),
    broken('J5', 1, ['skew:worker-1']),
  ),
  ...config(
    'in-memory timer + restart',
    later({ timerAt: 'memory' }),
    broken('J1', 1, ['crash:api']),
  ),
  ...config(
    'delayed set of a durable broker + restart',
    later({}, FEW),
    holds('J1', 1, ['crash:broker']),
  ),
  ...config(
    'the worker holds it, VT < eta: handed out again and done twice',
    later({ timerAt: 'worker' }, { visibilityTimeoutMs: 3_000 }),
    broken('J2', 0, []),
  ),
];

/** Three orders that are due at the same poll. */
const threeLater = setup('delayed', 'three-orders');

export const delayedOrder: readonly TruthRow[] = [
  ...config(
    'delayed, requeue head, group on: one poll finds three jobs (not in the table)',
    threeLater({ requeue: 'head', groupKey: 'on' }),
    holds('J3', 1, ['fail:CALL']),
  ),
];

export const others: readonly TruthRow[] = [
  ...config(
    'sync',
    sync(),
    broken('J8', 1, ['slow:service']), // E slow.
  ),
  ...config(
    'background',
    email(),
    holds('J8', 1, ['slow:service']), // E slow.
    broken('J8', 1, ['crash:broker']), // When the broker fails.
  ),
  ...config(
    'the request is lost, and nobody gives up: no answer ever (not in the table)',
    setup('fifo', 'one-order')(),
    broken('J8', 1, ['drop:postJob']),
  ),
  ...config(
    'retries, E down, no backoff',
    steady({}, { durationMs: 14_000, serviceMs: 100, workers: 1, longPollMs: 'inf' }),
    broken('J9', 1, ['stop:service']),
  ),
  ...config(
    'retries, E down, backoff',
    steady(
      { backoff: 'expo+jitter' },
      { durationMs: 14_000, serviceMs: 100, workers: 1, longPollMs: 'inf' },
    ),
    broken('J9', 1, ['stop:service']), // It spreads the calls, it does not make them fewer.
  ),
  ...config(
    'E down, M=1',
    steady(
      {},
      { durationMs: 14_000, serviceMs: 100, workers: 1, longPollMs: 'inf', maxAttempts: 1 },
    ),
    holds('J9', 1, ['stop:service']),
  ),
  ...config(
    'E down, retryBudget',
    steady(
      { retryBudget: 'on' },
      { durationMs: 14_000, serviceMs: 100, workers: 1, longPollMs: 'inf' },
    ),
    holds('J9', 1, ['stop:service']),
  ),
  ...config(
    'E down, circuitBreaker',
    steady(
      { circuitBreaker: 'on' },
      { durationMs: 20_000, serviceMs: 100, workers: 1, longPollMs: 'inf', breakerFailures: 2 },
    ),
    holds('J9', 1, ['stop:service']),
  ),
  ...config(
    'E down, circuitBreaker: each worker has its own, and few jobs come (the table says HOLDS)',
    setup('fifo', 'short-load')({ circuitBreaker: 'on' }),
    broken('J9', 1, ['outage']), // 2 workers × 5 failures, for 14 jobs.
  ),
];

export const priority: readonly TruthRow[] = [
  ...config(
    'strict priority, ρ_high ≥ 1: low never starts',
    mixed(
      {},
      { arrivalsPerSecond: 5, highSharePercent: 90, durationMs: 30_000, startBoundMs: 20_000 },
    ),
    broken('J4', 0, []),
  ),
  ...config(
    'strict priority, ρ_high < 1: no hard X',
    mixed(
      { serviceTime: 'exp' },
      { arrivalsPerSecond: 3.8, highSharePercent: 80, durationMs: 30_000, startBoundMs: 3_000 },
    ),
    broken('J4', 0, []),
  ),
  ...config(
    'aging, total ρ < 1',
    mixed(
      {},
      {
        arrivalsPerSecond: 3,
        highSharePercent: 80,
        agingStepMs: 1_000,
        durationMs: 15_000,
        startBoundMs: 10_000,
      },
    ),
    holds('J4', 0, []),
  ),
  ...config(
    'one worker, which stops for good: nothing starts any more, nothing happens (not in the table)',
    steady({}, { workers: 1, visibilityTimeoutMs: 'inf', longPollMs: 'inf', durationMs: 5_000 }),
    broken('J4', 1, ['stop:worker-1']),
  ),
  ...config(
    'aging, total ρ ≥ 1: for every policy',
    mixed(
      {},
      {
        arrivalsPerSecond: 8,
        highSharePercent: 80,
        agingStepMs: 1_000,
        durationMs: 30_000,
        startBoundMs: 10_000,
      },
    ),
    broken('J4', 0, []),
  ),
];
