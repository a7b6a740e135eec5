/** Where the playhead goes: to an entry that tells something, or to the same place in another trace. */
import type { EntryId } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { tells } from '../views/now.ts';
import { endOf, type Moment, momentAt, startOf } from '../views/scene.ts';
import type { Place } from './state.ts';

/** The next entry (or the one before) that is worth a sentence; the end or the start if there is none. */
export function nextTelling(trace: Trace, index: EntryId, by: -1 | 1): EntryId {
  const { entries } = trace;
  const start = startOf(trace).index;
  for (let id = index + by; id > start && id < entries.length; id += by) {
    const entry = entries[id];
    if (entry !== undefined && tells(entry)) return id;
  }
  return by === 1 ? entries.length - 1 : start;
}

/**
 * The same moment in another trace. Among entries of one instant it stays behind the same one,
 * as long as the two traces agree on it.
 */
export function carriedOver(from: Trace, moment: Moment, wantedUs: Micros, to: Trace): Moment {
  const atUs = Math.min(wantedUs, to.endUs);
  if (atUs === moment.atUs && atUs === from.entries[moment.index]?.atUs) {
    if (moment.index === startOf(from).index) return startOf(to);
    const there = to.entries[moment.index];
    const here = from.entries[moment.index];
    if (there?.atUs === atUs && there.kind === here?.kind) return { atUs, index: moment.index };
  }
  return momentAt(to, atUs);
}

/** Where a link says that one stood; the start when it says nothing, clamped to the trace. */
export function momentFrom(trace: Trace, place: Place | undefined): Moment {
  if (place === undefined) return startOf(trace);
  if (place.atUs > trace.endUs) return endOf(trace);
  const entry = place.entry === undefined ? undefined : trace.entries[place.entry];
  if (entry?.atUs === place.atUs) return { atUs: place.atUs, index: entry.id };
  return momentAt(trace, place.atUs);
}

/** The place of a moment, as a link carries it: the entry only where the instant alone is not enough. */
export function placeOf(trace: Trace, { atUs, index }: Moment): Place {
  return trace.indexAt(atUs) === index ? { atUs } : { atUs, entry: index };
}
