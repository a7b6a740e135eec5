/** A run cut at every instant at which something is to be seen, and how long each piece wants to be watched. */
import TinyQueue from 'tinyqueue';
import type { Entry, SendEntry } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { waysOf } from '../views/ways.ts';

export interface Intervals {
  /** Rising; one more than there are intervals. */
  readonly instants: Float64Array;
  /** Seconds at 1× for each interval; more than 0. */
  readonly watchS: Float64Array;
  /** 1 where no message is on its way. */
  readonly idle: Uint8Array;
}

/** How long a message is watched at least, and what an idle stretch never reaches, in seconds at 1×. */
const MESSAGE_S = 0.9;
const IDLE_S = 0.6;
/** An idle stretch of this span takes half of `IDLE_S`. */
const IDLE_HALF_US = 50_000;

interface Crossing {
  readonly fromUs: Micros;
  readonly toUs: Micros;
  /** Seconds to watch per microsecond. */
  readonly density: number;
}

export function intervalsOf(trace: Trace): Intervals {
  const crossings = crossingsOf(trace);
  const instants = instantsOf(trace, crossings);
  const count = Math.max(0, instants.length - 1);
  const watchS = new Float64Array(count);
  const idle = new Uint8Array(count);
  const active = new TinyQueue<Crossing>([], (a, b) => b.density - a.density);
  let next = 0;
  for (let i = 0; i < count; i++) {
    const fromUs = instants[i] ?? 0;
    const spanUs = (instants[i + 1] ?? 0) - fromUs;
    for (; (crossings[next]?.fromUs ?? Infinity) <= fromUs; next++) {
      const crossing = crossings[next];
      if (crossing !== undefined) active.push(crossing);
    }
    while ((active.peek()?.toUs ?? Infinity) <= fromUs) active.pop();
    const densest = active.peek();
    idle[i] = densest === undefined ? 1 : 0;
    watchS[i] =
      densest === undefined
        ? (IDLE_S * spanUs) / (spanUs + IDLE_HALF_US)
        : densest.density * spanUs;
  }
  return { instants, watchS, idle };
}

/** The ways of all messages that take time, by when they were sent. */
function crossingsOf(trace: Trace): Crossing[] {
  const { endOf } = waysOf(trace);
  const held = new Set(trace.schedule.holds.map(({ hold }) => hold));
  const crossings: Crossing[] = [];
  for (const entry of trace.entries) {
    if (entry.kind !== 'send' || entry.local) continue;
    const endUs = trace.entries[endOf[entry.id] ?? -1]?.atUs ?? trace.endUs;
    const toUs = arrival(entry, endUs, held);
    if (toUs <= entry.atUs) continue;
    crossings.push({ fromUs: entry.atUs, toUs, density: MESSAGE_S / (toUs - entry.atUs) });
  }
  return crossings;
}

/** A message that waits for a paused node has arrived; one that an order holds back is under way till then. */
const arrival = (entry: SendEntry, endUs: Micros, held: ReadonlySet<string>): Micros =>
  held.has(entry.address) ? endUs : Math.min(entry.dueUs, endUs);

function instantsOf(trace: Trace, crossings: readonly Crossing[]): Float64Array {
  const all: Micros[] = [0, trace.endUs];
  for (const { fromUs, toUs } of crossings) all.push(fromUs, toUs);
  for (const entry of trace.entries) if (isMark(entry)) all.push(entry.atUs);
  const sorted = Float64Array.from(all).sort();
  let length = 0;
  for (const instant of sorted) {
    if (length === 0 || instant > (sorted[length - 1] ?? 0)) sorted[length++] = instant;
  }
  return sorted.slice(0, length);
}

/** Beside messages: what is worth a moment of its own. */
const isMark = ({ kind }: Entry): boolean =>
  kind === 'act' || kind === 'fact' || kind === 'fault' || kind === 'violation' || kind === 'seen';
