/** Nodes, links and machines of one choice: only those that its fixes and its workload need. */
import type { Choice, FlowNode, Plan } from '../../flow/flow.ts';
import { both, session } from '../../flow/topology.ts';
import type { LinkSpec } from '../../kernel/system.ts';
import { fromMs, type Micros } from '../../kernel/time.ts';
import { machinesOf } from './machines/index.ts';
import {
  apiNode,
  cacheNode,
  clientNode,
  databaseNode,
  importNode,
  relayNode,
  repositoryNode,
  serviceNode,
} from './nodes.ts';
import {
  crudSettings,
  hasCache,
  hasRelay,
  importWritesTo,
  rulesAt,
  type Settings,
  sqlAt,
} from './settings.ts';

export function plan(choice: Choice): Plan {
  const s = crudSettings(choice);
  const { clients, settings = {} } = choice.workload;
  const { rows = 3, ghosts = false, imports = false, reads = 'list' } = settings;
  const start = { rows: Number(rows), ghosts: ghosts === true, stock: s.stock };
  const nodes: FlowNode[] = [
    ...clients.map((client, i) => clientNode(client, i, clients.length, String(reads))),
    apiNode,
    ...(s.serviceLayer === 'on' ? [serviceNode] : []),
    ...(imports === true ? [importNode] : []),
    ...(s.repository === 'on' ? [repositoryNode] : []),
    ...(hasCache(s) ? [cacheNode] : []),
    ...(hasRelay(s) ? [relayNode] : []),
    databaseNode(start, hasCache(s) ? 2 : 1),
  ];
  return {
    machines: machinesOf(s),
    nodes,
    links: linksOf(
      s,
      clients.map(({ id }) => id),
      imports === true,
    ),
  };
}

/** Half a round trip each way. */
function linksOf(s: Settings, clients: readonly string[], imports: boolean): LinkSpec[] {
  const jitterUs = fromMs(s.jitterMs);
  // With no way between them, a browser and the app are one process: fewer states of a search.
  const clientKind = s.rttMs === 0 && jitterUs === 0 ? 'local' : 'call';
  const layerUs = fromMs(s.layerMs);
  const toDbUs = fromMs(s.dbRttMs / 2 + (Number.isFinite(s.dbPool) ? 0 : s.queryMs / 2));
  const toCacheUs = fromMs(s.cacheRttMs / 2);
  const sql = sqlAt(s);
  const importTo = importWritesTo(s);
  /** SIMPLIFIED: the layers are one process; a call takes a moment, so that it can be seen. */
  const inside = (a: string, b: string, us: Micros): LinkSpec[] =>
    a === b ? [] : both(a, b, us, us === 0 ? 'local' : 'call');
  const writers = [...new Set([sql, ...(imports && importTo === 'import' ? ['import'] : [])])];
  return [
    ...clients.flatMap((id) => both(id, 'api', fromMs(s.rttMs / 2), clientKind, { jitterUs })),
    ...inside('api', rulesAt(s), layerUs),
    ...inside(rulesAt(s), sql, layerUs),
    ...(imports ? inside('api', 'import', layerUs) : []),
    ...(imports ? inside('import', importTo, layerUs) : []),
    ...writers.flatMap((id) => session(id, 'db', toDbUs)),
    ...(hasCache(s) ? writers.flatMap((id) => session(id, 'cache', toCacheUs)) : []),
    ...(hasRelay(s)
      ? [...session('relay', 'db', toDbUs), ...session('relay', 'cache', toCacheUs)]
      : []),
  ];
}
