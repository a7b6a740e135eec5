/** Which actors have a stream open between them. */
import type { ActorId } from './system.ts';

export class Streams {
  private readonly peers = new Map<ActorId, Set<ActorId>>();

  open(a: ActorId, b: ActorId): void {
    this.peersOf(a).add(b);
    this.peersOf(b).add(a);
  }

  /** False if there was none. */
  close(a: ActorId, b: ActorId): boolean {
    const was = this.peers.get(a)?.delete(b) === true;
    this.peers.get(b)?.delete(a);
    if (this.peers.get(a)?.size === 0) this.peers.delete(a);
    if (this.peers.get(b)?.size === 0) this.peers.delete(b);
    return was;
  }

  of(actor: ActorId): ActorId[] {
    return [...(this.peers.get(actor) ?? [])];
  }

  private peersOf(actor: ActorId): Set<ActorId> {
    const peers = this.peers.get(actor) ?? new Set();
    this.peers.set(actor, peers);
    return peers;
  }
}
