/** The network: which way a message takes, how long it needs, and what faults do to it on the way. */
import type { Luck } from './chance.ts';
import type { SendEntry } from './entry.ts';
import type { LinkFault, LinkName } from './schedule.ts';
import type { Way } from './streams.ts';
import { type LinkSpec, type NodeId, nodeOf, type System } from './system.ts';
import type { Micros } from './time.ts';

export interface Link {
  readonly spec: LinkSpec;
  readonly name: LinkName;
  /** Until when earlier sized messages keep the link busy. */
  busyUntilUs: Micros;
}

export interface Passage {
  readonly arriveAtUs: Micros;
  readonly lost: 'cut' | 'lossy' | null;
}

export class Links {
  /** By the node that sends, and the one that receives. */
  private readonly links = new Map<NodeId, Map<NodeId, Link>>();
  private readonly faults = new Set<LinkFault>();
  private readonly luck: Luck;

  constructor(specs: readonly LinkSpec[], luck: Luck) {
    this.luck = luck;
    for (const spec of specs) this.add(spec);
  }

  /** Of a node with itself a local one. Throws if two nodes have none: a flow's error. */
  between(from: NodeId, to: NodeId): Link {
    const link = this.links.get(from)?.get(to);
    if (link !== undefined) return link;
    if (from === to) return this.add({ from, to, kind: 'local', latencyUs: 0 });
    throw new Error(`There is no link from "${from}" to "${to}". Add it to the flow's links.`);
  }

  /** Takes a link's rate; consumes chance keyed by the message's address when there is jitter or loss. */
  pass(
    link: Link,
    message: {
      readonly address: string;
      /** Of its stream; `null`: the message travels by itself. */
      readonly way: Way | null;
      readonly sizeBytes: number;
      readonly slowdown: number;
      /** By a fault on this very message. On a stream those behind it wait too. */
      readonly delayUs?: Micros;
    },
    nowUs: Micros,
  ): Passage {
    const { spec } = link;
    const { way } = message;
    let latencyUs = spec.latencyUs * message.slowdown;
    if (spec.jitterUs !== undefined && spec.jitterUs > 0) {
      latencyUs += (2 * this.luck.draw('latency', message.address) - 1) * spec.jitterUs;
    }
    let lost: Passage['lost'] = null;
    for (const fault of this.faults) {
      if (!covers(fault.link, spec.from, spec.to)) continue;
      if (fault.kind === 'cut') lost = 'cut';
      else if (fault.kind === 'slow') latencyUs *= fault.factor;
      else if (fault.kind === 'lossy' && this.luck.draw('loss', message.address) < fault.rate)
        lost ??= 'lossy';
    }
    let readyUs = nowUs;
    if (spec.bytesPerSecond !== undefined && message.sizeBytes > 0) {
      const startUs = Math.max(nowUs, link.busyUntilUs);
      readyUs = startUs + Math.round((message.sizeBytes / spec.bytesPerSecond) * 1_000_000);
      link.busyUntilUs = readyUs;
    }
    let arriveAtUs = readyUs + Math.max(0, Math.round(latencyUs)) + (message.delayUs ?? 0);
    if (way !== null) {
      arriveAtUs = Math.max(arriveAtUs, way.lastArrivalUs);
      way.lastArrivalUs = arriveAtUs;
    }
    return { arriveAtUs, lost };
  }

  begin(fault: LinkFault): void {
    this.faults.add(fault);
  }

  end(fault: LinkFault): void {
    this.faults.delete(fault);
  }

  private add(spec: LinkSpec): Link {
    const link: Link = { spec, name: `${spec.from}->${spec.to}`, busyUntilUs: 0 };
    const others = this.links.get(spec.from) ?? new Map<NodeId, Link>();
    this.links.set(spec.from, others.set(spec.to, link));
    return link;
  }
}

/** `api->db` covers one way, `api--db` both. */
export function covers(link: LinkName, from: NodeId, to: NodeId): boolean {
  return link === `${from}->${to}` || link === `${from}--${to}` || link === `${to}--${from}`;
}

/**
 * Whether what travels there is numbered, on a stream (or to open one) or in a session: then nothing
 * is repeated on the way, and a copy is made only where a run asks for it.
 */
export const isNumbered = ({ kind, session }: LinkSpec): boolean =>
  kind === 'stream' || session === true;

/** The same of a message; false where no link joins the two. */
export const travelsNumbered = (
  { links }: Pick<System, 'links'>,
  { from, to }: Pick<SendEntry, 'from' | 'to'>,
): boolean =>
  links.some((link) => link.from === nodeOf(from) && link.to === nodeOf(to) && isNumbered(link));
