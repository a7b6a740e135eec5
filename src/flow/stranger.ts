/** The box of whoever calls a flow from outside, drawn only in a run that has such a call. */
import { STRANGER, strangerMachine } from '../kernel/stranger.ts';
import type { Act, LinkSpec, NodeId } from '../kernel/system.ts';
import type { FlowNode, Plan } from './flow.ts';
import type { HttpRequestShape } from './message.ts';

export const isForeign = ({ node }: Act): boolean => node === STRANGER;

/** The nodes that clients call, in the order of the plan's links: a stranger may call them too. */
export function serversOf({ nodes, links }: Plan): NodeId[] {
  const clients = nodes.filter(({ client }) => client === true).map(({ id }) => id);
  const called = links.filter(({ from, kind }) => kind === 'call' && clients.includes(from));
  return [...new Set(called.map(({ to }) => to))];
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
  const beside = plan.nodes.filter(({ client }) => client === true);
  const node: FlowNode = {
    id: STRANGER,
    machine: STRANGER,
    input: {},
    client: true,
    title: 'You',
    icon: 'client',
    role: 'by hand',
    column: Math.min(...beside.map(({ column }) => column)),
    row: Math.max(...beside.map(({ row }) => row)) + 1,
  };
  return {
    nodes: [...plan.nodes, node],
    links: [...plan.links, ...own],
    machines: { ...plan.machines, [STRANGER]: { machine: strangerMachine } },
  };
}

function isClient({ nodes }: Plan, id: NodeId): boolean {
  return nodes.some((node) => node.id === id && node.client === true);
}

/** The fields that a request of this shape may have. */
export function fieldsOf({ path, headers, body }: HttpRequestShape): string[] {
  const inPath = Array.from(path.matchAll(/:([\w-]+)/g), ([, name = '']) => name);
  return [...inPath, ...Object.values(headers ?? {}), ...(body ?? [])];
}
