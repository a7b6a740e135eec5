/** The boxes. Clients stand left, the app in the middle, what keeps data right. */
import type { ClientSpec, FlowNode } from '../../flow/flow.ts';
import { spread } from '../../flow/topology.ts';
import type { Loose } from '../../kernel/json.ts';
import {
  apiHolds,
  cacheHolds,
  cdcHolds,
  crowdHolds,
  databaseHolds,
  replicaHolds,
  shopperHolds,
  walHolds,
} from './holds.ts';
import type { Entry } from './machines/cache/turn.ts';
import type { Row } from './machines/rows.ts';
import { onDisk } from './machines/wal.ts';
import { START_VALUE } from './protocol.ts';
import type { Settings } from './settings.ts';

export const clientNode = (
  { id, title, machine = 'shopper', crowd = false }: ClientSpec,
  index: number,
  count: number,
  apis: readonly string[],
): FlowNode => ({
  id,
  machine,
  input: crowd ? { apis } : { api: apis[0] ?? 'api' },
  client: true,
  title,
  icon: crowd ? 'crowd' : 'client',
  role: crowd ? 'many browsers' : 'browser',
  column: 0,
  row: spread(index, count),
  holds: crowd ? crowdHolds : shopperHolds,
});

export const apiNode = (id: string, index: number, count: number): FlowNode => ({
  id,
  machine: 'api',
  input: { api: id },
  title: index === 0 ? 'API' : `API ${index + 1}`,
  icon: 'api',
  role: 'app instance',
  column: 1,
  row: spread(index, count),
  holds: apiHolds,
});

/** Warm, it holds the most popular keys, the most popular to be evicted last. */
export function cacheNode(s: Settings, keys: readonly string[]): FlowNode {
  const isWriteBack = s.variant === 'write-back';
  const warm = s.start === 'warm' ? keys.slice(0, s.capacity).reverse() : [];
  const entries = warm.map(
    (key): Entry => ({
      key,
      value: START_VALUE,
      version: 0,
      state: 'clean',
      uses: 0,
      expiresUs: 0,
      loadMs: 0,
      dirtySinceUs: 0,
    }),
  );
  return {
    id: 'cache',
    machine: 'cache',
    input: {
      entries,
      lastToken: 0,
      ...(isWriteBack ? { lastVersion: 0, restarted: false } : {}),
    } as unknown as Loose,
    // SIMPLIFIED: the counters outlive a crash; real systems draw a new incarnation, or take a timestamp.
    durable: ({ lastToken, lastVersion }) => ({
      entries: [],
      lastToken,
      ...(isWriteBack ? { lastVersion, restarted: true } : {}),
    }),
    faults: ['evict', 'expire', 'wipe', ...(isWriteBack ? ['powerLoss'] : [])],
    title: 'Cache',
    icon: 'cache',
    role: 'memory',
    column: 2,
    row: 0,
    holds: cacheHolds,
  };
}

export function databaseNode(keys: readonly string[]): FlowNode {
  const rows = keys
    .map((key): Row => ({ key, value: START_VALUE, version: 0 }))
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  return {
    id: 'db',
    machine: 'database',
    input: { rows, changes: [], lastChange: 0 } as unknown as Loose,
    durable: ({ rows: kept, changes, lastChange }) => ({ rows: kept, changes, lastChange }),
    title: 'Database',
    icon: 'database',
    role: 'disk',
    column: 2,
    row: 2,
    holds: databaseHolds,
  };
}

export const walNode: FlowNode = {
  id: 'wal',
  machine: 'wal',
  input: { records: [], syncedVersion: 0 },
  durable: (context) => onDisk(context) as Loose,
  title: 'Log',
  icon: 'log',
  role: 'disk of the cache',
  column: 3,
  row: 0,
  holds: walHolds,
};

export const replicaNode: FlowNode = {
  id: 'replica',
  machine: 'replica',
  input: {},
  title: 'Replica',
  icon: 'cache',
  role: 'memory elsewhere',
  column: 3,
  row: 1,
  holds: replicaHolds,
};

export const cdcNode: FlowNode = {
  id: 'cdc',
  machine: 'cdc',
  input: { done: 0 },
  durable: ({ done }) => ({ done }),
  title: 'Change capture',
  icon: 'worker',
  role: 'follows the commits',
  column: 3,
  row: 1,
  holds: cdcHolds,
};
