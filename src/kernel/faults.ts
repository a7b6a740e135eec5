/** What the faults on nodes and links do, and how they end. Those on messages are in post.ts. */
import type { Agenda } from './agenda.ts';
import type { EntryId } from './entry.ts';
import type { Ledger } from './ledger.ts';
import type { Nodes } from './nodes.ts';
import type { Post } from './post.ts';
import type { Fault, MessageFault, OwnFault, Schedule } from './schedule.ts';
import type { ActorId, NodeId } from './system.ts';

interface Around {
  readonly ledger: Ledger;
  readonly agenda: Agenda;
  readonly nodes: Nodes;
  readonly post: Post;
  /** Removes the actors of a node and says which they were. */
  readonly kill: (node: NodeId) => ActorId[];
  readonly contextOf: (actor: ActorId) => unknown;
  readonly boot: (node: NodeId, cause: EntryId) => void;
  readonly wake: (node: NodeId) => void;
  readonly own: (fault: OwnFault, index: number, cause: EntryId) => void;
}

type Placed = Exclude<Fault, MessageFault>;

/**
 * What an order calls a fault: `crash cache` when it begins, `restart cache` when it ends; from
 * the second of its name on `crash cache#2`.
 */
const ENDS: Readonly<Record<string, string>> = { crash: 'restart', pause: 'resume', cut: 'heal' };

export class Faults {
  private readonly around: Around;
  private readonly counts = new Map<string, number>();

  constructor(schedule: Schedule, around: Around) {
    this.around = around;
    schedule.faults.forEach((fault, index) => {
      if (!('message' in fault)) {
        around.agenda.add(fault.atUs, { kind: 'fault', index, phase: 'begin' });
      }
    });
  }

  begin(fault: Placed, index: number): void {
    this.strike(fault, index);
    this.happened(fault.kind === 'own' ? fault.event : fault.kind, fault);
  }

  end(fault: Placed, index: number): void {
    this.lift(fault, index);
    this.happened(ENDS[fault.kind] ?? `end of ${fault.kind}`, fault);
  }

  private strike(fault: Placed, index: number): void {
    const { ledger, agenda, nodes, post } = this.around;
    const cause = ledger.write({ kind: 'fault', cause: -1, index, fault, phase: 'begin' });
    const lasts = (spanUs: number): void =>
      agenda.add(ledger.nowUs + spanUs, { kind: 'fault', index, phase: 'end' });
    switch (fault.kind) {
      case 'cut':
      case 'lossy':
        post.beginLinkFault(fault, cause);
        lasts(fault.forUs);
        return;
      case 'disconnect':
      case 'halfOpen':
        post.beginLinkFault(fault, cause);
        return;
      case 'slow':
        if ('link' in fault) post.beginLinkFault(fault, cause);
        else nodes.slow(fault.node, fault.factor);
        lasts(fault.forUs);
        return;
      case 'crash':
        this.crash(fault.node, cause);
        lasts(fault.downForUs);
        return;
      case 'stop':
        this.crash(fault.node, cause);
        return;
      case 'pause':
        nodes.pause(fault.node);
        ledger.write({ kind: 'pause', cause, node: fault.node });
        lasts(fault.forUs);
        return;
      case 'skew':
        nodes.skew(fault.node, fault.byUs);
        return;
      case 'failNext':
        nodes.failNext(fault.node);
        return;
      case 'own':
        this.around.own(fault, index, cause);
        return;
    }
  }

  private lift(fault: Placed, index: number): void {
    const { ledger, nodes, post, boot } = this.around;
    const cause = ledger.write({ kind: 'fault', cause: -1, index, fault, phase: 'end' });
    switch (fault.kind) {
      case 'cut':
      case 'lossy':
        post.endLinkFault(fault);
        return;
      case 'slow':
        if ('link' in fault) post.endLinkFault(fault);
        else nodes.slow(fault.node, 1 / fault.factor);
        return;
      case 'crash':
        if (!nodes.isDown(fault.node)) return;
        nodes.restart(fault.node);
        boot(fault.node, ledger.write({ kind: 'up', cause, node: fault.node }));
        return;
      case 'pause':
        this.resume(fault.node, cause);
        return;
      case 'disconnect':
      case 'halfOpen':
      case 'stop':
      case 'skew':
      case 'failNext':
      case 'own':
        return;
    }
  }

  private happened(name: string, fault: Placed): void {
    const address = `${name} ${'link' in fault ? fault.link : fault.node}`;
    const n = (this.counts.get(address) ?? 0) + 1;
    this.counts.set(address, n);
    this.around.agenda.happened(n === 1 ? address : `${address}#${n}`, this.around.ledger.nowUs);
  }

  private crash(node: NodeId, cause: EntryId): void {
    const { ledger, nodes, post, kill, contextOf } = this.around;
    if (nodes.isDown(node)) return;
    nodes.crash(node, contextOf(node));
    ledger.write({ kind: 'down', cause, node });
    post.crash(node, kill(node), cause);
    ledger.see({ kind: 'down', node }, cause);
  }

  private resume(node: NodeId, cause: EntryId): void {
    const { ledger, agenda, nodes, wake } = this.around;
    ledger.write({ kind: 'resume', cause, node });
    for (const { doing, address } of nodes.resume(node)) agenda.add(ledger.nowUs, doing, address);
    wake(node);
  }
}
