/** The domain's table for write-through, and the line below it. */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, config, holds } from './rows.ts';

const at = (fixes: Readonly<Record<string, string>>, workload = 'one-write') => ({
  variant: 'write-through',
  fixes,
  workload,
});

const EVICT = 'evict:cache';
const CACHE_CRASH = 'crash:cache';
const APP_CRASH = 'crash:api';
const DB_FAIL = 'fail:COMMIT';

export const writeThroughRows: readonly TruthRow[] = [
  ...config(
    'cache-first, key always resident',
    at({ start: 'warm' }, 'two-writes'),
    holds('C1', 0, []),
    broken('C3', 0, []),
    broken('C4', 1, [DB_FAIL]),
    broken('C4', 1, [APP_CRASH]),
  ),
  ...config(
    'cache-first, key always resident, write lock',
    at({ start: 'warm', perKeyWriteLock: 'on' }, 'two-writes'),
    holds('C1', 0, []),
    holds('C3', 0, []),
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
    at({ fill: 'lease' }, 'two-writes'),
    holds('C1', 0, []),
    broken('C1', 1, [EVICT], { workload: 'one-write' }),
    broken('C3', 0, []),
    broken('C4', 1, [DB_FAIL]),
  ),
  ...config(
    'cache-first, lease, write lock',
    at({ fill: 'lease', perKeyWriteLock: 'on' }, 'two-writes'),
    holds('C1', 0, []),
    broken('C1', 1, [EVICT], { workload: 'one-write' }),
    holds('C3', 0, []),
    broken('C3', 1, [APP_CRASH, DB_FAIL, EVICT], { workload: 'one-write' }),
    broken('C4', 1, [DB_FAIL]),
  ),
  ...config(
    'db-first, lease, write lock',
    at({ writeOrder: 'db-first', fill: 'lease', perKeyWriteLock: 'on' }, 'two-writes'),
    holds('C1', 2, [EVICT, CACHE_CRASH, APP_CRASH], { workload: 'one-write' }),
    holds('C1', 1, [EVICT, CACHE_CRASH, APP_CRASH]),
    holds('C3', 1, [EVICT, CACHE_CRASH]),
    broken('C3', 1, [APP_CRASH]),
    holds('C3', 1, [APP_CRASH], { fixes: { cdc: 'on' }, workload: 'one-write' }),
    holds('C4', 1, [EVICT, CACHE_CRASH, APP_CRASH, DB_FAIL]),
  ),
  ...Object.entries({
    'cache-first, fill=set': {},
    'cache-first, lease': { fill: 'lease' },
    'cache-first, lease, write lock': { fill: 'lease', perKeyWriteLock: 'on' },
    'db-first, lease, write lock': {
      writeOrder: 'db-first',
      fill: 'lease',
      perKeyWriteLock: 'on',
    },
  }).flatMap(([says, fixes]) =>
    config(says, at(fixes), holds('C2', 1, [EVICT, CACHE_CRASH, APP_CRASH, DB_FAIL])),
  ),
  ...config(
    'cache-first, key resident at the start',
    at({ start: 'warm' }, 'session'),
    holds('C5', 0, []),
    broken('C5', 1, [EVICT]),
  ),
];
