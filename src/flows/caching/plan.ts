/** Nodes, links and machines of one choice of variant, fixes, parameters and workload. */
import type { Choice, ClientSpec, FlowNode, Plan } from '../../flow/flow.ts';
import type { Loose } from '../../kernel/json.ts';
import type { LinkSpec, MachineSpec } from '../../kernel/system.ts';
import { fromMs, type Micros } from '../../kernel/time.ts';
import { cacheHolds, databaseHolds, replicaHolds, shopperHolds, walHolds } from './holds.ts';
import { apiMachine } from './machines/api.ts';
import type { Entry } from './machines/cache/turn.ts';
import { databaseMachine } from './machines/database.ts';
import { flushMachine } from './machines/flush.ts';
import { readMachine } from './machines/read.ts';
import { replicaMachine } from './machines/replica.ts';
import type { Row } from './machines/rows.ts';
import { shopperClock, shopperMachine } from './machines/shopper.ts';
import { onDisk, walMachine } from './machines/wal.ts';
import { writeBackMachine } from './machines/write-back.ts';
import { writeBackCacheMachine } from './machines/write-back-cache.ts';
import { type Settings, settingsOf, workMs } from './settings.ts';
import { keysOf } from './workloads.ts';

export function plan(choice: Choice): Plan {
  const s = settingsOf(choice);
  const rows = keysOf(choice).map((key): Row => ({ key, value: 'v0', version: 0 }));
  const apis = appsOf(s);
  return {
    machines: machinesOf(s),
    nodes: [
      ...choice.workload.clients.map((client, i) => clientNode(client, i, choice, apis)),
      ...apis.map((id, i) => apiNode(id, i, apis.length)),
      cacheNode(s, rows),
      databaseNode(rows.toSorted((a, b) => (a.key < b.key ? -1 : 1))),
      ...(hasWal(s) ? [walNode] : []),
      ...(hasReplica(s) ? [replicaNode] : []),
    ],
    links: linksOf(s, choice.workload.clients, apis),
  };
}

const appsOf = ({ apps }: Settings): string[] =>
  Array.from({ length: apps }, (_, i) => (i === 0 ? 'api' : `api-${i + 1}`));
const hasWal = (s: Settings): boolean => s.variant === 'write-back' && s.wal !== 'off';
const hasReplica = (s: Settings): boolean => s.variant === 'write-back' && s.replication !== 'none';

function machinesOf(s: Settings): Record<string, MachineSpec> {
  const appDeadlines = ['getTimeout', 'cacheTimeout', 'dbTimeout'];
  return {
    shopper: { machine: shopperMachine(s), deadlines: ['patience'], clock: shopperClock },
    api: { machine: apiMachine(s) },
    read: { machine: readMachine(s), deadlines: appDeadlines },
    write: { machine: writeBackMachine(s), deadlines: appDeadlines },
    cache: {
      machine: writeBackCacheMachine(s),
      deadlines: ['ttl', 'leaseTimeout', 'askTimeout'],
      clock: ['SET', 'flushed'],
    },
    flush: { machine: flushMachine(s), deadlines: ['flushTimeout'] },
    database: { machine: databaseMachine(s), deadlines: ['lockTimeout'] },
    wal: { machine: walMachine(s) },
    replica: { machine: replicaMachine() },
  };
}

// Nodes. Clients stand left, the app in the middle, what keeps data right.

function clientNode(
  { id, title, machine = 'shopper', crowd = false }: ClientSpec,
  index: number,
  { workload }: Choice,
  apis: readonly string[],
): FlowNode {
  const count = workload.clients.length;
  return {
    id,
    machine,
    input: { api: apis[index % apis.length] ?? 'api' },
    client: true,
    title,
    icon: crowd ? 'crowd' : 'client',
    role: crowd ? 'many browsers' : 'browser',
    column: 0,
    row: count === 1 ? 1 : (2 * index) / (count - 1),
    ...(crowd ? {} : { holds: shopperHolds }),
  };
}

const apiNode = (id: string, index: number, count: number): FlowNode => ({
  id,
  machine: 'api',
  input: { api: id },
  title: index === 0 ? 'API' : `API ${index + 1}`,
  icon: 'api',
  role: 'app instance',
  column: 1,
  row: count === 1 ? 1 : (2 * index) / (count - 1),
});

function cacheNode(s: Settings, rows: readonly Row[]): FlowNode {
  const warm = s.start === 'warm' ? rows.slice(0, s.capacity).reverse() : [];
  const entries = warm.map(
    ({ key, value, version }): Entry => ({
      key,
      value,
      version,
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
    input: { entries, lastToken: 0, lastVersion: 0, restarted: false } as unknown as Loose,
    durable: ({ lastToken, lastVersion }) => ({
      lastToken,
      lastVersion,
      restarted: true,
      entries: [],
    }),
    faults: ['evict', 'expire', 'wipe', ...(s.variant === 'write-back' ? ['powerLoss'] : [])],
    title: 'Cache',
    icon: 'cache',
    role: 'memory',
    column: 2,
    row: 0,
    holds: cacheHolds,
  };
}

const databaseNode = (rows: readonly Row[]): FlowNode => ({
  id: 'db',
  machine: 'database',
  input: { rows, changes: [], lastChange: 0 } as unknown as Loose,
  durable: ({ rows, changes, lastChange }) => ({ rows, changes, lastChange }),
  title: 'Database',
  icon: 'database',
  role: 'disk',
  column: 2,
  row: 2,
  holds: databaseHolds,
});

const walNode: FlowNode = {
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

const replicaNode: FlowNode = {
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

// Links. Half a round trip each way.

function linksOf(s: Settings, clients: readonly ClientSpec[], apis: readonly string[]): LinkSpec[] {
  const wayToDbUs = fromMs((s.dbRttMs - workMs(s)) / 2);
  const wayToCacheUs = fromMs(s.cacheRttMs / 2);
  const jitterUs = fromMs(s.clientJitterMs);
  return [
    ...clients.flatMap(({ id }, i) =>
      both(id, apis[i % apis.length] ?? 'api', fromMs(s.clientRttMs / 2)).map((link) => ({
        ...link,
        jitterUs,
      })),
    ),
    ...apis.flatMap((api) => [...both(api, 'cache', wayToCacheUs), ...both(api, 'db', wayToDbUs)]),
    ...(s.variant === 'write-back' ? both('cache', 'db', wayToDbUs) : []),
    ...(hasWal(s) ? both('cache', 'wal', 0, 'local') : []),
    ...(hasReplica(s) ? both('cache', 'replica', wayToCacheUs, 'stream') : []),
  ];
}

const both = (
  a: string,
  b: string,
  latencyUs: Micros,
  kind: LinkSpec['kind'] = 'call',
): LinkSpec[] => [
  { from: a, to: b, kind, latencyUs },
  { from: b, to: a, kind, latencyUs },
];
