/** Which faults a search may use: `crash:cache`, `drop:SET`, `cut:api--db`, `evict`. */
import type { LinkName } from '../schedule.ts';
import type { MachineEvent } from '../step.ts';
import type { LinkKind, NodeId, System } from '../system.ts';
import type { Lexicon } from './lexicon.ts';
import type { Network } from './network.ts';
import type { FlightWord } from './words.ts';

/** Of the kernel's faults, those that mean something where only orders count. */
export const SEARCHED = [
  'drop',
  'duplicate',
  'fail',
  'crash',
  'stop',
  'pause',
  'cut',
  'disconnect',
  'halfOpen',
] as const;
/** Those that only change how long things take: every order is explored without them. */
export const TIMING = ['delay', 'slow', 'lossy', 'skew'] as const;

export interface FaultKind {
  readonly kind: string;
  /** A node, a link (`a->b` one way, `a--b` both), or a message's type; everything it fits when left out. */
  readonly target?: string;
}

/** Reads `kind` or `kind:target`. */
export function parseKind(text: string): FaultKind {
  const colon = text.indexOf(':');
  if (colon < 0) return { kind: text };
  return { kind: text.slice(0, colon), target: text.slice(colon + 1) };
}

type MessageFault = 'drop' | 'duplicate' | 'fail';

/** What the kinds come to in one system. */
export interface FaultPlan {
  readonly crash: readonly number[];
  readonly stop: readonly number[];
  readonly pause: readonly number[];
  /** The flow's own faults: node, name, and the event as a word. */
  readonly own: readonly {
    readonly node: number;
    readonly name: string;
    readonly event: number;
  }[];
  readonly cuts: readonly LinkName[];
  readonly disconnect: readonly LinkName[];
  readonly halfOpen: readonly LinkName[];
  readonly onMessage: (fault: MessageFault, flight: FlightWord) => boolean;
}

/** Throws when a kind or a target does not exist in the system, and names those that do. */
export function planFaults(lexicon: Lexicon, kinds: readonly FaultKind[]): FaultPlan {
  const { system, network } = lexicon;
  for (const kind of kinds) check(system, kind);
  const targets = (wanted: string): FaultKind[] => kinds.filter(({ kind }) => kind === wanted);
  const nodes = (wanted: string): number[] => {
    const named = targets(wanted).map(({ target }) => target);
    const ids = system.nodes.map(({ id }) => id);
    return ids.filter((id) => named.includes(undefined) || named.includes(id)).map(indexOf);
  };
  const indexOf = (node: NodeId): number => network.nodeIndex(node);
  const links = (wanted: string, of: readonly LinkKind[]): LinkName[] =>
    targets(wanted).flatMap(({ target }) => (target ? [target] : bothWays(system, of)));
  const own = system.nodes.flatMap(({ id, faults = [] }) =>
    faults
      .filter((event) => targets(event).some(({ target }) => target === undefined || target === id))
      .map((name) => ({
        node: indexOf(id),
        name,
        event: lexicon.event({ type: name, from: '', op: '' } as MachineEvent, ''),
      })),
  );
  const onMessage = (fault: MessageFault, flight: FlightWord): boolean => {
    if (flight.link === 'local') return false;
    if (fault === 'duplicate' && flight.link === 'stream') return false;
    if (fault === 'fail' && !canFail(system, flight)) return false;
    const isNumbered = fault === 'duplicate' && network.isNumbered(flight.fromNode, flight.toNode);
    const fitting = targets(fault).filter(({ target }) => target !== undefined || !isNumbered);
    if (fitting.some(({ target }) => fits(target, fault, flight, network))) return true;
    if (fault !== 'fail') return false;
    const callee = network.nodeId(flight.toNode);
    return targets('failNext').some(({ target }) => target === undefined || target === callee);
  };
  return {
    crash: nodes('crash'),
    stop: nodes('stop'),
    pause: nodes('pause'),
    own,
    cuts: links('cut', ['call', 'stream']),
    disconnect: links('disconnect', ['stream']),
    halfOpen: links('halfOpen', ['stream']),
    onMessage,
  };
}

const canFail = (system: System, { isRequest, message }: FlightWord): boolean =>
  isRequest && system.messages[message.type]?.failsAs !== undefined;

function fits(
  target: string | undefined,
  fault: MessageFault,
  { fromNode, toNode, message }: FlightWord,
  network: Network,
): boolean {
  if (target === undefined || target === message.type) return true;
  const from = network.nodeId(fromNode);
  const to = network.nodeId(toNode);
  if (target === to) return true;
  if (target === from) return fault !== 'fail';
  return target === `${from}->${to}` || target === `${from}--${to}` || target === `${to}--${from}`;
}

/** Each pair of nodes that a link of these kinds joins. */
function bothWays(system: System, kinds: readonly LinkKind[]): LinkName[] {
  const names = new Set<LinkName>();
  for (const { from, to, kind } of system.links) {
    if (kinds.includes(kind) && !names.has(`${to}--${from}`)) names.add(`${from}--${to}`);
  }
  return [...names];
}

function check(system: System, { kind, target }: FaultKind): void {
  const nodes = system.nodes.map(({ id }) => id);
  const links = system.links.flatMap(({ from, to }) => [
    `${from}->${to}`,
    `${from}--${to}`,
    `${to}--${from}`,
  ]);
  const types = [...Object.keys(system.messages), 'refused', 'closed'];
  const ownNodes = system.nodes.filter(({ faults }) => faults?.includes(kind)).map(({ id }) => id);
  const own = new Set(system.nodes.flatMap(({ faults = [] }) => faults));
  const known = targetsOf();
  if (known === null) {
    throw new RangeError(
      `There is no fault "${kind}" in this flow. There are ${[...SEARCHED, 'failNext', ...TIMING, ...own].join(', ')}.`,
    );
  }
  if (target !== undefined && !known.includes(target)) {
    throw new RangeError(
      `"${kind}" does not fit "${target}". It fits ${[...new Set(known)].join(', ')}.`,
    );
  }

  function targetsOf(): readonly string[] | null {
    if (ownNodes.length > 0) return ownNodes;
    switch (kind) {
      case 'drop':
      case 'duplicate':
      case 'fail':
      case 'delay':
        return [...types, ...nodes, ...links];
      case 'cut':
      case 'disconnect':
      case 'halfOpen':
      case 'lossy':
        return links;
      case 'slow':
        return [...nodes, ...links];
      case 'crash':
      case 'stop':
      case 'pause':
      case 'skew':
      case 'failNext':
        return nodes;
    }
    return null;
  }
}
