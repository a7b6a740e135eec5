/**
 * How virtual time is shown in watching time: hops of 1 ms and leases of 30 s live in one run.
 * Every message is under way long enough to be read, time in which nothing is to be seen is
 * skipped, and a crowd is compressed. The map is strictly monotone and made from the trace.
 */
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { intervalsOf } from './intervals.ts';

export interface Pace {
  /** How long the whole run takes to watch at 1×, in seconds. */
  readonly totalS: number;
  readonly endUs: Micros;
  /** The watching time, in seconds at 1×, of an instant; clamped to the run. */
  readonly toWatch: (atUs: Micros) => number;
  /** The last whole instant at or before a watching time; clamped to the run. */
  readonly toVirtual: (watchS: number) => Micros;
  /** Where true time is stretched or skipped; neighbours of one kind are one. */
  readonly stretches: readonly Stretch[];
}

export interface Stretch {
  readonly kind: 'stretched' | 'skipped';
  readonly fromUs: Micros;
  readonly toUs: Micros;
  readonly fromS: number;
  readonly toS: number;
}

/** In seconds at 1×: what a burst takes before it is compressed, and what a whole run may take. */
const BURST_S = 60;
const TOTAL_S = 900;
/** An idle interval longer than this parts two bursts. */
const REST_US = 50_000;

/** n log n in the messages. */
export function paceOf(trace: Trace): Pace {
  const { instants, watchS, idle } = intervalsOf(trace);
  compress(instants, watchS, idle);
  const at = new Float64Array(instants.length);
  for (let i = 1; i < instants.length; i++) at[i] = (at[i - 1] ?? 0) + (watchS[i - 1] ?? 0);
  const totalS = at.at(-1) ?? 0;
  const endUs = instants.at(-1) ?? 0;
  let stretches: readonly Stretch[] | undefined;
  return {
    totalS,
    endUs,
    toWatch: (atUs) => between(instants, at, clamp(atUs, endUs)),
    toVirtual: (seconds) => {
      // What was rounded down on the way there must not lose an instant on the way back.
      const us = between(at, instants, clamp(seconds, totalS));
      return Math.min(endUs, Math.floor(us + 1e-3));
    },
    get stretches() {
      stretches ??= stretchesOf(instants, at, idle);
      return stretches;
    },
  };
}

const clamp = (value: number, max: number): number => Math.max(0, Math.min(max, value));

/** Shortens bursts beyond `BURST_S` logarithmically, then everything alike down to `TOTAL_S`. */
function compress(instants: Float64Array, watchS: Float64Array, idle: Uint8Array): void {
  let total = 0;
  for (let from = 0; from < watchS.length; ) {
    let to = from;
    let raw = 0;
    for (; to < watchS.length && !rests(instants, idle, to); to++) raw += watchS[to] ?? 0;
    const factor = raw <= BURST_S ? 1 : (BURST_S * (1 + Math.log(raw / BURST_S))) / raw;
    for (let i = from; i < to; i++) watchS[i] = (watchS[i] ?? 0) * factor;
    total += raw * factor + (watchS[to] ?? 0);
    from = to + 1;
  }
  if (total <= TOTAL_S) return;
  for (let i = 0; i < watchS.length; i++) watchS[i] = ((watchS[i] ?? 0) * TOTAL_S) / total;
}

const rests = (instants: Float64Array, idle: Uint8Array, i: number): boolean =>
  idle[i] === 1 && (instants[i + 1] ?? 0) - (instants[i] ?? 0) > REST_US;

/** Linear interpolation from one rising list to another of the same length. */
function between(from: Float64Array, to: Float64Array, value: number): number {
  let low = 0;
  let high = from.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((from[middle] ?? 0) <= value) low = middle;
    else high = middle;
  }
  const a = from[low] ?? 0;
  const b = from[high] ?? 0;
  const c = to[low] ?? 0;
  const d = to[high] ?? 0;
  if (value >= b) return d;
  return b <= a ? c : c + ((d - c) * (value - a)) / (b - a);
}

function stretchesOf(instants: Float64Array, at: Float64Array, idle: Uint8Array): Stretch[] {
  const list: Stretch[] = [];
  let begin = 0;
  for (let i = 1; i < instants.length; i++) {
    const kind = kindOf(instants, at, idle, i - 1);
    if (i + 1 < instants.length && kindOf(instants, at, idle, i) === kind) continue;
    if (kind !== undefined) {
      const [fromUs = 0, toUs = 0, fromS = 0, toS = 0] = [
        instants[begin],
        instants[i],
        at[begin],
        at[i],
      ];
      list.push({ kind, fromUs, toUs, fromS, toS });
    }
    begin = i;
  }
  return list;
}

/** Of the interval from the i-th instant to the next. */
function kindOf(
  instants: Float64Array,
  at: Float64Array,
  idle: Uint8Array,
  i: number,
): Stretch['kind'] | undefined {
  const spanUs = (instants[i + 1] ?? 0) - (instants[i] ?? 0);
  const spanS = (at[i + 1] ?? 0) - (at[i] ?? 0);
  if (spanS * 1e6 > spanUs) return 'stretched';
  return idle[i] === 1 ? 'skipped' : undefined;
}
