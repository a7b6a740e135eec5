/** Where an entry belongs: to which node, to which operation, and to what came before it. */
import type { Entry, EntryId, EntryOf } from '../kernel/entry.ts';
import { type NodeId, nodeOf, type OperationId } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';

/** Where an entry happened: a message's send at its sender, its arrival or loss at its receiver. */
export function nodeOfEntry(trace: Trace, entry: Entry): NodeId | null {
  switch (entry.kind) {
    case 'act':
    case 'down':
    case 'up':
    case 'pause':
    case 'resume':
      return entry.node;
    case 'send':
      return nodeOf(entry.from);
    case 'deliver':
    case 'spawn':
    case 'step':
    case 'end':
    case 'timer':
    case 'fire':
    case 'cancel':
    case 'fact':
      return nodeOf(entry.actor);
    case 'lose':
    case 'late':
    case 'fail':
    case 'abandon': {
      const send = sendOf(trace, entry.send);
      if (send === undefined) return null;
      return nodeOf(entry.kind === 'abandon' ? send.from : send.to);
    }
    case 'fault':
      return 'node' in entry.fault ? entry.fault.node : null;
    case 'violation':
    case 'seen':
    case 'over':
      return null;
  }
}

/** The operation that an entry serves: its own, or that of what caused it. */
export function opOfEntry(trace: Trace, entry: Entry): OperationId {
  for (let each: Entry | undefined = entry; each !== undefined; each = trace.entries[each.cause]) {
    if (each.kind === 'act' || each.kind === 'spawn' || each.kind === 'fact') return each.op;
    if (each.kind === 'send') return each.event.op;
    if (each.kind === 'fault' || each.kind === 'violation' || each.kind === 'seen') return '';
  }
  return '';
}

function sendOf(trace: Trace, id: EntryId): EntryOf<'send'> | undefined {
  const entry = trace.entries[id];
  return entry?.kind === 'send' ? entry : undefined;
}

/** Why did this happen? The entry and its causes, the nearest first, back to a user, a fault or the beginning. */
export function causesOf(trace: Trace, entry: EntryId): Entry[] {
  const chain: Entry[] = [];
  for (let each = trace.entries[entry]; each !== undefined; each = trace.entries[each.cause]) {
    chain.push(each);
  }
  return chain;
}
