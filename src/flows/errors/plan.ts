/** Nodes, links and machines of one choice. */
import type { Choice, Plan } from '../../flow/flow.ts';
import { settingsOf } from '../../flow/settings.ts';
import { both, session } from '../../flow/topology.ts';
import type { LinkSpec } from '../../kernel/system.ts';
import { fromMs } from '../../kernel/time.ts';
import { machinesOf } from './machines/index.ts';
import {
  apiNode,
  clientNode,
  databaseNode,
  logNode,
  paymentNode,
  serviceNode,
  workerNode,
} from './nodes.ts';
import { hasWorker, type Settings } from './settings.ts';

export function plan(choice: Choice): Plan {
  const s = settingsOf<Settings>(choice);
  const { clients } = choice.workload;
  return {
    nodes: [
      ...clients.map((client, i) => clientNode(client, i, clients.length)),
      apiNode,
      serviceNode,
      databaseNode,
      paymentNode,
      logNode,
      ...(hasWorker(s) ? [workerNode] : []),
    ],
    links: [
      ...clients.flatMap(({ id }) => near(id, 'api', s.clientRttMs)),
      ...near('api', 'service', s.layerRttMs),
      // Each process writes to a log beside it, in its own order.
      ...near('api', 'log', 0),
      ...near('service', 'log', 0),
      ...session('service', 'db', fromMs(s.dbRttMs / 2)),
      ...(hasWorker(s)
        ? [
            ...session('worker', 'db', fromMs(s.dbRttMs / 2)),
            ...both('worker', 'payment', fromMs(s.paymentRttMs / 2)),
          ]
        : both('service', 'payment', fromMs(s.paymentRttMs / 2))),
    ],
    machines: machinesOf(s),
  };
}

/** With no way between them two parts are one process, where nothing is lost. */
const near = (a: string, b: string, rttMs: number): LinkSpec[] =>
  both(a, b, fromMs(rttMs / 2), rttMs === 0 ? 'local' : 'call');
