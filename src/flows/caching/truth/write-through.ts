/** The domain's table for write-through, and the line below it. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config, type Fixes, holdsAtLength, holdsUnderTwo } from './rows.ts';

const at = (fixes: Fixes, workload = 'one-write') => ({
  variant: 'write-through',
  fixes,
  workload,
});

const EVICT = 'evict:cache';
const CACHE_CRASH = 'crash:cache';
const APP_CRASH = 'crash:api';
const DB_FAIL = 'fail:COMMIT';
const CRASHES = [EVICT, CACHE_CRASH, APP_CRASH];
const TWO_WRITES = { workload: 'two-writes' };

const DB_FIRST = { writeOrder: 'db-first', fill: 'lease', perKeyWriteLock: 'on' };

export const writeThroughRows: readonly TruthRow[] = [
  ...config(
    'cache-first, key always resident',
    at({ start: 'warm' }),
    holds('C1', 0, []),
    holds('C1', 0, [], TWO_WRITES),
    broken('C3', 0, [], TWO_WRITES),
    broken('C4', 1, [DB_FAIL]),
    broken('C4', 1, [APP_CRASH]),
  ),
  ...config(
    'cache-first, key always resident, write lock',
    at({ start: 'warm', perKeyWriteLock: 'on' }),
    holds('C1', 0, []),
    holds('C1', 0, [], TWO_WRITES),
    holds('C3', 0, [], TWO_WRITES),
    broken('C3', 1, [APP_CRASH]),
    broken('C3', 1, [DB_FAIL]),
    broken('C4', 1, [DB_FAIL]),
    broken('C4', 1, [APP_CRASH]),
  ),
  ...config(
    'cache-first, keys can miss, fill=set',
    at({}),
    broken('C1', 0, []),
    broken('C3', 0, []),
    broken('C4', 1, [DB_FAIL]),
  ),
  ...config(
    'cache-first, lease',
    at({ fill: 'lease' }),
    holds('C1', 0, []),
    holds('C1', 0, [], TWO_WRITES),
    broken('C1', 1, [EVICT]),
    broken('C3', 0, [], TWO_WRITES),
    broken('C4', 1, [DB_FAIL]),
  ),
  ...config(
    'cache-first, lease, write lock',
    at({ fill: 'lease', perKeyWriteLock: 'on' }),
    holds('C1', 0, []),
    holds('C1', 0, [], TWO_WRITES),
    broken('C1', 1, [EVICT]),
    holds('C3', 0, [], TWO_WRITES),
    broken('C3', 1, [APP_CRASH]),
    broken('C3', 1, [DB_FAIL]),
    broken('C3', 1, [EVICT]),
    broken('C4', 1, [DB_FAIL]),
  ),
  ...config(
    'db-first, lease, write lock',
    at(DB_FIRST),
    holdsUnderTwo('C1', CRASHES),
    holdsAtLength('C1', CRASHES),
    holdsUnderTwo('C3', [EVICT, CACHE_CRASH]),
    broken('C3', 1, [APP_CRASH]),
    holds('C3', 1, [APP_CRASH], { fixes: { cdc: 'on' } }),
    holdsUnderTwo('C4', [...CRASHES, DB_FAIL]),
  ),
  ...Object.entries({
    'cache-first, fill=set': {},
    'cache-first, lease': { fill: 'lease' },
    'cache-first, lease, write lock': { fill: 'lease', perKeyWriteLock: 'on' },
    'db-first, lease, write lock': DB_FIRST,
  }).flatMap(([says, fixes]) => config(says, at(fixes), holds('C2', 1, [...CRASHES, DB_FAIL]))),
  ...config(
    'cache-first, key resident at the start',
    at({ start: 'warm' }, 'session'),
    holds('C5', 0, []),
    broken('C5', 1, [EVICT]),
  ),
  // Beyond the domain's table: taking a value back comes too late for who has seen it.
  ...config(
    'cache-first, warm, write lock, a failed write is taken back',
    at({ start: 'warm', perKeyWriteLock: 'on', compensateOnDbFail: 'on' }),
    broken('C4', 1, [DB_FAIL]),
    holds('C3', 1, [DB_FAIL]),
  ),
];
