/** The boxes: users left, then the layers, then what keeps data. */
import type { ClientSpec, FlowNode } from '../../flow/flow.ts';
import { spread } from '../../flow/topology.ts';
import type { Loose } from '../../kernel/json.ts';
import { cacheHolds, crowdHolds, databaseHolds, relayHolds, userHolds } from './holds.ts';
import type { Tables } from './machines/table.ts';
import { OTHER_TENANT, type Row, TENANT } from './protocol.ts';

export const clientNode = (
  { id, title, machine = 'user', crowd = false }: ClientSpec,
  index: number,
  count: number,
  reads: string,
): FlowNode => ({
  id,
  machine,
  input: crowd ? { reads } : {},
  client: true,
  title,
  icon: crowd ? 'crowd' : 'client',
  role: crowd ? 'many browsers' : 'browser',
  column: 0,
  row: spread(index, count),
  holds: crowd ? crowdHolds : userHolds,
});

const layer = (
  id: string,
  title: string,
  role: string,
  icon: FlowNode['icon'],
  column: number,
  row = 1,
): FlowNode => ({ id, machine: 'layer', input: { node: id }, title, role, icon, column, row });

export const apiNode = layer('api', 'Handler', 'controller', 'api', 1);
export const serviceNode = layer('service', 'Service', 'business rules', 'service', 2);
export const repositoryNode = layer('repository', 'Repository', 'all the SQL', 'worker', 3);
export const importNode = layer('import', 'Import job', 'second way in', 'worker', 2, 2);

export const cacheNode: FlowNode = {
  id: 'cache',
  machine: 'cache',
  input: {},
  faults: ['wipe'],
  title: 'Cache',
  icon: 'cache',
  role: 'memory',
  column: 4,
  row: 0,
  holds: cacheHolds,
};

export const relayNode: FlowNode = {
  id: 'relay',
  machine: 'relay',
  input: { done: 0 },
  durable: ({ done }) => ({ done }),
  title: 'Relay',
  icon: 'log',
  role: 'tells the cache',
  column: 4,
  row: 1,
  holds: relayHolds,
};

export interface StartRows {
  readonly rows: number;
  /** One that was deleted, and one of somebody else. */
  readonly ghosts: boolean;
  readonly stock: number;
}

export function databaseNode({ rows, ghosts, stock }: StartRows, diagramRow: number): FlowNode {
  const first = rows < 42 ? 42 : 1;
  const row = (n: number, more: Partial<Row> = {}): Row => ({
    id: String(n),
    title: `Item ${n}`,
    qty: stock,
    ownerId: String(((n - 1) % 20) + 1),
    version: 1,
    tenant: TENANT,
    deleted: false,
    ...more,
  });
  const own = Array.from({ length: rows }, (_, i) => row(first + i));
  const last = first + rows;
  const all = ghosts
    ? [
        row(7, { title: 'Old lamp', deleted: true }),
        row(8, { title: 'Secret plan', tenant: OTHER_TENANT }),
        ...own.filter(({ id }) => id !== '7' && id !== '8'),
      ]
    : own;
  const tables: Tables = {
    rows: all.sort((a, b) => Number(a.id) - Number(b.id)),
    sales: 0,
    keys: [],
    nextId: Math.max(58, last),
    commits: 0,
    outbox: [],
  };
  return {
    id: 'db',
    machine: 'db',
    input: tables as unknown as Loose,
    durable: (context) => {
      const { rows: kept, sales, keys, nextId, commits, outbox } = context as unknown as Tables;
      // A transaction that was open is rolled back.
      const done = keys.filter(({ is }) => is === 'done');
      return { rows: kept, sales, keys: done, nextId, commits, outbox } as unknown as Loose;
    },
    title: 'Database',
    icon: 'database',
    role: 'disk',
    column: 4,
    row: diagramRow,
    holds: databaseHolds,
  };
}
