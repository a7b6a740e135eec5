/** The streams between actors: how each stands, and what travels on it, in order. */
import type { Flight } from './agenda.ts';
import { covers } from './links.ts';
import type { LinkName } from './schedule.ts';
import { type ActorId, nodeOf } from './system.ts';
import type { Micros } from './time.ts';

export interface Stream {
  readonly a: ActorId;
  readonly b: ActorId;
  /** Open: something was sent since it was last closed. Half-open: what is sent is lost, and nobody is told. */
  stands: 'open' | 'half-open' | 'closed';
  readonly ab: Way;
  readonly ba: Way;
}

/** A stream in one direction. */
export interface Way {
  /** On their way, in the order of sending. */
  readonly flights: Flight[];
  /** When the last that was sent arrives: what is sent later does not overtake it. */
  lastArrivalUs: Micros;
}

export class Streams {
  /** By each of the two actors. A stream that is closed and carries nothing is forgotten. */
  private readonly peers = new Map<ActorId, Map<ActorId, Stream>>();

  between(a: ActorId, b: ActorId): Stream | undefined {
    return this.peers.get(a)?.get(b);
  }

  /** Makes one that is closed where there is none. */
  ensure(a: ActorId, b: ActorId): Stream {
    const known = this.between(a, b);
    if (known !== undefined) return known;
    const stream: Stream = { a, b, stands: 'closed', ab: emptyWay(), ba: emptyWay() };
    this.set(a, b, stream);
    this.set(b, a, stream);
    return stream;
  }

  of(actor: ActorId): Stream[] {
    return [...(this.peers.get(actor)?.values() ?? [])];
  }

  /** Those on a link. A link named one way covers the streams of both. */
  on(link: LinkName): Stream[] {
    const covered = ({ a, b }: Stream): boolean =>
      covers(link, nodeOf(a), nodeOf(b)) || covers(link, nodeOf(b), nodeOf(a));
    return [...this.peers].flatMap(([actor, streams]) =>
      [...streams.values()].filter((each) => each.a === actor && covered(each)),
    );
  }

  /** A message left its stream: it arrived or was lost. Returns the one that is next to arrive and was due before. */
  takeOff(flight: Flight, stream: Stream): Flight | undefined {
    const queue = wayFrom(stream, flight.entry.from).flights;
    const at = queue[0] === flight ? 0 : queue.indexOf(flight);
    if (at >= 0) queue.splice(at, 1);
    this.tidy(stream);
    if (queue.length === 0) return undefined;
    const next = queue.find(blocks);
    return next?.stopped === true ? next : undefined;
  }

  tidy({ a, b, stands, ab, ba }: Stream): void {
    if (stands !== 'closed' || ab.flights.length > 0 || ba.flights.length > 0) return;
    this.forget(a, b);
    this.forget(b, a);
  }

  private set(a: ActorId, b: ActorId, stream: Stream): void {
    const streams = this.peers.get(a) ?? new Map<ActorId, Stream>();
    this.peers.set(a, streams.set(b, stream));
  }

  private forget(a: ActorId, b: ActorId): void {
    const streams = this.peers.get(a);
    streams?.delete(b);
    if (streams?.size === 0) this.peers.delete(a);
  }
}

const emptyWay = (): Way => ({ flights: [], lastArrivalUs: 0 });

/** The direction in which an actor sends. */
export const wayFrom = ({ a, ab, ba }: Stream, from: ActorId): Way => (from === a ? ab : ba);

export const otherEnd = ({ a, b }: Stream, actor: ActorId): ActorId => (actor === a ? b : a);

/** The peer closed the stream, and the actor does not know yet. */
export function isUntold(stream: Stream, actor: ActorId): boolean {
  const { flights } = wayFrom(stream, otherEnd(stream, actor));
  return flights.some(({ entry }) => entry.event.type === 'closed');
}

/** Whether it has to wait for one that was sent before it on its stream. */
export function isBehind(flight: Flight): boolean {
  const { stream, doomed, entry } = flight;
  if (stream === null || doomed !== null) return false;
  const { flights } = wayFrom(stream, entry.from);
  return flights[0] !== flight && flights.find(blocks) !== flight;
}

/** What is lost with a stream that is no more keeps nobody waiting. */
const blocks = ({ doomed }: Flight): boolean =>
  doomed !== 'half-open' && doomed !== 'stream closed';
