/**
 * Messages on their way, in one world: those on calls in any order, those on streams in theirs.
 * On a stream, the negative of a message is one that was sent into a cut: it does not arrive, and
 * when it is lost the stream goes with it.
 */
import type { Lexicon } from './lexicon.ts';
import type { Stream, Streams } from './streams.ts';
import type { World } from './world.ts';

export class Traffic {
  private readonly lexicon: Lexicon;
  private readonly streams: Streams;
  private readonly world: World;

  constructor(lexicon: Lexicon, streams: Streams, world: World) {
    this.lexicon = lexicon;
    this.streams = streams;
    this.world = world;
  }

  /** A message sets out; opens its stream. `false`: it is lost with a stream that is no more, or in a cut, and nobody will notice. */
  put(id: number, cut: boolean): boolean {
    const { from, to, link } = this.lexicon.flights.at(id);
    if (link === 'stream') {
      const before = this.find(from, to);
      if (before !== 0 && this.streams.at(before).stands === 'half-open') return false;
      if (this.isUntold(from, to)) return false;
      this.replace(before, this.streams.withSent(before, from, to, cut ? -id : id));
    } else if (!cut) this.world.flights.add(id);
    return link === 'stream' || !cut;
  }

  /** False when it is not there. */
  takeOff(entry: number): boolean {
    const { from, to, link } = this.lexicon.flights.at(Math.abs(entry));
    if (link !== 'stream') return this.world.flights.remove(entry);
    if (!this.carries(entry)) return false;
    const stream = this.find(from, to);
    this.replace(stream, this.streams.without(stream, entry));
    return true;
  }

  /** Whether a stream still has this message on its way. */
  carries(entry: number): boolean {
    const { from, to } = this.lexicon.flights.at(Math.abs(entry));
    const stream = this.find(from, to);
    if (stream === 0) return false;
    const { ab, ba } = this.streams.at(stream);
    return ab.includes(entry) || ba.includes(entry);
  }

  /** A message of a stream that one end has closed was lost: so is all but the word of that. Returns it. */
  spill(from: number, to: number): readonly number[] {
    const id = this.find(from, to);
    if (id === 0 || this.streams.at(id).stands !== 'closed') return NOTHING;
    const { ab, ba } = this.streams.at(id);
    const lost = [...ab, ...ba].filter((entry) => !this.isClosed(entry));
    for (const entry of lost) this.takeOff(entry);
    return lost;
  }

  /**
   * Closes the stream between two actors and returns what was lost with it; null if none is open
   * whose end anybody hears of. Unless it is broken, what `from` sent stays on its way.
   */
  close(from: number, to: number, broken: boolean): readonly number[] | null {
    const id = this.find(from, to);
    if (id === 0) return null;
    const { a, b, stands, ab, ba } = this.streams.at(id);
    if (stands === 'half-open' && !broken) this.replace(id, 0);
    if (stands !== 'open') return null;
    const stays = (sender: number, queue: readonly number[]): readonly number[] =>
      !broken && sender === from ? queue : [];
    this.replace(
      id,
      this.streams.of({ a, b, stands: 'closed', ab: stays(a, ab), ba: stays(b, ba) }),
    );
    if (broken) return [...ab, ...ba];
    return from === a ? ba : ab;
  }

  /** The peer closed the stream, and `actor` does not know yet. */
  isUntold(actor: number, peer: number): boolean {
    return this.queueTo(actor, peer).some((entry) => this.isClosed(entry));
  }

  /** What is on its way to one that is gone is lost: returns it. */
  forsake(actor: number, peer: number): readonly number[] {
    const lost = this.queueTo(actor, peer);
    for (const entry of lost) this.takeOff(entry);
    return lost;
  }

  /** From now on nothing passes, and nobody hears of it. Returns what was lost. */
  closeSilently(from: number, to: number): readonly number[] {
    const id = this.find(from, to);
    const { a, b, ab, ba } = this.streams.at(id);
    this.replace(id, this.streams.of({ a, b, stands: 'half-open', ab: [], ba: [] }));
    return [...ab, ...ba];
  }

  /** The last word on a stream that is closed: it does not open it again. */
  putLast(id: number, cut: boolean): boolean {
    if (cut) return false;
    const { from, to } = this.lexicon.flights.at(id);
    const before = this.find(from, to);
    const { a, b, ab, ba } = this.streams.at(this.streams.withSent(before, from, to, id));
    this.replace(before, this.streams.of({ a, b, stands: 'closed', ab, ba }));
    return true;
  }

  /** What is on streams goes on as `turn` says; what was sent into a cut stays as it is. */
  turn(turn: (flight: number) => number): void {
    const each = (entry: number): number => (entry < 0 ? entry : turn(entry));
    for (const id of this.world.streams.list()) {
      const stream = this.streams.at(id);
      const { ab, ba } = stream;
      this.replace(id, this.streams.of({ ...stream, ab: ab.map(each), ba: ba.map(each) }));
    }
  }

  /** Everything that is on a stream. */
  onStreams(): number[] {
    return this.list().flatMap(({ ab, ba }) => [...ab, ...ba]);
  }

  /** The streams of a world, as words. */
  list(): Stream[] {
    return this.world.streams.list().map((id) => this.streams.at(id));
  }

  private isClosed(entry: number): boolean {
    return this.lexicon.flights.at(Math.abs(entry)).message.type === 'closed';
  }

  private queueTo(actor: number, peer: number): readonly number[] {
    const id = this.find(actor, peer);
    if (id === 0) return NOTHING;
    const { a, ab, ba } = this.streams.at(id);
    return a === actor ? ba : ab;
  }

  private find(x: number, y: number): number {
    const { streams } = this.world;
    for (let i = 0; i < streams.size; i++) {
      const { a, b } = this.streams.at(streams.at(i));
      if ((a === x && b === y) || (a === y && b === x)) return streams.at(i);
    }
    return 0;
  }

  private replace(before: number, after: number): void {
    if (before === after) return;
    if (before !== 0) this.world.streams.remove(before);
    if (after !== 0) this.world.streams.add(after);
  }
}

const NOTHING: readonly number[] = [];
