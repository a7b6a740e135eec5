/** What belongs together in a trace, found in one pass and remembered for as long as the trace lives. */
import type { EntryId } from '../kernel/entry.ts';
import type { ActorId } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';

export interface Ways {
  /** By the id of a send: the entry that ended its way; -1 while none did. */
  readonly endOf: Int32Array;
  /**
   * By id of a step or an end: the actor's spawn or step before it; -1 where there is none.
   */
  readonly before: Int32Array;
  /** Ids of the entries at which actors left, by machine. */
  readonly ends: ReadonlyMap<string, readonly EntryId[]>;
}

const known = new WeakMap<Trace, Ways>();

/** Linear in the entries the first time, free afterwards. */
export function waysOf(trace: Trace): Ways {
  let ways = known.get(trace);
  if (ways === undefined) {
    ways = trackDown(trace);
    known.set(trace, ways);
  }
  return ways;
}

function trackDown({ entries }: Trace): Ways {
  const endOf = new Int32Array(entries.length).fill(-1);
  const before = new Int32Array(entries.length).fill(-1);
  const standing = new Map<ActorId, EntryId>();
  const machines = new Map<ActorId, string>();
  const ends = new Map<string, EntryId[]>();
  for (const entry of entries) {
    switch (entry.kind) {
      case 'deliver':
      case 'lose':
      case 'late':
      case 'fail':
        endOf[entry.send] = entry.id;
        break;
      case 'spawn':
        standing.set(entry.actor, entry.id);
        machines.set(entry.actor, entry.machine);
        break;
      case 'step':
        before[entry.id] = standing.get(entry.actor) ?? -1;
        standing.set(entry.actor, entry.id);
        break;
      case 'end': {
        before[entry.id] = standing.get(entry.actor) ?? -1;
        const machine = machines.get(entry.actor) ?? '';
        const list = ends.get(machine) ?? [];
        list.push(entry.id);
        ends.set(machine, list);
        standing.delete(entry.actor);
        machines.delete(entry.actor);
        break;
      }
      case 'act':
      case 'send':
      case 'timer':
      case 'fire':
      case 'cancel':
      case 'abandon':
      case 'fact':
      case 'fault':
      case 'down':
      case 'up':
      case 'pause':
      case 'resume':
      case 'violation':
      case 'seen':
      case 'over':
        break;
    }
  }
  return { endOf, before, ends };
}

/** The last of a sorted list of ids that is at most `index`; `undefined` if there is none. */
export function lastUpTo(ids: readonly EntryId[], index: EntryId): EntryId | undefined {
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ids[middle] ?? 0) <= index) low = middle + 1;
    else high = middle;
  }
  return ids[low - 1];
}
