/** The domain's lines on herds (C6), on life without a cache (C7) and on the time to live (C3b). */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config, type Fixes } from './rows.ts';

const at = (fixes: Fixes, apps = 1) => ({
  variant: 'cache-aside',
  fixes,
  params: { apps },
  workload: 'herd',
});

const CACHE_CRASH = 'crash:cache';

/** A small database, which can take 13 queries a second, and a cache that crashes. */
const without = (fixes: Fixes, readRatePerSecond: number) => ({
  variant: 'cache-aside',
  fixes,
  params: { readRatePerSecond, durationMs: 700 },
  workload: 'cache-loss',
});

export const loadRows: readonly TruthRow[] = [
  ...config('no single flight', at({}), broken('C6', 0, [])),
  ...config(
    'single flight per process, one app',
    at({ singleFlight: 'per-process' }),
    holds('C6', 0, []),
  ),
  ...config(
    'single flight per process, two apps',
    at({ singleFlight: 'per-process' }, 2),
    broken('C6', 0, []),
  ),
  ...config(
    'single flight, global, two apps',
    at({ singleFlight: 'global' }, 2),
    holds('C6', 0, []),
  ),
  ...config(
    'lease, wait, two apps',
    at({ fill: 'lease' }, 2),
    holds('C6', 0, []),
    // A write kills the token of a load that is under way, and the next reader gets another.
    broken('C6', 0, [], { workload: 'one-write' }),
  ),
  ...config(
    'lease, bypass to the database',
    at({ fill: 'lease', noTokenPolicy: 'bypass-to-DB' }),
    broken('C6', 0, []),
  ),
  ...config('early refresh', at({ xfetch: 'on' }), broken('C6', 0, [])),
  ...config(
    'fewer reads than the database can take',
    without({}, 4),
    holds('C7', 1, [CACHE_CRASH]),
  ),
  ...config(
    'more reads than the database can take',
    without({}, 30),
    broken('C7', 1, [CACHE_CRASH]),
  ),
  ...config(
    'more reads than the database can take, load shed',
    without({ loadShedding: 'on' }, 30),
    holds('C7', 1, [CACHE_CRASH]),
  ),
  ...['cache-aside', 'write-through'].flatMap((variant) =>
    config(
      `${variant}, entries live for a second`,
      { variant, workload: 'short-ttl' },
      holds('C3b', 1, ['drop:DEL', 'delay:SET', 'delay:DEL', 'crash:api']),
    ),
  ),
];
