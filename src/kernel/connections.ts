/** How streams open, break and end, and who is told. */
import type { Flight } from './agenda.ts';
import type { EntryId, Loss } from './entry.ts';
import type { LinkName } from './schedule.ts';
import { isUntold, otherEnd, type Stream, Streams, type Way, wayFrom } from './streams.ts';
import type { ActorId } from './system.ts';

interface Around {
  readonly isAlive: (actor: ActorId) => boolean;
  readonly lose: (flight: Flight, why: Loss, cause: EntryId) => void;
  /** Sends `closed`. */
  readonly tell: (from: ActorId, to: ActorId, cause: EntryId) => void;
}

export class Connections {
  readonly streams = new Streams();
  private readonly around: Around;

  constructor(around: Around) {
    this.around = around;
  }

  /** A message sets out on the stream between the two; opens it if need be, unless what is sent is lost with a stream that is no more. */
  carry(from: ActorId, to: ActorId, type: string): { stream: Stream; doomed: Flight['doomed'] } {
    const stream = this.streams.ensure(from, to);
    if (type === 'closed') return { stream, doomed: null };
    if (stream.stands === 'half-open') return { stream, doomed: 'half-open' };
    if (isUntold(stream, from)) return { stream, doomed: 'stream closed' };
    stream.stands = 'open';
    return { stream, doomed: null };
  }

  /** Whether the two have a stream, half-open or not. What closed it may still be on its way. */
  isStreaming(actor: ActorId, peer: ActorId): boolean {
    return (this.streams.between(actor, peer)?.stands ?? 'closed') !== 'closed';
  }

  /** An actor closes its stream: what it sent before still arrives, then the peer gets `closed`. */
  close(actor: ActorId, peer: ActorId, cause: EntryId): void {
    const stream = this.streams.between(actor, peer);
    // What the peer closed is closed, and what it opened since is another stream.
    if (stream !== undefined && !isUntold(stream, actor)) this.end(stream, actor, cause);
  }

  /** The actor is no more. */
  leave(actor: ActorId, cause: EntryId): void {
    for (const stream of this.streams.of(actor)) {
      this.end(stream, actor, cause);
      this.lose(wayFrom(stream, otherEnd(stream, actor)), 'stream closed', cause);
    }
  }

  /**
   * Nothing more passes between the two, and both hear of it. On a half-open stream nobody hears
   * anything; of one that an end has closed only this word still arrives.
   */
  break(stream: Stream, cause: EntryId): void {
    const { a, b, stands, ab, ba } = stream;
    if (stands === 'half-open') return;
    this.lose(ab, 'stream closed', cause, stands === 'closed');
    this.lose(ba, 'stream closed', cause, stands === 'closed');
    if (stands === 'closed') return;
    this.tell(a, b, cause);
    this.tell(b, a, cause);
    this.closed(stream);
  }

  breakOn(link: LinkName, cause: EntryId): void {
    for (const stream of this.streams.on(link)) this.break(stream, cause);
  }

  /** From now on the open streams on a link lose everything, and nobody is told. */
  silence(link: LinkName, cause: EntryId): void {
    for (const stream of this.streams.on(link)) {
      if (stream.stands !== 'open') continue;
      stream.stands = 'half-open';
      this.lose(stream.ab, 'half-open', cause);
      this.lose(stream.ba, 'half-open', cause);
    }
  }

  private end(stream: Stream, actor: ActorId, cause: EntryId): void {
    if (stream.stands === 'open') {
      const peer = otherEnd(stream, actor);
      this.lose(wayFrom(stream, peer), 'stream closed', cause);
      this.tell(actor, peer, cause);
    }
    this.closed(stream);
  }

  private closed(stream: Stream): void {
    stream.stands = 'closed';
    this.streams.tidy(stream);
  }

  private tell(from: ActorId, to: ActorId, cause: EntryId): void {
    // Whoever bears the name of one that is gone later on has nothing to do with its streams.
    if (this.around.isAlive(to)) this.around.tell(from, to, cause);
  }

  /** All that is on its way; nothing of it holds up what is sent later. */
  private lose(way: Way, why: Loss, cause: EntryId, butClosed = false): void {
    for (const flight of Array.from(way.flights)) {
      if (butClosed && flight.entry.event.type === 'closed') continue;
      this.around.lose(flight, why, cause);
    }
    way.lastArrivalUs = way.flights.at(-1)?.entry.dueUs ?? 0;
  }
}
