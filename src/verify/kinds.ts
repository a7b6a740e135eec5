/** The kinds of fault that a search may use in one system, in words. */
import type { Flow } from '../flow/flow.ts';
import { type FaultKind, SEARCHED, TIMING } from '../kernel/search/kinds.ts';
import type { System } from '../kernel/system.ts';
import { capitalised, words } from '../views/words.ts';

/** All that the kernel and the flow offer, where it means something. */
export function everyKind(system: System, over: 'orders' | 'timed'): FaultKind[] {
  const kernel = over === 'orders' ? SEARCHED : [...SEARCHED, ...TIMING];
  return [...kernel, ...ownKinds(system)].map((kind) => ({ kind }));
}

const ownKinds = ({ nodes }: System): Set<string> =>
  new Set(nodes.flatMap(({ faults = [] }) => faults));

export interface KindOffer {
  readonly kind: string;
  readonly title: string;
  readonly explain: string;
  /** It only changes how long things take: a guarantee over orders is not searched with it. */
  readonly timing: boolean;
  /** Where it may strike, if not anywhere. */
  readonly targets: readonly { readonly id: string; readonly title: string }[];
}

/** The kinds of fault that can strike in this system, the flow's own last. */
export function kindOffers(flow: Flow, system: System): KindOffer[] {
  const hasStreams = system.links.some(({ kind }) => kind === 'stream');
  const canFail = Object.values(system.messages).some(({ failsAs }) => failsAs !== undefined);
  const titles = new Map(
    system.nodes.map((node) => [node.id, 'title' in node ? String(node.title) : node.id]),
  );
  const onNodes = (ids: readonly string[]): KindOffer['targets'] =>
    ids.map((id) => ({ id, title: titles.get(id) ?? id }));
  const nodes = onNodes(system.nodes.map(({ id }) => id));
  const links = linksOf(system).map(([from, to]) => ({
    id: `${from}--${to}`,
    title: `${titles.get(from)} – ${titles.get(to)}`,
  }));
  const kernel = (Object.keys(KINDS) as KernelKind[])
    .filter((kind) => hasStreams || (kind !== 'disconnect' && kind !== 'halfOpen'))
    .filter((kind) => canFail || kind !== 'fail')
    .map((kind): KindOffer => {
      const [title, explain, strikes] = KINDS[kind];
      const timing = (TIMING as readonly string[]).includes(kind);
      return { kind, title, explain, timing, targets: strikes === 'links' ? links : nodes };
    });
  const own = [...ownKinds(system)].map((kind): KindOffer => {
    const spec = flow.faults[kind];
    const at = system.nodes.filter(({ faults }) => faults?.includes(kind)).map(({ id }) => id);
    const title = spec?.title ?? capitalised(words(kind));
    return { kind, title, explain: spec?.explain ?? '', timing: false, targets: onNodes(at) };
  });
  return [...kernel, ...own];
}

type KernelKind = (typeof SEARCHED)[number] | (typeof TIMING)[number];

const KINDS: Readonly<Record<KernelKind, readonly [string, string, 'nodes' | 'links']>> = {
  crash: ['Crash', 'A node loses what it holds in memory, and starts again.', 'nodes'],
  drop: ['Drop', 'A message is lost on its way to or from a node.', 'nodes'],
  duplicate: ['Duplicate', 'A message arrives twice.', 'nodes'],
  fail: ['Fail', 'A request is not carried out, and its error comes back.', 'nodes'],
  stop: ['Stop', 'A node is gone for good.', 'nodes'],
  pause: ['Pause', 'A node does nothing for a while, and does not know it.', 'nodes'],
  cut: ['Cut', 'Nothing passes a link for a while.', 'links'],
  disconnect: ['Disconnect', 'The open streams of a link are closed.', 'links'],
  halfOpen: ['Half-open', 'The open streams of a link go silent, and nobody is told.', 'links'],
  delay: ['Delay', 'A message comes late.', 'nodes'],
  slow: ['Slow', 'A node or the links at it become slower.', 'nodes'],
  lossy: ['Lossy', 'A link loses a part of its messages.', 'links'],
  skew: ['Skew', 'The clock of a node is set ahead or back.', 'nodes'],
};

/** Each pair of nodes that messages cross between. */
function linksOf(system: System): [string, string][] {
  const pairs = new Map<string, [string, string]>();
  for (const { from, to, kind } of system.links) {
    if (kind !== 'local' && !pairs.has(`${to}--${from}`)) pairs.set(`${from}--${to}`, [from, to]);
  }
  return [...pairs.values()];
}
