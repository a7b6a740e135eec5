/** Nodes, links and machines of one choice: only those that its workload and fixes need. */
import type { Choice, FlowNode, Plan } from '../../flow/flow.ts';
import { both } from '../../flow/topology.ts';
import type { LinkSpec } from '../../kernel/system.ts';
import { fromMs } from '../../kernel/time.ts';
import { machinesOf } from './machines/index.ts';
import {
  apiNode,
  attackerNode,
  authNode,
  cacheNode,
  databaseNode,
  jarNode,
  mailNode,
  tabNode,
} from './nodes.ts';
import { authSettings, type Settings, usesCache } from './settings.ts';

export function plan(choice: Choice): Plan {
  const s = authSettings(choice);
  const { clients } = choice.workload;
  const tabs = clients.filter(({ machine }) => machine !== 'attacker');
  const attackers = clients.filter(({ machine }) => machine === 'attacker');
  const rows = rowsFor(clients.length);
  const mails = choice.workload.settings?.['mails'] === true;
  const nodes: FlowNode[] = [
    ...tabs.map((tab, i) => tabNode(s, tab, rows[i === 0 ? 'first' : 'last'])),
    ...(tabs.length > 0 ? [jarNode(s, rows.middle)] : []),
    ...attackers.map((each) => attackerNode(s, each, rows[tabs.length === 1 ? 'last' : 'middle'])),
    authNode,
    apiNode(s, rows.last),
    ...(usesCache(s) ? [cacheNode(s, rows.middle)] : []),
    databaseNode(s, rows.middle),
    ...(mails ? [mailNode] : []),
  ];
  return { nodes, links: linksOf(s, nodes), machines: machinesOf(s) };
}

/** Three clients in one column hold much, and need room. */
const rowsFor = (clients: number): { first: number; middle: number; last: number } =>
  clients === 1
    ? { first: 1, middle: 1, last: 2 }
    : clients === 2
      ? { first: 0, middle: 1, last: 2 }
      : { first: 0, middle: 1.3, last: 2.6 };

/** Half a round trip each way. */
function linksOf(s: Settings, nodes: readonly FlowNode[]): LinkSpec[] {
  const there = (id: string): boolean => nodes.some((each) => each.id === id);
  const clients = nodes.filter(({ client }) => client === true).map(({ id }) => id);
  const wayUs = fromMs(s.rttMs / 2);
  const backUs = fromMs(s.backendRttMs / 2);
  const backend = s.backendRttMs === 0 ? 'local' : 'call';
  const join = (a: string, b: string): LinkSpec[] =>
    there(a) && there(b) ? both(a, b, backUs, backend) : [];
  const store = (a: string, b: string): LinkSpec[] =>
    there(a) && there(b) ? both(a, b, backUs, backend, { session: true }) : [];
  const local = (a: string, b: string): LinkSpec[] =>
    there(a) && there(b) ? both(a, b, 0, 'local') : [];
  return [
    ...clients.flatMap((each) => [...both(each, 'auth', wayUs), ...both(each, 'api', wayUs)]),
    ...clients.flatMap((each) => local(each, 'mail')),
    ...clients.filter((each) => each.startsWith('tab')).flatMap((each) => local(each, 'jar')),
    ...(s.malware ? local('attacker', 'tab-1') : []),
    ...(s.malware || s.visitors ? local('attacker', 'jar') : []),
    ...store('auth', 'cache'),
    ...store('auth', 'db'),
    ...store('api', 'cache'),
    ...store('api', 'db'),
    ...join('auth', 'mail'),
  ];
}
