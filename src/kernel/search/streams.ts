/** Streams between two actors: what travels each way, in order, as words that never change. */
import { Interner } from './intern.ts';

export interface Stream {
  /** The lower number of the two actors. */
  readonly a: number;
  readonly b: number;
  /** Something was sent since it was last closed. */
  readonly open: boolean;
  /** Flights from a to b, the next to arrive first. */
  readonly ab: readonly number[];
  readonly ba: readonly number[];
}

export class Streams {
  private readonly words = new Interner<Stream>();

  at(id: number): Stream {
    return this.words.at(id);
  }

  /** 0 for a closed stream that carries nothing. */
  of(stream: Stream): number {
    const { a, b, open, ab, ba } = stream;
    if (!open && ab.length === 0 && ba.length === 0) return 0;
    return this.words.of(`${a} ${b} ${open} ${ab.join()} ${ba.join()}`, () => stream);
  }

  /** Opens the stream if need be. `id` may be 0: the two had none. */
  withSent(id: number, from: number, to: number, flight: number): number {
    const was = id === 0 ? empty(from, to) : this.at(id);
    const { a, b, ab, ba } = was;
    if (from === a) return this.of({ a, b, open: true, ab: [...ab, flight], ba });
    return this.of({ a, b, open: true, ab, ba: [...ba, flight] });
  }

  /** Takes one flight out, wherever it stands. */
  without(id: number, flight: number): number {
    const { a, b, open, ab, ba } = this.at(id);
    if (ab.includes(flight)) return this.of({ a, b, open, ab: less(ab, flight), ba });
    return this.of({ a, b, open, ab, ba: less(ba, flight) });
  }
}

const empty = (from: number, to: number): Stream => ({
  a: Math.min(from, to),
  b: Math.max(from, to),
  open: false,
  ab: [],
  ba: [],
});

function less(flights: readonly number[], flight: number): number[] {
  const at = flights.indexOf(flight);
  return flights.filter((_, i) => i !== at);
}
