/**
 * One state of the search, unpacked to be changed, and its form as a run of integers:
 *
 *     visit, counts, monitor, situation, own actors…, spawned…, flights…, timers…, calls…, streams…
 *
 * Each integer names a word of the lexicon. The visit is bookkeeping and not part of the content.
 */
import { Bag } from './intern.ts';

const HEADER = 4;
/** Bits for how many there are of these; five remain for streams. */
const [SPAWNED, FLIGHTS, TIMERS, CALLS] = [6, 7, 7, 7] as const;

export class World {
  monitor = 0;
  situation = 0;
  /** By node: what lives there; 0 where it ended; where the node is down, the negative of its next input. */
  readonly own: Int32Array;
  readonly spawned = new Bag();
  /** On `call` links: any order. */
  readonly flights = new Bag();
  readonly timers = new Bag();
  /** Open exchanges; those of one caller, callee and operation stay in the order of their opening. */
  readonly calls = new Bag();
  /** Streams that are open or still carry something. */
  readonly streams = new Bag();

  constructor(nodeCount: number) {
    this.own = new Int32Array(nodeCount);
  }

  read(data: Int32Array, offset: number): void {
    const counts = data[offset + 1] as number;
    this.monitor = data[offset + 2] as number;
    this.situation = data[offset + 3] as number;
    let at = offset + HEADER;
    const { own } = this;
    for (let i = 0; i < own.length; i++) own[i] = data[at++] as number;
    at = fill(this.spawned, data, at, counts & 63);
    at = fill(this.flights, data, at, (counts >>> 6) & 127);
    at = fill(this.timers, data, at, (counts >>> 13) & 127);
    at = fill(this.calls, data, at, (counts >>> 20) & 127);
    fill(this.streams, data, at, counts >>> 27);
  }

  /** Writes itself into `run` (see `longestRun`) and returns the length; 0 if it is too large to be searched. */
  write(run: Int32Array): number {
    const { own, spawned, flights, timers, calls, streams } = this;
    if (
      spawned.size > 63 ||
      flights.size > 127 ||
      timers.size > 127 ||
      calls.size > 127 ||
      streams.size > 31
    ) {
      return 0;
    }
    run[0] = 0;
    run[1] =
      spawned.size |
      (flights.size << SPAWNED) |
      (timers.size << (SPAWNED + FLIGHTS)) |
      (calls.size << (SPAWNED + FLIGHTS + TIMERS)) |
      (streams.size << (SPAWNED + FLIGHTS + TIMERS + CALLS));
    run[2] = this.monitor;
    run[3] = this.situation;
    let at = HEADER;
    for (let i = 0; i < own.length; i++) run[at++] = own[i] as number;
    at = pour(spawned, run, at);
    at = pour(flights, run, at);
    at = pour(timers, run, at);
    at = pour(calls, run, at);
    return pour(streams, run, at);
  }
}

/** What `World.write` can hold, in words. */
export const TOO_LARGE =
  'a state holds more than 63 spawned actors, 127 messages, timers or open calls, or 31 streams';

/** The longest run that `World.write` makes. */
export const longestRun = (nodeCount: number): number => HEADER + nodeCount + 63 + 3 * 127 + 31;

function fill(bag: Bag, data: Int32Array, at: number, size: number): number {
  bag.size = size;
  if (bag.items.length < size) bag.items = new Int32Array(2 * size);
  const { items } = bag;
  for (let i = 0; i < size; i++) items[i] = data[at + i] as number;
  return at + size;
}

function pour(bag: Bag, run: Int32Array, at: number): number {
  const { items, size } = bag;
  for (let i = 0; i < size; i++) run[at + i] = items[i] as number;
  return at + size;
}

/** Of a run's content: everything but the visit. */
export function hashOf(run: Int32Array, length: number): number {
  let h = length;
  for (let i = 1; i < length; i++) {
    h = Math.imul(h ^ (run[i] as number), 0x9e3779b1);
    h ^= h >>> 15;
  }
  h = Math.imul(h, 0x85ebca6b);
  return h ^ (h >>> 13);
}
