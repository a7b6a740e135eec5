/** From which instant on two runs differ, judged by what can be seen of them, not by what machines hold. */
import type { Entry } from '../kernel/entry.ts';
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

/** Ids differ between traces, so what an entry refers to is compared by its address. */
function alike(a: Trace, left: Entry, b: Trace, right: Entry): boolean {
  if (left.kind !== right.kind || left.atUs !== right.atUs) return false;
  const { id: _, cause: __, ...leftRest } = left;
  const { id: ___, cause: ____, ...rightRest } = right;
  return equal(plain(a, leftRest), plain(b, rightRest));
}

function plain(trace: Trace, rest: object): object {
  const { send, because: _, index: __, bentBy, ...others } = rest as Record<string, unknown>;
  const sent = typeof send === 'number' ? trace.entries[send] : undefined;
  const address = sent?.kind === 'send' ? sent.address : undefined;
  return { ...others, bent: bentBy !== undefined, ...(address === undefined ? {} : { address }) };
}
