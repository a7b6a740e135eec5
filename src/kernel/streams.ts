/** Which actors have a stream open between them, and which of these streams are half-open. */

import { covers } from './links.ts';
import type { LinkName } from './schedule.ts';
import { type ActorId, nodeOf } from './system.ts';

export class Streams {
  /** By actor: its peers, and whether the stream still carries anything. */
  private readonly peers = new Map<ActorId, Map<ActorId, 'carries' | 'half-open'>>();

  open(a: ActorId, b: ActorId): void {
    if (this.peers.get(a)?.has(b) === true) return;
    this.set(a, b, 'carries');
  }

  isHalfOpen(a: ActorId, b: ActorId): boolean {
    return this.peers.get(a)?.get(b) === 'half-open';
  }

  breakSilently(a: ActorId, b: ActorId): void {
    this.set(a, b, 'half-open');
  }

  /** Returns how it stood; `undefined` if there was none. */
  close(a: ActorId, b: ActorId): 'carries' | 'half-open' | undefined {
    const stood = this.peers.get(a)?.get(b);
    this.forget(a, b);
    this.forget(b, a);
    return stood;
  }

  of(actor: ActorId): ActorId[] {
    return [...(this.peers.get(actor)?.keys() ?? [])];
  }

  /** The streams on a link, each once. A link named one way covers the streams of both. */
  on(link: LinkName): [ActorId, ActorId][] {
    return [...this.peers].flatMap(([a, peers]) =>
      [...peers.keys()]
        .filter(
          (b) =>
            a < b && (covers(link, nodeOf(a), nodeOf(b)) || covers(link, nodeOf(b), nodeOf(a))),
        )
        .map((b): [ActorId, ActorId] => [a, b]),
    );
  }

  private set(a: ActorId, b: ActorId, how: 'carries' | 'half-open'): void {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const peers = this.peers.get(x) ?? new Map<ActorId, 'carries' | 'half-open'>();
      this.peers.set(x, peers.set(y, how));
    }
  }

  private forget(a: ActorId, b: ActorId): void {
    const peers = this.peers.get(a);
    peers?.delete(b);
    if (peers?.size === 0) this.peers.delete(a);
  }
}
