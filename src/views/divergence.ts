/** From which instant on two runs differ, judged by what can be seen of them, not by what machines hold. */
import type { Entry, EntryId } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { equal } from './equal.ts';

/** `null` when they never do. Linear in the entries before the first difference. */
export function divergenceOf(a: Trace, b: Trace): Micros | null {
  let i = nextSeen(a, 0);
  let j = nextSeen(b, 0);
  for (;;) {
    const left = a.entries[i];
    const right = b.entries[j];
    if (left === undefined || right === undefined) return (left ?? right)?.atUs ?? null;
    if (!alike(a, left, b, right)) return Math.min(left.atUs, right.atUs);
    i = nextSeen(a, i + 1);
    j = nextSeen(b, j + 1);
  }
}

function nextSeen({ entries }: Trace, from: number): number {
  let i = from;
  for (; i < entries.length; i++) {
    const entry = entries[i];
    if (entry !== undefined && isSeen(entry)) break;
  }
  return i;
}

function isSeen({ kind }: Entry): boolean {
  switch (kind) {
    case 'spawn':
    case 'step':
    case 'end':
    case 'timer':
    case 'fire':
    case 'cancel':
      return false;
    case 'act':
    case 'send':
    case 'deliver':
    case 'lose':
    case 'late':
    case 'fail':
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
      return true;
  }
}

/** Ids differ between traces, so a message that an entry refers to is compared by its address. */
function alike(a: Trace, left: Entry, b: Trace, right: Entry): boolean {
  if (left.kind !== right.kind || left.atUs !== right.atUs) return false;
  switch (left.kind) {
    case 'send': {
      const other = right as typeof left;
      return (
        left.address === other.address &&
        left.from === other.from &&
        left.to === other.to &&
        left.dueUs === other.dueUs &&
        (left.bentBy === undefined) === (other.bentBy === undefined) &&
        equal(left.event, other.event)
      );
    }
    case 'deliver':
    case 'late':
    case 'fail':
    case 'abandon':
      return addressOf(a, left.send) === addressOf(b, (right as typeof left).send);
    case 'lose': {
      const other = right as typeof left;
      return left.why === other.why && addressOf(a, left.send) === addressOf(b, other.send);
    }
    case 'fault': {
      const other = right as typeof left;
      return left.phase === other.phase && equal(left.fault, other.fault);
    }
    case 'violation':
    case 'seen': {
      const other = right as typeof left;
      return left.guarantee === other.guarantee && left.say === other.say;
    }
    case 'act':
    case 'fact':
    case 'down':
    case 'up':
    case 'pause':
    case 'resume':
    case 'over':
    case 'spawn':
    case 'step':
    case 'end':
    case 'timer':
    case 'fire':
    case 'cancel':
      return equal({ ...left, id: 0, cause: 0 }, { ...right, id: 0, cause: 0 });
  }
}

function addressOf({ entries }: Trace, id: EntryId): string | undefined {
  const entry = entries[id];
  return entry?.kind === 'send' ? entry.address : undefined;
}
