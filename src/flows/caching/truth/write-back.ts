/** The domain's table for write-back. */
import type { TruthRow } from '../../../flow/truth.ts';
import { broken, config, holds } from './rows.ts';

const at = (fixes: Readonly<Record<string, string>>, workload = 'one-write') => ({
  variant: 'write-back',
  fixes,
  workload,
});

const EVICT = 'evict:cache';
const CACHE_CRASH = 'crash:cache';
const POWER_LOSS = 'powerLoss:cache';
const FULL = { wal: 'always', fill: 'lease', conditionalFlush: 'on' };
const ALL = [EVICT, CACHE_CRASH, POWER_LOSS, 'crash:api', 'crash:db', 'drop', 'duplicate', 'fail'];

export const writeBackRows: readonly TruthRow[] = [
  ...config('fill=set', at({}), broken('C1', 0, []), broken('C2', 0, [])),
  ...(['add', 'lease'] as const).flatMap((fill) => [
    ...config(
      `fill=${fill}, two flushes at once, unconditional`,
      at({ fill }, 'two-writes'),
      holds('C1', 0, []),
      broken('C2', 0, []),
    ),
    ...config(
      `fill=${fill}, conditional flush`,
      at({ fill, conditionalFlush: 'on' }, 'two-writes'),
      holds('C1', 0, [], { delays: 1 }),
      holds('C2', 0, [], { delays: 1 }),
      holds('C2', 0, [], { delays: 1, params: { flushInflight: 1 } }),
    ),
    ...config(
      `fill=${fill}, one flush at once, unconditional`,
      { ...at({ fill }, 'two-writes'), params: { flushInflight: 1 } },
      holds('C2', 0, []),
      broken('C2', 0, [], { delays: 1 }),
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
    holds('C2', 1, [EVICT]),
  ),
  ...config(
    'fill=lease, conditional flush, dirty entries pinned',
    at({ fill: 'lease', conditionalFlush: 'on' }),
    holds('C1', 1, [EVICT]),
    holds('C2', 1, [EVICT]),
  ),
  ...config(
    'lease, conditional flush, no log',
    at({ fill: 'lease', conditionalFlush: 'on' }),
    broken('C1', 1, [CACHE_CRASH]),
    broken('C2', 1, [CACHE_CRASH]),
  ),
  ...config(
    'log on disk at once, reads gated',
    at(FULL),
    holds('C1', 2, [CACHE_CRASH]),
    holds('C2', 2, [CACHE_CRASH]),
    holds('C1', 2, [POWER_LOSS]),
    holds('C2', 2, [POWER_LOSS]),
  ),
  ...config(
    'log on disk at once, reads not gated',
    at({ ...FULL, gateReadsDuringReplay: 'off' }),
    broken('C1', 1, [CACHE_CRASH]),
  ),
  ...config(
    'log on disk each second',
    at({ ...FULL, wal: 'everysec' }),
    broken('C1', 1, [POWER_LOSS]),
    broken('C2', 1, [POWER_LOSS]),
    holds('C2', 1, [CACHE_CRASH]),
  ),
  ...config(
    'async replica',
    at({ fill: 'lease', conditionalFlush: 'on', replication: 'async' }),
    broken('C1', 1, [CACHE_CRASH]),
    broken('C2', 1, [CACHE_CRASH]),
  ),
  ...config(
    'sync replica',
    at({ fill: 'lease', conditionalFlush: 'on', replication: 'sync' }),
    holds('C1', 1, [CACHE_CRASH]),
    holds('C2', 1, [CACHE_CRASH]),
  ),
  ...config(
    'log, lease, pinned, conditional flush',
    at(FULL),
    holds('C1', 1, ALL),
    holds('C2', 1, ALL),
    holds('C3', 1, ALL),
    holds('C4', 1, ALL),
    holds('C1', 2, ALL, { long: true }),
    holds('C2', 2, ALL, { long: true }),
    holds('C3', 2, ALL, { long: true }),
    holds('C4', 2, ALL, { long: true }),
  ),
  ...Object.entries({
    'fill=set': {},
    'fill=add': { fill: 'add' },
    'fill=lease': { fill: 'lease' },
    'fill=lease, dirty entries not pinned': { fill: 'lease', pinDirty: 'off' },
  }).flatMap(([says, fixes]) => config(says, at(fixes), holds('C4', 1, [EVICT, CACHE_CRASH]))),
];
