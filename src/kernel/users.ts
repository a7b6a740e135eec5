/** Users do one thing at a time: acts whose user is busy wait. */
import type { Actor } from './actors.ts';
import type { Agenda, Item } from './agenda.ts';
import type { Ledger } from './ledger.ts';
import type { Nodes } from './nodes.ts';
import type { ActorId, NodeId } from './system.ts';

interface Around {
  readonly ledger: Ledger;
  readonly agenda: Agenda;
  readonly nodes: Nodes;
  readonly live: ReadonlyMap<ActorId, Actor>;
}

export class Users {
  private readonly around: Around;
  private readonly waiting = new Map<NodeId, Item[]>();

  constructor(around: Around) {
    this.around = around;
  }

  /** The act comes later, if its user is busy now. */
  keepsWaiting(node: NodeId, act: Item): boolean {
    if (this.isReady(node)) return false;
    const waiting = [...(this.waiting.get(node) ?? []), act];
    this.waiting.set(node, waiting.sort(byInstant));
    return true;
  }

  /** A user who was busy may be ready again: the act that waited longest goes on. */
  goOn(node: NodeId): void {
    const waiting = this.waiting.get(node);
    if (waiting === undefined || !this.isReady(node)) return;
    const [first, ...rest] = waiting;
    if (rest.length === 0) this.waiting.delete(node);
    else this.waiting.set(node, rest);
    if (first === undefined) return;
    const { ledger, agenda } = this.around;
    agenda.add(ledger.nowUs, first.doing, first.address);
  }

  private isReady(node: NodeId): boolean {
    const { nodes, live } = this.around;
    return live.get(node)?.snapshot.hasTag('ready') === true && !nodes.isPaused(node);
  }
}

function byInstant({ doing: a }: Item, { doing: b }: Item): number {
  return a.kind === 'act' && b.kind === 'act' ? a.act.atUs - b.act.atUs : 0;
}
