/** Recurring jobs: judged in virtual time, over seeds and places of faults. */
import { broken, holds, setup } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config } from './rows.ts';

/** A run takes 90 s, a period 60 s. */
const long = setup('recurring', 'database-cleanup');
/** A run takes 10 s. */
const short = setup('recurring', 'short-cleanup');

export const overlap: readonly TruthRow[] = [
  ...config('Allow, duration > period', long({ overlap: 'Allow' }), broken('J6', 0, [])),
  ...config('Allow, duration < period', short({ overlap: 'Allow' }), holds('J6', 0, [])),
  ...config(
    'Forbid',
    long(),
    holds('J6', 0, []),
    broken('J6b', 0, []), // By one slow run.
  ),
  ...config('Forbid, no slow run', short(), holds('J6b', 0, [])),
  ...config(
    'QueueOne',
    long({ overlap: 'QueueOne' }),
    holds('J6', 0, []),
    broken('J6b', 0, []), // When ≥ 2 ticks pile up.
  ),
  ...config(
    'QueueAll',
    long({ overlap: 'QueueAll' }),
    holds('J6', 0, []),
    holds('J6b', 0, []), // The backlog grows.
  ),
  ...config('Replace', long({ overlap: 'Replace' }), broken('J6b', 0, [])),
  ...config(
    'Replace, duration > period always',
    long({ overlap: 'Replace' }),
    broken('J6c', 0, []),
  ),
  ...config('Replace, duration < period', short({ overlap: 'Replace' }), holds('J6c', 0, [])),
  ...config(
    'Replace',
    long({ overlap: 'Replace' }),
    holds('J6', 0, []), // While cancels arrive.
    broken('J6', 1, ['drop:CANCEL']), // If the cancel is lost.
  ),
  ...config(
    'Replace: a failed run that waits for its next attempt is replaced as well (not in the table)',
    short({ overlap: 'Replace', backoff: 'fixed' }, { periodMs: 20_000, backoffBaseMs: 12_000 }),
    holds('J6', 1, ['fail:CALL']),
  ),
  ...config(
    'QueueOne: a failed run that waits for its next attempt is no run that waits for its turn (not in the table)',
    short({ overlap: 'QueueOne', backoff: 'fixed' }, { periodMs: 30_000, backoffBaseMs: 22_000 }),
    holds('J6b', 1, ['fail:CALL']),
  ),
  ...config(
    'lease extended: one lost answer to a heartbeat does not end the others (not in the table)',
    short(
      { extendLease: 'on' },
      { periodMs: 40_000, serviceMs: 30_000, visibilityTimeoutMs: 8_000 },
    ),
    holds('J6', 1, ['drop:EXTENDED']),
    broken('J6', 1, ['drop:EXTEND']), // At half the timeout there is no time for a second.
  ),
  ...config(
    'lock with TTL',
    short({ overlap: 'Lock' }, { serviceMs: 25_000, lockTtlMs: 27_000 }),
    holds('J6', 0, []), // While runs are short.
    broken('J6', 1, ['pause:worker-1']), // By a pause longer than the TTL.
  ),
];

export const schedulers: readonly TruthRow[] = [
  ...config(
    '2 schedulers, no lock',
    short({ overlap: 'Allow' }, { schedulers: 2 }),
    broken('J6b', 0, []),
  ),
  ...config(
    '2 schedulers, leader lease',
    short({ overlap: 'Allow', leader: 'lease' }, { schedulers: 2 }),
    holds('J6b', 0, []), // Without a fault.
    broken('J6b', 1, ['pause:scheduler-1', 'pause:scheduler-2']), // By a pause.
  ),
  ...config(
    '2 schedulers, unique (job, tickTime)',
    short({ overlap: 'Allow', tickKey: 'unique' }, { schedulers: 2 }),
    holds('J6b', 1, ['pause:scheduler-1', 'crash:scheduler-2']),
  ),
  ...config(
    '2 schedulers, leader lease, the leader dies: the tick between is missed (not in the table)',
    short({ overlap: 'QueueAll', leader: 'lease' }, { schedulers: 2, leaderLeaseMs: 20_000 }),
    broken('J6b', 1, ['crash:scheduler-1']),
  ),
  ...config(
    'leader lease and catchUp: the next leader goes on where the last one was (not in the table)',
    short(
      { overlap: 'QueueAll', leader: 'lease', catchUp: 'all', tickKey: 'unique' },
      { schedulers: 2, leaderLeaseMs: 20_000 },
    ),
    holds('J6b', 1, ['crash:scheduler-1']),
  ),
  ...config(
    'scheduler down over a tick, catchUp none',
    short(),
    broken('J6b', 1, ['crash:scheduler-1']),
  ),
  ...config(
    'scheduler down over a tick, catchUp one: for a single miss',
    short({ catchUp: 'one' }, { serviceMs: 5_000 }),
    holds('J6b', 1, ['crash:scheduler-1']),
  ),
  ...config(
    'scheduler down over ticks, catchUp one: when two are missed',
    short({ catchUp: 'one' }, { periodMs: 8_000, serviceMs: 1_000, durationMs: 60_000 }),
    broken('J6b', 1, ['crash:scheduler-1']),
  ),
  ...config(
    'scheduler down over ticks, catchUp all (burst)',
    short(
      { catchUp: 'all', overlap: 'QueueAll' },
      { periodMs: 8_000, serviceMs: 1_000, durationMs: 60_000 },
    ),
    holds('J6b', 1, ['crash:scheduler-1']),
  ),
];
