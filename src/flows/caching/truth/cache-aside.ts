/** The domain's table for cache-aside, and the lines below it. */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, config, holds } from './rows.ts';

const at = (
  fixes: Readonly<Record<string, string>>,
  workload = 'one-write',
  params: Readonly<Record<string, number>> = {},
) => ({ variant: 'cache-aside', fixes, params, workload });

const EVICT = 'evict:cache';
const CACHE_CRASH = 'crash:cache';
const APP_CRASH = 'crash:api';
const DEL_LOST = 'drop:DEL';
const EVERYTHING = [EVICT, CACHE_CRASH, APP_CRASH, DEL_LOST];

export const cacheAsideRows: readonly TruthRow[] = [
  ...config('del-after, fill=set', at({}), broken('C1', 0, []), broken('C3', 0, [])),
  ...config('del-after, fill=add', at({ fill: 'add' }), broken('C1', 0, []), broken('C3', 0, [])),
  ...config(
    'del-after, fill=set, warm, one write',
    at({ start: 'warm' }),
    holds('C1', 0, []),
    holds('C3', 0, []),
    broken('C1', 1, ['expire:cache']),
    broken('C1', 0, [], { workload: 'two-writes' }),
  ),
  ...config(
    'del-after, fill=add, warm, one write',
    at({ fill: 'add', start: 'warm' }),
    holds('C1', 0, []),
    holds('C3', 0, []),
    broken('C1', 1, ['expire:cache']),
    broken('C1', 0, [], { workload: 'two-writes' }),
  ),
  ...config(
    'del-after, delete twice',
    at({ doubleDelete: 'on' }),
    broken('C1', 0, []),
    broken('C3', 0, []),
  ),
  ...config(
    'del-after, versioned',
    at({ fill: 'versioned' }),
    holds('C1', 2, [APP_CRASH]),
    holds('C1', 0, [], { workload: 'two-writes' }),
    broken('C1', 1, [CACHE_CRASH]),
    broken('C1', 1, [DEL_LOST]),
    broken('C1', 1, [EVICT]),
    holds('C3', 0, [], { workload: 'two-writes' }),
    broken('C3', 1, [CACHE_CRASH]),
    broken('C3', 1, [DEL_LOST]),
    broken('C3', 1, [EVICT]),
    broken('C3', 1, [APP_CRASH]),
  ),
  ...config(
    'del-after, lease',
    at({ fill: 'lease' }),
    holds('C1', 2, [EVICT, CACHE_CRASH, APP_CRASH]),
    holds('C1', 1, [EVICT, CACHE_CRASH, APP_CRASH], { workload: 'two-writes' }),
    broken('C1', 1, [DEL_LOST]),
    holds('C3', 2, [EVICT, CACHE_CRASH]),
    broken('C3', 1, [APP_CRASH]),
    broken('C3', 1, [DEL_LOST]),
  ),
  ...config(
    'del-after, lease, awaitDelete',
    at({ fill: 'lease', awaitDelete: 'on' }),
    holds('C1', 2, EVERYTHING),
    holds('C1', 1, EVERYTHING, { workload: 'two-writes' }),
    holds('C3', 1, [EVICT, CACHE_CRASH, DEL_LOST]),
    broken('C3', 1, [APP_CRASH]),
  ),
  ...config(
    'del-after, lease, awaitDelete, CDC',
    at({ fill: 'lease', awaitDelete: 'on', cdc: 'on' }),
    holds('C1', 2, EVERYTHING),
    holds('C3', 2, EVERYTHING),
  ),
  ...(['set', 'versioned', 'lease'] as const).flatMap((fill) =>
    config(
      `del-before, fill=${fill}`,
      at({ writeOp: 'del-before', fill }),
      broken('C1', 0, []),
      broken('C3', 0, []),
    ),
  ),
  ...config(
    'set-after, fill=set',
    at({ writeOp: 'set-after' }),
    broken('C1', 0, []),
    broken('C3', 0, []),
  ),
  ...config(
    'set-after, versioned both',
    at({ writeOp: 'set-after', fill: 'versioned' }, 'two-writes'),
    holds('C1', 0, []),
    broken('C1', 1, [EVICT]),
    holds('C3', 0, []),
    broken('C3', 1, [EVICT]),
    broken('C3', 1, [APP_CRASH]),
  ),
  ...config(
    'set-after, lease, write lock',
    at({ writeOp: 'set-after', fill: 'lease', perKeyWriteLock: 'on' }, 'two-writes'),
    holds('C1', 1, [EVICT, CACHE_CRASH, APP_CRASH]),
    holds('C3', 1, [EVICT, CACHE_CRASH]),
    broken('C3', 1, [APP_CRASH]),
  ),
  ...Object.entries({
    'del-after, fill=set': {},
    'del-after, versioned': { fill: 'versioned' },
    'del-after, lease': { fill: 'lease' },
    'del-after, lease, awaitDelete, CDC': { fill: 'lease', awaitDelete: 'on', cdc: 'on' },
    'del-before, fill=set': { writeOp: 'del-before' },
    'set-after, fill=set': { writeOp: 'set-after' },
    'set-after, lease, write lock': {
      writeOp: 'set-after',
      fill: 'lease',
      perKeyWriteLock: 'on',
    },
  }).flatMap(([says, fixes]) =>
    config(
      says,
      at(fixes),
      holds('C2', 1, [...EVERYTHING, 'fail:COMMIT']),
      holds('C4', 1, [...EVERYTHING, 'fail:COMMIT']),
    ),
  ),
  ...config('fill=set', at({}, 'session'), broken('C5', 0, [])),
  ...config(
    'lease, bypass to DB',
    at({ fill: 'lease', noTokenPolicy: 'bypass-to-DB' }, 'session'),
    broken('C5', 0, []),
  ),
  ...config(
    'lease, wait',
    at({ fill: 'lease' }, 'session'),
    holds('C5', 0, []),
    broken('C5', 0, [], { delays: 1 }),
  ),
  ...config(
    'versioned',
    at({ fill: 'versioned' }, 'session'),
    holds('C5', 0, []),
    broken('C5', 1, [EVICT]),
  ),
];
