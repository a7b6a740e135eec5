/** The domain's table for write-back. */
import { broken, holds } from '../../../flow/rows.ts';
import type { TruthRow } from '../../../flow/truth.ts';
import { config, type Fixes, holdsUnderTwo } from './rows.ts';

const at = (fixes: Fixes, workload = 'one-write') => ({ variant: 'write-back', fixes, workload });

const EVICT = 'evict:cache';
const CACHE_CRASH = 'crash:cache';
const POWER_LOSS = 'powerLoss:cache';
const APP_CRASH = 'crash:api';
const TWO_WRITES = { workload: 'two-writes' };

const RIGHT = { fill: 'lease', conditionalFlush: 'on' };
const FULL = { ...RIGHT, wal: 'always' };
const ALL = [EVICT, CACHE_CRASH, POWER_LOSS, APP_CRASH, 'crash:db', 'drop', 'duplicate', 'fail'];

export const writeBackRows: readonly TruthRow[] = [
  ...config('fill=set', at({}), broken('C1', 0, []), broken('C2', 0, [])),
  ...['add', 'lease'].flatMap((fill) => [
    ...config(
      `fill=${fill}, two flushes at once, unconditional`,
      at({ fill }),
      holds('C1', 0, []),
      holds('C1', 0, [], TWO_WRITES),
      broken('C2', 0, [], TWO_WRITES),
    ),
    ...config(
      `fill=${fill}, one flush at once, unconditional`,
      { ...at({ fill }, 'two-writes'), params: { flushInflight: 1 } },
      holds('C2', 0, []),
      broken('C2', 0, [], { delays: 1 }),
    ),
    ...[1, 2, 3].flatMap((flushInflight) =>
      config(
        `fill=${fill}, conditional flush, at most ${flushInflight} at once`,
        { ...at({ fill, conditionalFlush: 'on' }, 'two-writes'), params: { flushInflight } },
        holds('C1', 0, [], { delays: 1 }),
        holds('C2', 0, [], { delays: 1 }),
      ),
    ),
    ...config(
      `fill=${fill}, conditional flush, dirty entries not pinned`,
      at({ fill, conditionalFlush: 'on', pinDirty: 'off' }),
      broken('C1', 1, [EVICT]),
      broken('C2', 1, [EVICT]),
    ),
  ]),
  ...config(
    'fill=add, conditional flush, dirty entries pinned',
    at({ fill: 'add', conditionalFlush: 'on' }),
    broken('C1', 1, [EVICT]),
    holdsUnderTwo('C2', [EVICT]),
  ),
  ...config(
    'lease, conditional flush, dirty entries pinned, no log',
    at(RIGHT),
    holdsUnderTwo('C1', [EVICT]),
    holdsUnderTwo('C2', [EVICT]),
    broken('C1', 1, [CACHE_CRASH]),
    broken('C2', 1, [CACHE_CRASH]),
  ),
  ...config(
    'log on disk at once, reads gated',
    at(FULL),
    ...(['C1', 'C2'] as const).map((code) => [
      holds(code, 2, [CACHE_CRASH]),
      holds(code, 2, [CACHE_CRASH], { ...TWO_WRITES, long: true }),
      holds(code, 2, [POWER_LOSS]),
      holds(code, 2, [POWER_LOSS], TWO_WRITES),
    ]),
  ),
  ...config(
    'log on disk at once, reads not gated',
    at({ ...FULL, gateReadsDuringReplay: 'off' }),
    broken('C1', 1, [CACHE_CRASH]),
    // A fill that was loaded before the replay has no token any more.
    holds('C2', 1, [CACHE_CRASH]),
  ),
  ...config(
    'log on disk each second',
    at({ ...FULL, wal: 'everysec' }),
    broken('C1', 1, [POWER_LOSS]),
    broken('C2', 1, [POWER_LOSS]),
    holds('C1', 1, [CACHE_CRASH]),
    holds('C2', 1, [CACHE_CRASH]),
  ),
  ...config(
    'async replica',
    at({ ...RIGHT, replication: 'async' }),
    broken('C1', 1, [CACHE_CRASH]),
    broken('C2', 1, [CACHE_CRASH]),
  ),
  ...config(
    'sync replica',
    at({ ...RIGHT, replication: 'sync' }),
    holds('C1', 1, [CACHE_CRASH]),
    holds('C2', 1, [CACHE_CRASH]),
  ),
  ...config(
    'log, lease, pinned, conditional flush',
    at(FULL),
    ...(['C1', 'C2', 'C3', 'C4'] as const).map((code) => [
      holds(code, 1, ALL),
      holds(code, 2, ALL, { long: true }),
    ]),
  ),
  ...Object.entries({
    'fill=set': {},
    'fill=add': { fill: 'add' },
    'fill=lease': { fill: 'lease' },
    'fill=lease, dirty entries not pinned': { fill: 'lease', pinDirty: 'off' },
  }).flatMap(([says, fixes]) => config(says, at(fixes), holds('C4', 2, [EVICT]))),
  // The domain's table says that C4 holds always. It does not: a value may be read before its writer
  // hears that it is saved, and be gone before it is flushed.
  ...config('fill=set', at({}), broken('C4', 1, [APP_CRASH])),
  ...config('fill=lease', at({ fill: 'lease' }), holds('C4', 2, [APP_CRASH, EVICT])),
  // What a flush never saw, because a newer value took its place in the cache, is none of it.
  ...config(
    'fill=lease',
    at({ fill: 'lease' }, 'two-writes-two-reads'),
    holds('C4', 1, [APP_CRASH]),
  ),
  ...config(
    'fill=lease, no log',
    at({ fill: 'lease' }),
    holds('C4', 2, [CACHE_CRASH, EVICT]),
    broken('C4', 2, [CACHE_CRASH, APP_CRASH]),
  ),
];
