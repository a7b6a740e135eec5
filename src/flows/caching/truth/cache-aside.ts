/** The domain's table for cache-aside, and the lines below it. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config, type Fixes, holdsAtLength, holdsUnderTwo } from './rows.ts';

const at = (fixes: Fixes, workload = 'one-write') => ({ variant: 'cache-aside', fixes, workload });

const EVICT = 'evict:cache';
const CACHE_CRASH = 'crash:cache';
const APP_CRASH = 'crash:api';
const DEL_LOST = 'drop:DEL';
const CRASHES = [EVICT, CACHE_CRASH, APP_CRASH];
const EVERYTHING = [...CRASHES, DEL_LOST];

const LEASE = { fill: 'lease' };
const AWAITED = { ...LEASE, awaitDelete: 'on' };
const FULL = { ...AWAITED, cdc: 'on' };
const SET_VERSIONED = { writeOp: 'set-after', fill: 'versioned' };
const SET_LOCKED = { writeOp: 'set-after', fill: 'lease', perKeyWriteLock: 'on' };

export const cacheAsideRows: readonly TruthRow[] = [
  ...['set', 'add'].flatMap((fill) => [
    ...config(`del-after, fill=${fill}`, at({ fill }), broken('C1', 0, []), broken('C3', 0, [])),
    ...config(
      `del-after, fill=${fill}, warm start`,
      at({ fill, start: 'warm' }),
      holds('C1', 0, []),
      holds('C3', 0, []),
      broken('C1', 1, ['expire:cache']),
      broken('C1', 0, [], { workload: 'two-writes-two-reads' }),
      broken('C3', 0, [], { workload: 'two-writes' }),
    ),
  ]),
  ...config(
    'del-after, delete twice',
    at({ doubleDelete: 'on' }),
    broken('C1', 0, []),
    broken('C3', 0, []),
  ),
  ...config(
    'del-after, versioned',
    at({ fill: 'versioned' }),
    holdsUnderTwo('C1', [APP_CRASH]),
    holds('C1', 0, [], { workload: 'two-writes-two-reads' }),
    broken('C1', 1, [CACHE_CRASH]),
    broken('C1', 1, [DEL_LOST]),
    broken('C1', 1, [EVICT]),
    holds('C3', 0, []),
    holds('C3', 0, [], { workload: 'two-writes' }),
    broken('C3', 1, [CACHE_CRASH]),
    broken('C3', 1, [DEL_LOST]),
    broken('C3', 1, [EVICT]),
    broken('C3', 1, [APP_CRASH]),
  ),
  ...config(
    'del-after, lease',
    at(LEASE),
    holdsUnderTwo('C1', CRASHES),
    holds('C1', 0, [], { workload: 'two-writes-two-reads' }),
    holdsAtLength('C1', CRASHES),
    broken('C1', 1, [DEL_LOST]),
    holdsUnderTwo('C3', [EVICT, CACHE_CRASH]),
    broken('C3', 1, [APP_CRASH]),
    broken('C3', 1, [DEL_LOST]),
  ),
  ...config(
    'del-after, lease, awaitDelete',
    at(AWAITED),
    holdsUnderTwo('C1', EVERYTHING),
    holdsUnderTwo('C3', [EVICT, CACHE_CRASH, DEL_LOST]),
    broken('C3', 1, [APP_CRASH]),
  ),
  ...config(
    'del-after, lease, awaitDelete, CDC',
    at(FULL),
    holds('C1', 1, EVERYTHING),
    holds('C3', 1, EVERYTHING),
    holds('C1', 2, EVERYTHING, { long: true }),
    holds('C3', 2, EVERYTHING, { long: true }),
  ),
  ...['set', 'versioned', 'lease'].flatMap((fill) =>
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
    at(SET_VERSIONED),
    holds('C1', 0, []),
    holds('C1', 0, [], { workload: 'two-writes' }),
    broken('C1', 1, [EVICT]),
    holds('C3', 0, [], { workload: 'two-writes' }),
    broken('C3', 1, [EVICT], { workload: 'two-writes' }),
    broken('C3', 1, [APP_CRASH]),
  ),
  ...config(
    'set-after, lease, write lock',
    at(SET_LOCKED),
    holdsUnderTwo('C1', CRASHES),
    holdsUnderTwo('C3', [EVICT, CACHE_CRASH]),
    broken('C3', 1, [APP_CRASH]),
  ),
  ...Object.entries({
    'del-after, fill=set': {},
    'del-after, fill=add': { fill: 'add' },
    'del-after, versioned': { fill: 'versioned' },
    'del-after, lease': LEASE,
    'del-after, lease, awaitDelete': AWAITED,
    'del-before, fill=set': { writeOp: 'del-before' },
    'set-after, fill=set': { writeOp: 'set-after' },
    'set-after, versioned both': SET_VERSIONED,
    'set-after, lease, write lock': SET_LOCKED,
  }).flatMap(([says, fixes]) =>
    config(
      says,
      at(fixes),
      holds('C2', 1, [...EVERYTHING, 'fail:COMMIT']),
      holds('C4', 1, [...EVERYTHING, 'fail:COMMIT']),
    ),
  ),
  ...config('del-after, fill=set', at({}, 'session'), broken('C5', 0, [])),
  ...config(
    'del-after, lease, bypass to the database',
    at({ ...LEASE, noTokenPolicy: 'bypass-to-DB' }, 'session'),
    broken('C5', 0, []),
  ),
  ...config(
    'del-after, lease, wait',
    at(LEASE, 'session'),
    holds('C5', 0, []),
    broken('C5', 0, [], { delays: 1 }),
    // A reader that finds no cache has no token, and sees what is committed before it is deleted.
    broken('C5', 1, [CACHE_CRASH]),
  ),
  ...config(
    'del-after, versioned',
    at({ fill: 'versioned' }, 'session'),
    holds('C5', 0, []),
    broken('C5', 1, [EVICT]),
  ),
  // Beyond the domain's table: what else fills the cache, or answers, with something old.
  ...config(
    'a missing key is cached, fill=set',
    at({ negativeCaching: 'on' }, 'create'),
    broken('C1', 0, []),
  ),
  ...config(
    'a missing key is cached, lease',
    at({ negativeCaching: 'on', ...LEASE }, 'create'),
    holds('C1', 0, []),
  ),
  ...config(
    'lease, and readers of a process share a load that began before the write',
    at({ ...LEASE, singleFlight: 'per-process' }),
    broken('C1', 0, []),
  ),
  ...config(
    'lease, and who may not wait is served what was deleted, warm',
    at({ ...LEASE, noTokenPolicy: 'serve-stale', start: 'warm' }),
    broken('C1', 0, []),
  ),
];
