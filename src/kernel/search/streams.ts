/** Streams between two actors: what travels each way, in order, as words that never change. */
import { Interner } from './intern.ts';

export interface Stream {
  /** The lower number of the two actors. */
  readonly a: number;
  readonly b: number;
  /** Open: something was sent since it was last closed. Half-open: what is sent is lost, and nobody is told. */
  readonly stands: 'open' | 'half-open' | 'closed';
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
    const { a, b, stands, ab, ba } = stream;
    if (stands === 'closed' && ab.length === 0 && ba.length === 0) return 0;
    return this.words.of(`${a} ${b} ${stands} ${ab.join()} ${ba.join()}`, () => stream);
  }

  /** Opens the stream if need be. `id` may be 0: the two had none. It must not be half-open. */
  withSent(id: number, from: number, to: number, flight: number): number {
    const was = id === 0 ? empty(from, to) : this.at(id);
    const { a, b, ab, ba } = was;
    if (from === a) return this.of({ a, b, stands: 'open', ab: [...ab, flight], ba });
    return this.of({ a, b, stands: 'open', ab, ba: [...ba, flight] });
  }

  /** Takes one flight out, wherever it stands. */
  without(id: number, flight: number): number {
    const { a, b, stands, ab, ba } = this.at(id);
    if (ab.includes(flight)) return this.of({ a, b, stands, ab: less(ab, flight), ba });
    return this.of({ a, b, stands, ab, ba: less(ba, flight) });
  }
}

const empty = (from: number, to: number): Stream => ({
  a: Math.min(from, to),
  b: Math.max(from, to),
  stands: 'closed',
  ab: [],
  ba: [],
});

function less(flights: readonly number[], flight: number): number[] {
  const at = flights.indexOf(flight);
  return flights.filter((_, i) => i !== at);
}
