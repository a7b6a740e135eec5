/** What becomes of a stranger's request in a run. */
import type { Entry, EntryId, SendEntry } from '../kernel/entry.ts';
import { STRANGER } from '../kernel/stranger.ts';
import type { Message, OperationId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';

interface Base {
  /** The entry at which it is known, and its instant. */
  readonly at: EntryId;
  readonly atUs: Micros;
}

export type Outcome =
  | (Base & { readonly kind: 'reply'; readonly message: Message })
  | (Base & { readonly kind: 'refused' })
  | (Base & { readonly kind: 'none'; readonly why: string });

/** Linear in the trace. */
export function outcomeOf({ entries }: Trace, op: OperationId): Outcome {
  let why = 'the run ends before one comes';
  for (const entry of entries) {
    if (entry.kind !== 'deliver' && entry.kind !== 'lose') continue;
    const send = sendOf(entries, entry.send);
    if (send?.event.op !== op || (send.from !== STRANGER && send.to !== STRANGER)) continue;
    const { id: at, atUs } = entry;
    if (entry.kind === 'lose') why = `${send.address} was lost (${entry.why})`;
    else if (send.to === STRANGER && send.event.type === 'refused') {
      return { kind: 'refused', at, atUs };
    } else if (send.to === STRANGER) return { kind: 'reply', at, atUs, message: send.event };
  }
  const last = entries.at(-1);
  return { kind: 'none', at: last?.id ?? 0, atUs: last?.atUs ?? 0, why };
}

function sendOf(entries: readonly Entry[], id: EntryId): SendEntry | undefined {
  const entry = entries[id];
  return entry?.kind === 'send' ? entry : undefined;
}
