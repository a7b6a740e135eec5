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
