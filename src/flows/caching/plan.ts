/** Nodes, links and machines of one choice of variant, fixes, parameters and workload. */
import type { Choice, ClientSpec, Plan } from '../../flow/flow.ts';
import { settingsOf } from '../../flow/settings.ts';
import { both, session } from '../../flow/topology.ts';
import type { LinkSpec } from '../../kernel/system.ts';
import { fromMs } from '../../kernel/time.ts';
import { machinesOf } from './machines/index.ts';
import {
  apiNode,
  cacheNode,
  cdcNode,
  clientNode,
  databaseNode,
  replicaNode,
  walNode,
} from './nodes.ts';
import { hasCdc, hasReplica, hasWal, type Settings, workMs } from './settings.ts';
import { keysOf } from './workloads/index.ts';

export function plan(choice: Choice): Plan {
  const s = settingsOf<Settings>(choice);
  const { clients } = choice.workload;
  const apis = Array.from({ length: s.apps }, (_, i) => (i === 0 ? 'api' : `api-${i + 1}`));
  return {
    machines: machinesOf(s, clients),
    nodes: [
      ...clients.map((client, i) => clientNode(client, i, clients.length, apisOf(client, i, apis))),
      ...apis.map((id, i) => apiNode(id, i, apis.length)),
      cacheNode(s, keysOf(choice)),
      databaseNode(keysOf(choice)),
      ...(hasWal(s) ? [walNode] : []),
      ...(hasReplica(s) ? [replicaNode] : []),
      ...(hasCdc(s) ? [cdcNode] : []),
    ],
    links: linksOf(s, clients, apis),
  };
}

/** Clients are spread over the instances of the app; a crowd spreads itself. */
const apisOf = ({ crowd = false }: ClientSpec, i: number, apis: readonly string[]): string[] =>
  apis.filter((_, n) => crowd || n === i % apis.length);

/** Half a round trip each way. */
function linksOf(s: Settings, clients: readonly ClientSpec[], apis: readonly string[]): LinkSpec[] {
  const wayToDbUs = fromMs((s.dbRttMs - workMs(s)) / 2);
  const wayToCacheUs = fromMs(s.cacheRttMs / 2);
  const jitterUs = fromMs(s.clientJitterMs);
  /** With no way between them, a browser and the app are one process: a third of a search's states. */
  const clientKind = s.clientRttMs === 0 && jitterUs === 0 ? 'local' : 'call';
  return [
    ...clients.flatMap((client, i) =>
      apisOf(client, i, apis).flatMap((api) =>
        both(client.id, api, fromMs(s.clientRttMs / 2), clientKind).map((link) => ({
          ...link,
          jitterUs,
        })),
      ),
    ),
    ...apis.flatMap((api) => [
      ...session(api, 'cache', wayToCacheUs),
      ...session(api, 'db', wayToDbUs),
    ]),
    ...(s.variant === 'write-back' ? session('cache', 'db', wayToDbUs) : []),
    ...(hasWal(s) ? both('cache', 'wal', 0, 'local') : []),
    ...(hasReplica(s) ? both('cache', 'replica', wayToCacheUs, 'stream') : []),
    ...(hasCdc(s) ? both('cdc', 'db', wayToDbUs, 'stream') : []),
    ...(hasCdc(s) ? session('cdc', 'cache', wayToCacheUs) : []),
  ];
}
