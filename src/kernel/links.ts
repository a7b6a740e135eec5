/** The network: which way a message takes, how long it needs, and what faults do to it on the way. */
import { chance } from './chance.ts';
import type { LinkFault, LinkName } from './schedule.ts';
import type { LinkSpec, NodeId } from './system.ts';
import type { Micros } from './time.ts';

interface Link {
  readonly spec: LinkSpec;
  /** Until when earlier sized messages keep the link busy. */
  busyUntilUs: Micros;
}

export interface Passage {
  readonly spec: LinkSpec;
  readonly arriveAtUs: Micros;
  readonly lost: 'cut' | 'lossy' | null;
}

export class Links {
  private readonly links = new Map<string, Link>();
  private readonly faults = new Set<LinkFault>();
  /** On a stream: when the last message so far arrives, by its two actors. */
  private readonly lastArrivalUs = new Map<string, Micros>();
  private readonly seed: number;

  constructor(specs: readonly LinkSpec[], seed: number) {
    this.seed = seed;
    for (const spec of specs) this.links.set(`${spec.from}->${spec.to}`, { spec, busyUntilUs: 0 });
  }

  /** Throws if the two nodes have no link: a flow's error. */
  spec(from: NodeId, to: NodeId): LinkSpec {
    const link = this.links.get(`${from}->${to}`);
    if (link === undefined) {
      throw new Error(`There is no link from "${from}" to "${to}". Add it to the flow's links.`);
    }
    return link.spec;
  }

  /** Takes a link's rate; consumes chance keyed by the message's address when there is jitter or loss. */
  pass(
    from: NodeId,
    to: NodeId,
    message: {
      readonly address: string;
      /** On a stream: its two actors. Empty: the message travels by itself. */
      readonly channel: string;
      readonly sizeBytes: number;
      readonly slowdown: number;
      /** By a fault on this very message. On a stream those behind it wait too. */
      readonly delayUs?: Micros;
    },
    nowUs: Micros,
  ): Passage {
    const link = this.links.get(`${from}->${to}`);
    if (link === undefined) throw new Error(`There is no link from "${from}" to "${to}".`);
    const { spec } = link;
    let latencyUs = spec.latencyUs * message.slowdown;
    if (spec.jitterUs !== undefined && spec.jitterUs > 0) {
      latencyUs += (2 * chance(this.seed, 'latency', message.address) - 1) * spec.jitterUs;
    }
    let lost: Passage['lost'] = null;
    for (const fault of this.faults) {
      if (!covers(fault.link, from, to)) continue;
      if (fault.kind === 'cut') lost = 'cut';
      else if (fault.kind === 'slow') latencyUs *= fault.factor;
      else if (fault.kind === 'lossy' && chance(this.seed, 'loss', message.address) < fault.rate)
        lost ??= 'lossy';
    }
    let readyUs = nowUs;
    if (spec.bytesPerSecond !== undefined && message.sizeBytes > 0) {
      const startUs = Math.max(nowUs, link.busyUntilUs);
      readyUs = startUs + Math.round((message.sizeBytes / spec.bytesPerSecond) * 1_000_000);
      link.busyUntilUs = readyUs;
    }
    let arriveAtUs = readyUs + Math.max(0, Math.round(latencyUs)) + (message.delayUs ?? 0);
    if (message.channel !== '') {
      arriveAtUs = Math.max(arriveAtUs, this.lastArrivalUs.get(message.channel) ?? 0);
      this.lastArrivalUs.set(message.channel, arriveAtUs);
    }
    return { spec, arriveAtUs, lost };
  }

  forgetChannel(channel: string): void {
    this.lastArrivalUs.delete(channel);
  }

  begin(fault: LinkFault): void {
    this.faults.add(fault);
  }

  end(fault: LinkFault): void {
    this.faults.delete(fault);
  }
}

/** `api->db` covers one way, `api--db` both. */
export function covers(link: LinkName, from: NodeId, to: NodeId): boolean {
  return link === `${from}->${to}` || link === `${from}--${to}` || link === `${to}--${from}`;
}
