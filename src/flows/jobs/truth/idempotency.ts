/** What stands below the matrix of delivery and idempotency: J1 and J2 in other settings, J2f, J1d. */
import { broken, holds, setup } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config, FEW } from './rows.ts';

/** One order, judged over every order of delivery. */
const one = setup('fifo', 'one-order');
/** All six faults; slowness is a late deadline. */
const SIX = ['crash:worker-1', 'drop:ACK', 'pause:worker-1', 'drop:OK', 'drop:ENQUEUED'];

export const beside: readonly TruthRow[] = [
  ...config(
    'late, extendLease: a job of 60 s beside a VT of 30 s, heartbeats in time',
    one({ extendLease: 'on' }, { serviceMs: 60_000, effectTimeoutMs: 'inf', dbTimeoutMs: 'inf' }),
    holds('J2', 0, []),
  ),
  ...config(
    'late, extendLease: a heartbeat slower than the VT is as bad as a slow job (the table says ✓)',
    one({ extendLease: 'on' }, { serviceMs: 60_000, effectTimeoutMs: 'inf', dbTimeoutMs: 'inf' }),
    broken('J2', 0, [], { delays: 1 }),
  ),
  ...config(
    'early ack: E definitely failed, the job is lost',
    one({ ackMode: 'early' }),
    broken('J1', 1, ['fail:CALL']),
  ),
  ...config(
    'markFirst: E definitely failed, the job is lost',
    one({ idempotency: 'markFirst' }),
    broken('J1', 1, ['fail:CALL']),
  ),
  ...config(
    'expiringClaim: crash after the effect, the claim expires (not in the table)',
    one({ idempotency: 'expiringClaim' }),
    broken('J2', 1, ['crash:worker-1']),
  ),
  ...config(
    'expiringClaim: crash',
    one(
      { idempotency: 'expiringClaim', backoff: 'fixed' },
      { maxAttempts: 10, backoffBaseMs: 30_000 },
    ),
    holds('J1', 1, ['crash:worker-1']), // Another worker claims the key (not in the table.
  ),
  ...config(
    'atomicAtEffect + extendLease + brokerDedup, all six faults, ≤ 2 together',
    one({ idempotency: 'atomicAtEffect', extendLease: 'on', brokerDedup: 'on' }),
    holds('J1', 2, SIX, { delays: 1 }),
    holds('J2', 2, SIX, { delays: 1 }),
  ),
  ...config(
    'atomicAtEffect + extendLease + brokerDedup, all six faults, ≤ 3 together',
    one({ idempotency: 'atomicAtEffect', extendLease: 'on', brokerDedup: 'on' }),
    holds('J1', 3, SIX),
    holds('J2', 3, SIX),
  ),
  ...config(
    'atomicAtEffect: a redelivery after keyRetention',
    one({ idempotency: 'atomicAtEffect' }, { keyRetentionMs: 10_000 }),
    broken('J2', 1, ['drop:ACK']),
  ),
  ...config(
    'atomicAtEffect: the producer mints a new key per retry',
    one({ idempotency: 'atomicAtEffect', mintKey: 'per-retry' }),
    broken('J2', 1, ['drop:ENQUEUED']),
  ),
  ...config(
    'late, fencing: no effect of an older delivery after one of a newer',
    one({ idempotency: 'fencing' }),
    holds('J2f', 1, ['pause:worker-1', 'drop:ENQUEUED'], { delays: 1 }),
  ),
  ...config(
    'late, none: an older delivery acts after a newer',
    one(),
    broken('J2f', 1, ['pause:worker-1']),
  ),
  ...config(
    'non-durable broker: enqueue, ack, BROKER CRASH',
    one({ brokerDurable: 'off' }),
    broken('J1', 1, ['crash:broker']),
  ),
  ...config('durable broker', one({}, FEW), holds('J1', 1, ['crash:broker'])),
  ...config(
    'fire-and-forget enqueue',
    one({ confirmEnqueue: 'off' }),
    broken('J1', 1, ['drop:ENQUEUE']),
  ),
  ...config('confirmed enqueue', one(), holds('J1', 1, ['drop:ENQUEUE'])),
  ...config(
    'brokerDedup: enqueue-ack lost',
    one({ brokerDedup: 'on' }),
    holds('J2', 1, ['drop:ENQUEUED']),
  ),
  ...config(
    'brokerDedup: the retry comes after the window',
    one({ brokerDedup: 'on' }, { dedupWindowMs: 2_000 }),
    broken('J2', 1, ['drop:ENQUEUED']),
  ),
];

/** Work within the request, which the browser sends again: the answer is lost, the API crashes. */
const again = (idempotency: string) =>
  setup('sync', 'one-order')({ clientRetry: 'on', idempotency }, { clientTimeoutMs: 2_000 });

/** None of it is in the table. */
export const atOnce: readonly TruthRow[] = [
  ...config('sync, none: the answer is lost', again('none'), broken('J2', 1, ['drop:completed'])),
  ...config(
    'sync, fencing: nothing is delivered, nothing bears a token',
    again('fencing'),
    broken('J2', 1, ['drop:completed']),
  ),
  ...config(
    'sync, checkThenMark',
    again('checkThenMark'),
    holds('J2', 1, ['drop:completed']),
    broken('J2', 1, ['crash:api']),
  ),
  ...config('sync, markFirst', again('markFirst'), holds('J2', 1, ['drop:completed', 'crash:api'])),
  ...config(
    'sync, atomicAtEffect',
    again('atomicAtEffect'),
    holds('J2', 1, ['drop:completed', 'crash:api']),
  ),
];

export const dualWrite: readonly TruthRow[] = [
  ...config('commit-then-enqueue: API crash between', one(), broken('J1d', 1, ['crash:api'])),
  ...config(
    'enqueue-then-commit: API crash between: a ghost job',
    one({ dualWrite: 'enqueue-then-commit' }),
    broken('J1d', 1, ['crash:api']),
  ),
  ...config(
    'enqueue-then-commit: the worker runs before the commit',
    one({ dualWrite: 'enqueue-then-commit' }),
    broken('J1d+', 0, []),
  ),
  ...config('outbox', one({ dualWrite: 'outbox' }), holds('J1d', 1, ['crash:api', 'crash:relay'])),
  ...config(
    'outbox: relay crash after publish: a duplicate',
    one({ dualWrite: 'outbox' }),
    broken('J2', 1, ['crash:relay']),
  ),
  ...config(
    'outbox, atomicAtEffect: relay crash does no harm',
    one({ dualWrite: 'outbox', idempotency: 'atomicAtEffect' }),
    holds('J2', 1, ['crash:relay']),
  ),
];
