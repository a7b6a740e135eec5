/** Nodes, links and machines of one choice: only those that its variant and fixes need. */
import type { Choice, FlowNode, Plan } from '../../flow/flow.ts';
import { both } from '../../flow/topology.ts';
import type { LinkSpec } from '../../kernel/system.ts';
import { fromMs, type Micros } from '../../kernel/time.ts';
import { machinesOf } from './machines/index.ts';
import { apiNode, clientNode, databaseNode, storageNode, sweeperNode } from './nodes.ts';
import { isPresigned, MIB, type Settings, uploadSettings } from './settings.ts';

export function plan(choice: Choice): Plan {
  const s = uploadSettings(choice);
  const { clients } = choice.workload;
  const nodes: FlowNode[] = [
    ...clients.map((client, i) => clientNode(s, client, i, clients.length)),
    apiNode(s),
    databaseNode,
    storageNode(s),
    ...(s.sweeper === 'on' ? [sweeperNode] : []),
  ];
  const ids = clients.map(({ id }) => id);
  return { nodes, links: linksOf(s, ids), machines: machinesOf(s) };
}

/** Half a round trip each way. A connection that carries a body is a stream. */
function linksOf(s: Settings, clients: readonly string[]): LinkSpec[] {
  const toApiUs = fromMs(s.clientRttMs / 2);
  const toStorageUs = fromMs(s.storageRttMs / 2);
  const backUs = fromMs(s.backRttMs / 2);
  const presigned = isPresigned(s);
  // Beside it, a browser and the app are one process: fewer states of a search.
  const toApi = presigned ? (toApiUs === 0 ? 'local' : 'call') : 'stream';
  const back = (a: string, b: string): LinkSpec[] => near(a, b, backUs);
  const withDb = (a: string): LinkSpec[] => near(a, 'db', backUs, { session: true });
  return [
    ...clients.flatMap((id) => both(id, 'api', toApiUs, toApi)),
    ...(presigned ? clients.flatMap((id) => both(id, 'storage', toStorageUs, 'stream')) : []),
    ...(presigned
      ? back('api', 'storage')
      : both('api', 'storage', backUs, 'stream', { bytesPerSecond: s.apiRateMiBps * MIB })),
    ...withDb('api'),
    ...(s.sweeper === 'on' ? [...withDb('sweeper'), ...back('sweeper', 'storage')] : []),
  ];
}

const near = (a: string, b: string, us: Micros, more: Pick<LinkSpec, 'session'> = {}): LinkSpec[] =>
  both(a, b, us, us === 0 ? 'local' : 'call', more);
