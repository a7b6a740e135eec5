/** Nodes, links and machines of one choice: only those that its variant and fixes need. */
import type { Choice, FlowNode, Plan } from '../../flow/flow.ts';
import { both, session } from '../../flow/topology.ts';
import type { LinkSpec } from '../../kernel/system.ts';
import { fromMs, type Micros } from '../../kernel/time.ts';
import { machinesOf } from './machines/index.ts';
import {
  apiNode,
  brokerNode,
  clientNode,
  databaseNode,
  relayNode,
  schedulerNode,
  serviceNode,
  workerNode,
} from './nodes.ts';
import { jobSettings, marksInDb, type Settings, schedulersOf, workersOf } from './settings.ts';

/** Which parts there are. */
interface Parts {
  readonly customers: readonly string[];
  readonly producers: readonly string[];
  readonly schedulers: readonly string[];
  readonly workers: readonly string[];
  readonly api: boolean;
  readonly db: boolean;
  readonly broker: boolean;
  readonly relay: boolean;
}

export function plan(choice: Choice): Plan {
  const s = jobSettings(choice);
  const parts = partsOf(s, choice);
  const { clients } = choice.workload;
  const nodes: FlowNode[] = [
    ...clients.map((client, i) => clientNode(s, client, i, clients.length)),
    ...(parts.api ? [apiNode] : []),
    ...parts.schedulers.map(schedulerNode),
    ...(parts.db ? [databaseNode] : []),
    ...(parts.relay ? [relayNode] : []),
    ...(parts.broker ? [brokerNode(s)] : []),
    ...parts.workers.map((id, i) => workerNode(id, i, parts.workers.length)),
    serviceNode(s),
  ];
  return { nodes, links: linksOf(s, parts), machines: machinesOf(s) };
}

function partsOf(s: Settings, { workload }: Choice): Parts {
  const isProducer = (each: { machine?: string }): boolean => each.machine === 'producer';
  const customers = workload.clients.filter((each) => !isProducer(each)).map(({ id }) => id);
  const producers = workload.clients.filter(isProducer).map(({ id }) => id);
  const background = s.variant !== 'sync';
  const api = customers.length > 0;
  return {
    customers,
    producers,
    schedulers: s.variant === 'recurring' ? schedulersOf(s) : [],
    workers: background ? workersOf(s) : [],
    api,
    db: api || (background && marksInDb(s)) || (s.variant === 'recurring' && s.leader === 'lease'),
    broker: background,
    relay: background && api && s.dualWrite === 'outbox',
  };
}

/** Half a round trip each way. */
function linksOf(s: Settings, parts: Parts): LinkSpec[] {
  const toApiUs = fromMs(s.clientRttMs / 2);
  const toBrokerUs = fromMs(s.brokerRttMs / 2);
  const toDbUs = fromMs(s.dbRttMs / 2);
  const toServiceUs = fromMs(s.effectRttMs / 2);
  const { customers, producers, schedulers, workers } = parts;
  const join = (there: boolean, a: readonly string[], b: string, us: Micros): LinkSpec[] =>
    there ? a.flatMap((each) => both(each, b, us)) : [];
  const withDb = (there: boolean, a: readonly string[]): LinkSpec[] =>
    there ? a.flatMap((each) => session(each, 'db', toDbUs)) : [];
  return [
    ...join(true, customers, 'api', toApiUs),
    ...withDb(parts.api, ['api']),
    ...join(parts.api && parts.broker, ['api'], 'broker', toBrokerUs),
    ...join(s.variant === 'sync', ['api'], 'service', toServiceUs),
    ...withDb(parts.relay, ['relay']),
    ...join(parts.relay, ['relay'], 'broker', toBrokerUs),
    ...join(true, producers, 'broker', toBrokerUs),
    ...join(true, schedulers, 'broker', toBrokerUs),
    ...withDb(s.leader === 'lease', schedulers),
    ...join(true, workers, 'broker', toBrokerUs),
    ...withDb(marksInDb(s), workers),
    ...join(true, workers, 'service', toServiceUs),
  ];
}
