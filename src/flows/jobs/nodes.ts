/** The boxes: what they are called, where they stand, what they show. */
import type { ClientSpec, FlowNode } from '../../flow/flow.ts';
import { spread } from '../../flow/topology.ts';
import type { Loose } from '../../kernel/json.ts';
import {
  brokerHolds,
  customerHolds,
  databaseHolds,
  producerHolds,
  relayHolds,
  schedulerHolds,
  serviceHolds,
  workerHolds,
} from './holds.ts';
import { brokerLanes } from './lanes.ts';
import { type BrokerContext, durable, EMPTY } from './machines/broker/state.ts';
import type { Settings, Task } from './settings.ts';

export function clientNode(
  s: Settings,
  { id, title, machine = 'customer', crowd = false }: ClientSpec,
  index: number,
  count: number,
): FlowNode {
  const urgent = id.startsWith('urgent');
  const highShare = count > 1 ? s.highSharePercent / 100 : 0;
  const input = crowd
    ? {
        name: id,
        priority: urgent ? 0 : s.priorities - 1,
        share: urgent ? highShare : 1 - highShare,
      }
    : {};
  return {
    id,
    machine,
    input,
    client: true,
    title,
    icon: crowd ? 'crowd' : 'client',
    role: crowd ? 'many requests' : 'browser',
    column: 0,
    row: spread(index, count),
    holds: crowd ? producerHolds : customerHolds,
  };
}

export const apiNode: FlowNode = {
  id: 'api',
  machine: 'api',
  input: {},
  title: 'API',
  icon: 'api',
  role: 'app instance',
  column: 1,
  row: 1,
};

export const databaseNode: FlowNode = {
  id: 'db',
  machine: 'database',
  input: { orders: [], outbox: [], keys: [], lastTick: 0 },
  durable: ({ orders, outbox, keys, lastTick }) => ({ orders, outbox, keys, lastTick }),
  title: 'Database',
  icon: 'database',
  role: 'disk',
  column: 1,
  row: 2,
  holds: databaseHolds,
};

export const relayNode: FlowNode = {
  id: 'relay',
  machine: 'relay',
  input: {},
  title: 'Relay',
  icon: 'log',
  role: 'reads the outbox',
  column: 2,
  row: 2,
  holds: relayHolds,
};

export const brokerNode = (s: Settings): FlowNode => ({
  id: 'broker',
  machine: 'broker',
  input: EMPTY as Loose,
  durable: (context: BrokerContext) =>
    (s.brokerDurable === 'on' ? durable(context) : { restarted: true }) as Loose,
  faults: ['poison', 'redrive'],
  title: 'Broker',
  icon: 'queue',
  role: s.brokerDurable === 'on' ? 'disk' : 'memory',
  column: 2,
  row: 1,
  holds: brokerHolds,
  lanes: (context: BrokerContext) => brokerLanes(s, context),
});

export const workerNode = (id: string, index: number, count: number): FlowNode => ({
  id,
  machine: 'worker',
  input: { worker: id },
  title: `Worker ${index + 1}`,
  icon: 'worker',
  role: 'process',
  column: 3,
  row: spread(index, count),
  holds: workerHolds,
});

export const schedulerNode = (id: string, index: number): FlowNode => ({
  id,
  machine: 'scheduler',
  input: { scheduler: id, lastTick: 0 },
  durable: ({ lastTick }) => ({ lastTick }),
  title: `Scheduler ${index + 1}`,
  icon: 'clock',
  role: 'cron',
  column: 1,
  row: index,
  holds: schedulerHolds,
});

const SERVICES: Readonly<Record<Task, Pick<FlowNode, 'title' | 'icon' | 'role'>>> = {
  email: { title: 'Mail service', icon: 'mail', role: 'sends mails' },
  'image-processing': { title: 'File storage', icon: 'storage', role: 'keeps pictures' },
  webhook: { title: 'Partner', icon: 'service', role: 'takes webhooks' },
  'data-export': { title: 'File storage', icon: 'storage', role: 'keeps exports' },
  'cache-warming': { title: 'Cache', icon: 'cache', role: 'gets warm' },
  'database-cleanup': { title: 'Archive', icon: 'storage', role: 'deletes old rows' },
};

export const serviceNode = ({ task }: Settings): FlowNode => ({
  id: 'service',
  machine: 'service',
  input: { keys: [] },
  durable: ({ keys }) => ({ keys }),
  faults: ['outage', 'recover'],
  ...SERVICES[task],
  column: 4,
  row: 1,
  holds: serviceHolds,
});
