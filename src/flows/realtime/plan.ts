/** Nodes, links and machines of one choice of variant, fixes, parameters and workload. */
import type { Choice, ClientSpec, FlowNode, Plan } from '../../flow/flow.ts';
import { settingsOf } from '../../flow/settings.ts';
import { both, spread } from '../../flow/topology.ts';
import type { Loose } from '../../kernel/json.ts';
import type { LinkSpec, MachineSpec } from '../../kernel/system.ts';
import { fromMs } from '../../kernel/time.ts';
import { clientCrowd } from './crowds.ts';
import { clientHolds, hubHolds, storeHolds } from './holds.ts';
import { clientMachine } from './machines/client.ts';
import { connectionMachine } from './machines/connection.ts';
import { crowdMachine } from './machines/crowd.ts';
import { hubClock, hubMachine } from './machines/hub.ts';
import { afterRestart, firstHub, type HubContext } from './machines/hub-state.ts';
import { pollerMachine } from './machines/poller.ts';
import { producerMachine } from './machines/producer.ts';
import { pipeMachine, proxyMachine } from './machines/proxy.ts';
import { storeMachine } from './machines/store.ts';
import { ENDINGS } from './machines/subscriber.ts';
import { contentionPlan } from './plan-contention.ts';
import type { Settings } from './settings.ts';

export function plan(choice: Choice): Plan {
  const s = settingsOf<Settings>(choice);
  if (s.variant === 'contention') return contentionPlan(s);
  const { clients } = choice.workload;
  const users = clients.filter(({ id }) => id !== 'producer');
  return {
    machines: machinesOf(s),
    nodes: [
      ...users.map((user, i) => clientNode(user, i, users.length, s)),
      ...(hasProxy(s) ? [proxyNode] : []),
      hubNode(s),
      storeNode(s),
      ...clients.filter(({ id }) => id === 'producer').map((producer) => producerNode(producer, s)),
    ],
    links: linksOf(s, users),
  };
}

const isPushed = ({ variant }: Settings): boolean => variant === 'websocket' || variant === 'sse';

const hasProxy = (s: Settings): boolean => isPushed(s) && s.proxy === 'on';

const behindHub = (s: Settings): number => (hasProxy(s) ? 3 : 2);

function machinesOf(s: Settings): Record<string, MachineSpec> {
  return {
    client: isPushed(s)
      ? {
          machine: clientMachine(s),
          deadlines: ['connectTimeout', 'heartbeatTimeout'],
          chance: s.jitter === 'none' ? [] : ENDINGS,
        }
      : { machine: pollerMachine(s), deadlines: pollDeadlines(s) },
    crowd: { machine: crowdMachine('client') },
    // A comment does not follow on one that is still on its way.
    connection: { machine: connectionMachine(s), deadlines: ['pongTimeout', 'commentInterval'] },
    hub: { machine: hubMachine(s), clock: hubClock },
    store: { machine: storeMachine() },
    producer: { machine: producerMachine() },
    ...(hasProxy(s)
      ? {
          proxy: { machine: proxyMachine() },
          pipe: { machine: pipeMachine(s), deadlines: ['idle'] },
        }
      : {}),
  };
}

/** Polls that are given up would pile up without end if the next came while one is under way. */
const pollDeadlines = ({ overtaken }: Settings): readonly string[] =>
  overtaken === 'abort' ? ['pollTimeout', 'tick'] : ['pollTimeout'];

// Nodes. Clients stand left, the server in the middle, what it works with right.

function clientNode(
  { id, title, machine = 'client', crowd = false }: ClientSpec,
  index: number,
  count: number,
  s: Settings,
): FlowNode {
  const name = id.replace(/^client-/, '');
  const server = hasProxy(s) ? 'proxy' : 'hub';
  return {
    id,
    machine,
    input: crowd ? { server } : { name, self: id, server, eager: false },
    client: true,
    ...(crowd || !isPushed(s) ? {} : { faults: ['stall'] }),
    title,
    icon: crowd ? 'crowd' : 'client',
    role: crowd ? 'many browsers' : 'browser',
    column: 0,
    row: spread(index, count),
    ...(crowd
      ? { crowd: clientCrowd(s.variant) }
      : { holds: clientHolds as (context: Loose) => ReturnType<typeof clientHolds> }),
  };
}

const proxyNode: FlowNode = {
  id: 'proxy',
  machine: 'proxy',
  input: { life: 1 },
  durable: ({ life }) => ({ life: life + 1 }),
  title: 'Proxy',
  icon: 'service',
  role: 'before the server',
  column: 1,
  row: 1,
};

const hubNode = (s: Settings): FlowNode => ({
  id: 'hub',
  machine: 'hub',
  input: firstHub(s) as unknown as Loose,
  durable: (context) => afterRestart(s, context as HubContext) as unknown as Loose,
  faults: ['restart503', ...(isPushed(s) ? ['acceptThenClose'] : []), 'logOut'],
  title: 'Server',
  icon: 'api',
  role: 'event hub',
  column: behindHub(s) - 1,
  row: 1,
  holds: hubHolds(s.variant),
});

const storeNode = (s: Settings): FlowNode => ({
  id: 'store',
  machine: 'store',
  input: { n: 0 },
  durable: ({ n }) => ({ n }),
  title: 'Snapshot store',
  icon: 'database',
  role: 'disk of the server',
  column: behindHub(s),
  row: 2,
  holds: storeHolds as (context: Loose) => ReturnType<typeof storeHolds>,
});

const producerNode = ({ id, title }: ClientSpec, s: Settings): FlowNode => ({
  id,
  machine: 'producer',
  input: {},
  client: true,
  title,
  icon: 'service',
  role: 'has news',
  column: behindHub(s),
  row: 0,
});

// Links. Half a round trip each way.

/** From the producer to the server: they stand in one data centre. */
const NEAR_US = 500;

function linksOf(s: Settings, users: readonly ClientSpec[]): LinkSpec[] {
  const kind = isPushed(s) ? 'stream' : 'call';
  const door = hasProxy(s) ? 'proxy' : 'hub';
  return [
    ...users.flatMap(({ id }) => both(id, door, fromMs(s.rttMs / 2), kind)),
    ...(hasProxy(s) ? both('proxy', 'hub', NEAR_US, 'stream') : []),
    ...both('hub', 'store', 0, 'local'),
    { from: 'producer', to: 'hub', kind: 'call', latencyUs: NEAR_US },
  ];
}
