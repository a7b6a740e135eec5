/** Links as lines: one for both directions, with the faults that act on it and what it carries. */
import type { LinkFault } from '../kernel/schedule.ts';
import { type LinkKind, type NodeId, nodeOf } from '../kernel/system.ts';
import type { World } from '../kernel/world.ts';
import type { Scene } from './scene.ts';

export interface LinkView {
  /** `api--db`: also the name that a fault on both ways bears. */
  readonly id: string;
  readonly from: NodeId;
  readonly to: NodeId;
  readonly kind: LinkKind;
  /** Whether messages also go from `to` to `from`. */
  readonly bothWays: boolean;
  readonly faults: readonly LinkFaultView[];
  /** How many messages are on their way, from `from` to `to` and back. */
  readonly forth: number;
  readonly back: number;
}

export interface LinkFaultView {
  /** Its place in the run's faults. */
  readonly index: number;
  readonly kind: LinkFault['kind'];
  readonly way: 'both' | 'forth' | 'back';
  /** `cut`, `10× slower`, `loses 30 %`. */
  readonly words: string;
}

/** In the order in which the plan names them first. */
export function linkViews({ compiled }: Scene, world: World): LinkView[] {
  const carried = new Map<string, number>();
  for (const { from, to } of world.inFlight.values()) {
    const way = `${nodeOf(from)}->${nodeOf(to)}`;
    carried.set(way, (carried.get(way) ?? 0) + 1);
  }
  const views = new Map<string, LinkView>();
  for (const { from, to, kind } of compiled.plan.links) {
    const opposite = views.get(`${to}--${from}`);
    if (opposite !== undefined) {
      views.set(opposite.id, { ...opposite, bothWays: true });
      continue;
    }
    const id = `${from}--${to}`;
    views.set(id, {
      id,
      from,
      to,
      kind,
      bothWays: false,
      faults: faultsOn(world, from, to),
      forth: carried.get(`${from}->${to}`) ?? 0,
      back: carried.get(`${to}->${from}`) ?? 0,
    });
  }
  return [...views.values()];
}

function faultsOn(world: World, from: NodeId, to: NodeId): LinkFaultView[] {
  return [...world.faults.values()].flatMap(({ index, fault }) => {
    // A link that was disconnected at some instant is whole: only what lasts acts on it now.
    if (!('link' in fault) || !('forUs' in fault)) return [];
    const way = wayOf(fault.link, from, to);
    return way === undefined ? [] : [{ index, kind: fault.kind, way, words: wordsOf(fault) }];
  });
}

function wayOf(link: string, from: NodeId, to: NodeId): LinkFaultView['way'] | undefined {
  if (link === `${from}--${to}` || link === `${to}--${from}`) return 'both';
  if (link === `${from}->${to}`) return 'forth';
  return link === `${to}->${from}` ? 'back' : undefined;
}

function wordsOf(fault: LinkFault): string {
  switch (fault.kind) {
    case 'cut':
      return 'cut';
    case 'slow':
      return `${fault.factor}× slower`;
    case 'lossy':
      return `loses ${Math.round(fault.rate * 100)} %`;
    case 'disconnect':
      return 'disconnected';
    case 'halfOpen':
      return 'half-open';
  }
}
