/** Looks up what the faults, holds and inputs of a run name: nodes, links, messages, events. */
import type { Json } from '../kernel/json.ts';
import type { Fault, Hold } from '../kernel/schedule.ts';
import type { Act } from '../kernel/system.ts';
import type { Compiled } from './compile.ts';
import type { Flow } from './flow.ts';
import { type Path, type Problem, problem, unknownWord } from './parse-problem.ts';
import { own } from './parse-setup.ts';
import { fieldsOf, isForeign, serversOf } from './stranger.ts';

/** What the names of a schedule are looked up in. */
export interface Scene {
  readonly flow: Flow;
  readonly plan: Compiled['plan'];
  /** The workload's. */
  readonly acts: readonly Act[];
  readonly faults: readonly Fault[];
  /** Made by hand. */
  readonly inputs: readonly Act[];
}

export function checkFault(scene: Scene, fault: Fault, path: Path): Problem[] {
  if ('message' in fault) return checkMessageFault(scene, fault, [...path, 'message']);
  if ('link' in fault) return checkLink(scene, fault.link, [...path, 'link']);
  const wrongNode = checkNode(scene, fault.node, [...path, 'node']);
  if (wrongNode.length > 0 || fault.kind !== 'own') return wrongNode;
  const offered = scene.plan.nodes.find(({ id }) => id === fault.node)?.faults ?? [];
  if (offered.includes(fault.event)) return [];
  const elsewhere = Object.hasOwn(scene.flow.faults, fault.event);
  return [
    elsewhere && offered.length > 0
      ? problem([...path, 'event'], fault.event, `on the node ${fault.node}: ${offered.join(', ')}`)
      : unknownWord([...path, 'event'], fault.event, offered),
  ];
}

function checkMessageFault(
  { flow }: Scene,
  { kind, message }: Extract<Fault, { message: string }>,
  path: Path,
): Problem[] {
  const type = messageTypeOf(message);
  if (type === undefined) {
    return [problem(path, message, 'a message: op/MESSAGE, or from->to/MESSAGE#n')];
  }
  if (type === 'refused' || type === 'closed') return [];
  const spec = own(flow.messages, type);
  if (spec === undefined) return [unknownWord(path, type, Object.keys(flow.messages))];
  if (kind === 'fail' && spec.failsAs === undefined) {
    const failing = Object.keys(flow.messages).filter((name) => flow.messages[name]?.failsAs);
    return [
      problem(path, type, `a request that has an error for an answer: ${failing.join(', ')}`),
    ];
  }
  return [];
}

/** `SET` of `read-1/SET#2` and of `cache->db/SET#1`. */
function messageTypeOf(address: string): string | undefined {
  return /^[^\s/]+\/(?<type>[\w.-]+)(#\d+)?(\+copy)?$/.exec(address)?.groups?.['type'];
}

function checkNode({ plan }: Scene, node: string, path: Path): Problem[] {
  const known = plan.nodes.map(({ id }) => id);
  return known.includes(node) ? [] : [unknownWord(path, node, known)];
}

function checkLink({ plan }: Scene, link: string, path: Path): Problem[] {
  const known = plan.links
    .filter(({ kind }) => kind !== 'local')
    .flatMap(({ from, to }) => [`${from}->${to}`, `${from}--${to}`, `${to}--${from}`]);
  return known.includes(link) ? [] : [unknownWord(path, link, [...new Set(known)])];
}

export function checkHold(scene: Scene, { hold, until }: Hold, path: Path): Problem[] {
  if (hold === until) {
    return [problem([...path, 'until'], until, 'another address than what is held')];
  }
  return [
    ...checkAddress(scene, hold, [...path, 'hold']),
    ...(isFaultName(until)
      ? checkFaultName(scene.faults, until, [...path, 'until'])
      : checkAddress(scene, until, [...path, 'until'])),
  ];
}

function checkAddress(scene: Scene, address: string, path: Path): Problem[] {
  if (address.startsWith('act ')) {
    const ops = [...scene.acts, ...scene.inputs].map(({ op }) => `act ${op}`);
    return ops.includes(address) ? [] : [unknownWord(path, address, ops)];
  }
  const type = messageTypeOf(address);
  if (type !== undefined) {
    const known = [...Object.keys(scene.flow.messages), 'refused', 'closed'];
    return known.includes(type) ? [] : [unknownWord(path, type, known)];
  }
  const node = /^(?<node>[\w.-]+)(\/[^:]+)?:[^#]+#\d+$/.exec(address)?.groups?.['node'];
  if (node !== undefined) return checkNode(scene, node, path);
  return [problem(path, address, 'op/MESSAGE, from->to/MESSAGE#n, node:timer#n or "act op"')];
}

const isFaultName = (text: string): boolean => text.includes(' ') && !text.startsWith('act ');

/** What orders call the end of a fault; of the others it is "end of …". See kernel/faults.ts. */
const FAULT_ENDS: Readonly<Record<string, string>> = {
  crash: 'restart',
  pause: 'resume',
  cut: 'heal',
};

/** `crash cache`, `restart cache#2`, `end of slow api->db`: one of the run's own faults. */
function checkFaultName(faults: readonly Fault[], until: string, path: Path): Problem[] {
  const known = faults.flatMap((fault) => {
    if ('message' in fault) return [];
    const target = 'link' in fault ? fault.link : fault.node;
    const begin = fault.kind === 'own' ? fault.event : fault.kind;
    return [begin, FAULT_ENDS[begin] ?? `end of ${begin}`].map((name) => `${name} ${target}`);
  });
  return known.includes(until.replace(/#\d+$/, '')) ? [] : [unknownWord(path, until, known)];
}

/**
 * The event must be one that the node's machine takes, with the fields that the flow itself
 * gives such events: a machine need not expect anything else.
 */
export function checkAct({ flow, plan, acts }: Scene, act: Act, path: Path): Problem[] {
  const node = plan.nodes.find(({ id }) => id === act.node);
  if (node?.client !== true) {
    const clients = plan.nodes.filter(({ client }) => client === true).map(({ id }) => id);
    return [unknownWord([...path, 'node'], act.node, clients)];
  }
  if (isForeign(act)) return checkForeign({ flow, plan }, act, [...path, 'event']);
  const { type } = act.event;
  const taken = plan.machines[node.machine]?.machine.events ?? [];
  if (!taken.includes(type)) return [unknownWord([...path, 'event', 'type'], type, [...taken])];
  const examples = [
    ...Object.values(flow.acts).map(({ event }) => event(1)),
    ...acts.map((each) => each.event),
  ].filter((event) => event.type === type);
  if (examples.length === 0) return [];
  return Object.keys({ ...examples[0], ...act.event }).flatMap((field) => {
    const kinds = [...new Set(examples.map((event) => kindOf(event[field])))];
    const found = act.event[field];
    return kinds.includes(kindOf(found))
      ? []
      : [problem([...path, 'event', field], found, kinds.join(' or '))];
  });
}

/** A call from outside: a request that has a place in HTTP and opens no stream, to a node that clients call. */
function checkForeign(
  { flow, plan }: Pick<Scene, 'flow' | 'plan'>,
  { event }: Act,
  path: Path,
): Problem[] {
  const { type, to, message } = event;
  if (type !== 'ask') return [unknownWord([...path, 'type'], type, ['ask'])];
  const servers = serversOf(plan);
  if (typeof to !== 'string' || !servers.includes(to)) {
    return [problem([...path, 'to'], to, servers.join(', '))];
  }
  if (typeof message !== 'object' || message === null || !('type' in message)) {
    return [problem([...path, 'message'], message, 'a message')];
  }
  const shapes = Object.entries(flow.messages).flatMap(([name, { http }]) =>
    http !== undefined && 'method' in http && http.opens === undefined
      ? [[name, http] as const]
      : [],
  );
  const shape = shapes.find(([name]) => name === message.type)?.[1];
  if (shape === undefined) {
    const names = shapes.map(([name]) => name).join(', ');
    return [problem([...path, 'message', 'type'], message.type, names)];
  }
  const known = fieldsOf(shape);
  return Object.keys(message)
    .filter((name) => name !== 'type' && !known.includes(name))
    .map((name) => unknownWord([...path, 'message', name], name, known));
}

function kindOf(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
