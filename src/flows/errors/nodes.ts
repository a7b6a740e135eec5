/** The boxes: what they are called, where they stand, what they show. */
import type { ClientSpec, FlowNode } from '../../flow/flow.ts';
import { spread } from '../../flow/topology.ts';
import {
  clientHolds,
  crowdHolds,
  databaseHolds,
  logHolds,
  paymentHolds,
  serviceHolds,
  workerHolds,
} from './holds.ts';

export function clientNode(
  { id, title, crowd = false }: ClientSpec,
  index: number,
  count: number,
): FlowNode {
  const session = { token: `Bearer ${id}.1`, refresh: id };
  return {
    id,
    machine: crowd ? 'crowd' : 'page',
    input: crowd ? { user: id } : { user: id, ...session },
    client: true,
    title,
    icon: crowd ? 'crowd' : 'client',
    role: crowd ? 'many browsers' : 'browser',
    column: 0,
    row: spread(index, count),
    holds: crowd ? crowdHolds : clientHolds,
  };
}

export const apiNode: FlowNode = {
  id: 'api',
  machine: 'api',
  input: {},
  faults: ['flood'],
  title: 'Handler',
  icon: 'api',
  role: 'error to status',
  column: 1,
  row: 1,
};

export const serviceNode: FlowNode = {
  id: 'service',
  machine: 'service',
  input: { generation: 1 },
  durable: ({ generation }) => ({ generation }),
  faults: ['expireTokens'],
  title: 'Service',
  icon: 'service',
  role: 'cause to error',
  column: 2,
  row: 1,
  holds: serviceHolds,
};

export const databaseNode: FlowNode = {
  id: 'db',
  machine: 'database',
  input: {
    items: [
      { name: 'lamp', qty: 12 },
      { name: 'desk', qty: 4 },
    ],
    orders: [{ id: 'old-1', key: 'old-1', item: 'desk', status: 'PAID', refunds: 0 }],
    notes: [],
    full: false,
  },
  durable: ({ items, orders, notes, full }) => ({ items, orders, notes, full }),
  faults: ['diskFull', 'deadlock', 'recover'],
  title: 'Database',
  icon: 'database',
  role: 'disk',
  column: 3,
  row: 0,
  holds: databaseHolds,
};

export const paymentNode: FlowNode = {
  id: 'payment',
  machine: 'payment',
  input: { keys: [], voided: [], charges: [] },
  durable: ({ keys, voided, charges }) => ({ keys, voided, charges }),
  faults: ['outage', 'garble', 'recover'],
  title: 'Payment',
  icon: 'service',
  role: 'another company',
  column: 3,
  row: 2,
  holds: paymentHolds,
};

export const logNode: FlowNode = {
  id: 'log',
  machine: 'log',
  input: { records: [] },
  durable: ({ records }) => ({ records }),
  title: 'Log',
  icon: 'log',
  role: 'by trace',
  column: 1,
  row: 2,
  holds: logHolds,
};

export const workerNode: FlowNode = {
  id: 'worker',
  machine: 'worker',
  input: {},
  title: 'Worker',
  icon: 'worker',
  role: 'charges later',
  column: 4,
  row: 1,
  holds: workerHolds,
};
