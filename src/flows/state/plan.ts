/** Nodes, links and machines of one choice: only those that its variant and workload need. */
import type { Choice, ClientSpec, FlowNode, Plan } from '../../flow/flow.ts';
import { both, spread } from '../../flow/topology.ts';
import type { LinkSpec } from '../../kernel/system.ts';
import { fromMs } from '../../kernel/time.ts';
import { machinesOf } from './machines/index.ts';
import {
  apiNode,
  componentNode,
  databaseNode,
  localNode,
  outboxNode,
  pageNode,
  personNode,
} from './nodes.ts';
import { hasComponent, hasOutbox, hasPrefs, type Settings, stateSettings } from './settings.ts';

export function plan(choice: Choice): Plan {
  const s = stateSettings(choice);
  const { clients } = choice.workload;
  const rows = storeRows(s, clients);
  const nodes: FlowNode[] = [
    ...(hasComponent(s) ? [componentNode] : []),
    ...(hasPrefs(s) ? [localNode(rows.local)] : []),
    ...(hasOutbox(s) ? [outboxNode(s, rows.outbox)] : []),
    ...clients.map((client, i) => clientNode(s, client, spread(i, clients.length))),
    apiNode,
    databaseNode(s),
  ];
  return { machines: machinesOf(s), nodes, links: linksOf(s, clients) };
}

const clientNode = (s: Settings, client: ClientSpec, row: number): FlowNode =>
  client.machine === 'person' ? personNode(client, row) : pageNode(s, client, row);

/** One store stands beside its page, or between its pages; three stand in a column. */
function storeRows(s: Settings, clients: readonly ClientSpec[]): { local: number; outbox: number } {
  if (hasComponent(s)) return { local: 1, outbox: 2 };
  const row = clients.some(({ id }) => id === 'device-b') ? 0 : 1;
  return { local: row, outbox: row };
}

/** Half a round trip each way. */
function linksOf(s: Settings, clients: readonly ClientSpec[]): LinkSpec[] {
  const jitterUs = fromMs(s.jitterMs);
  const wayUs = fromMs(s.rttMs / 2);
  const dbUs = fromMs(s.dbRttMs / 2);
  const store = (id: string, there: boolean): LinkSpec[] =>
    there ? pages(clients).flatMap((each) => both(each, id, 0, 'local')) : [];
  return [
    ...clients.flatMap(({ id }) => both(id, 'api', wayUs, 'call', { jitterUs })),
    // With no way between them they are one process: fewer states of a search.
    ...both('api', 'db', dbUs, s.dbRttMs === 0 ? 'local' : 'call', { session: true }),
    ...store('component', hasComponent(s)),
    ...store('local', hasPrefs(s)),
    ...store('outbox', hasOutbox(s)),
  ];
}

/** Device B has stores of its own, which are not drawn. */
const pages = (clients: readonly ClientSpec[]): string[] =>
  clients
    .filter(({ id, machine }) => id !== 'device-b' && machine !== 'person')
    .map(({ id }) => id);
