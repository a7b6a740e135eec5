/** How streams break and end in one world, and who is told. The meaning is that of the kernel's connections.ts. */
import { covers } from '../links.ts';
import type { LinkName } from '../schedule.ts';
import type { Lexicon } from './lexicon.ts';
import type { Play } from './play.ts';
import type { Stream } from './streams.ts';

export class Connections {
  private readonly play: Play;
  private readonly lexicon: Lexicon;

  constructor(play: Play, lexicon: Lexicon) {
    this.play = play;
    this.lexicon = lexicon;
  }

  /** An actor closes its stream: what it sent before still arrives, then the peer gets `closed`. */
  close(actor: number, peer: number): void {
    // What the peer closed is closed, and what it opened since is another stream.
    if (!this.play.traffic.isUntold(actor, peer)) this.end(actor, peer);
  }

  /** The actor is no more. */
  leave(actor: number): void {
    const { traffic } = this.play;
    for (const { a, b } of traffic.list()) {
      if (a !== actor && b !== actor) continue;
      const peer = a === actor ? b : a;
      this.end(actor, peer);
      this.gone(traffic.forsake(actor, peer));
    }
  }

  /**
   * Everything between the two is lost, and both hear of it; unless nobody hears anything there.
   * Of a stream that an end has closed only this word still arrives.
   */
  break(a: number, b: number): void {
    const lost = this.play.traffic.close(a, b, true);
    if (lost === null) return this.gone(this.play.traffic.spill(a, b));
    this.gone(lost);
    this.tell(a, b);
    this.tell(b, a);
  }

  breakOn(link: LinkName): void {
    for (const { a, b } of this.on(link)) this.break(a, b);
  }

  /** From now on the open streams on a link lose everything, and nobody is told. */
  silence(link: LinkName): void {
    for (const { a, b } of this.on(link)) this.gone(this.play.traffic.closeSilently(a, b));
  }

  /** The open streams on a link. A link named one way covers those of both. */
  on(link: LinkName): Stream[] {
    const { actors, network } = this.lexicon;
    return this.play.traffic.list().filter(({ a, b, stands }) => {
      const x = network.nodeId(actors.at(a).node);
      const y = network.nodeId(actors.at(b).node);
      return stands === 'open' && (covers(link, x, y) || covers(link, y, x));
    });
  }

  private end(actor: number, peer: number): void {
    const lost = this.play.traffic.close(actor, peer, false);
    if (lost === null) return;
    this.gone(lost);
    this.tell(actor, peer);
  }

  private tell(from: number, to: number): void {
    // Whoever bears the name of one that is gone later on has nothing to do with its streams.
    if (this.play.find(to) !== 0) this.play.sayClosed(from, to);
  }

  private gone(entries: readonly number[]): void {
    for (const entry of entries) this.play.observer?.gone(Math.abs(entry));
  }
}
