/** The box of whoever calls a flow from outside, drawn only in a run that has such a call. */
import { STRANGER, strangerMachine } from '../kernel/stranger.ts';
import type { Act, LinkSpec, Message, NodeId } from '../kernel/system.ts';
import type { Flow, FlowNode, Plan } from './flow.ts';
import type { HttpRequestShape } from './message.ts';

export const isForeign = ({ node }: Act): boolean => node === STRANGER;

/** The nodes that clients call, in the order of the plan's links: a stranger may call them too. */
export function serversOf({ nodes, links }: Plan): NodeId[] {
  const clients = nodes.filter(({ client }) => client === true).map(({ id }) => id);
  const called = links.filter(({ from, kind }) => kind === 'call' && clients.includes(from));
  return [...new Set(called.map(({ to }) => to))];
}

/** The node that takes a stranger's request: the one that its shape names, or the first; none where nobody is called. */
export function serverFor(flow: Flow, plan: Plan, { type }: Message): NodeId | undefined {
  const servers = serversOf(plan);
  const http = flow.messages[type]?.http;
  const named = http !== undefined && 'method' in http ? http.server : undefined;
  return servers.find((each) => each === named) ?? servers[0];
}

/** The stranger is as far from each server as the first client that calls it. */
export function withStranger(plan: Plan): Plan {
  const servers = serversOf(plan);
  const links = servers.flatMap((server) => [
    ...plan.links.filter(({ from, to }) => to === server && isClient(plan, from)).slice(0, 1),
    ...plan.links.filter(({ from, to }) => from === server && isClient(plan, to)).slice(0, 1),
  ]);
  const own = links.map((link): LinkSpec => {
    return servers.includes(link.to) ? { ...link, from: STRANGER } : { ...link, to: STRANGER };
  });
  const column = Math.min(
    ...plan.nodes.filter(({ client }) => client === true).map((each) => each.column),
  );
  const node: FlowNode = {
    id: STRANGER,
    machine: STRANGER,
    input: {},
    client: true,
    title: 'You',
    icon: 'client',
    role: 'by hand',
    column,
    row: freeRow(plan, column),
  };
  return {
    nodes: [...plan.nodes, node],
    links: [...plan.links, ...own],
    machines: { ...plan.machines, [STRANGER]: { machine: strangerMachine } },
  };
}

/** Where the drawing has room already, so that nothing else moves; below it if there is none. */
function freeRow({ nodes }: Plan, column: number): number {
  const taken = nodes.filter((each) => each.column === column).map(({ row }) => row);
  const rows = nodes.map(({ row }) => row);
  const last = Math.max(...rows);
  for (let row = Math.min(...rows); row <= last; row++) {
    if (taken.every((each) => Math.abs(each - row) >= 1)) return row;
  }
  return Math.max(...taken) + 1;
}

function isClient({ nodes }: Plan, id: NodeId): boolean {
  return nodes.some((node) => node.id === id && node.client === true);
}

/** The fields that a request of this shape may have. */
export function fieldsOf({ path, headers, body }: HttpRequestShape): string[] {
  const inPath = Array.from(path.matchAll(/:([\w-]+)/g), ([, name = '']) => name);
  return [...inPath, ...Object.values(headers ?? {}), ...(body ?? [])];
}
