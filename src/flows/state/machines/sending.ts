/** What a change becomes on its way to the server, and what its answers say. */
import type { Message } from '../../../kernel/system.ts';
import { type Doc, type Mismatch, type Op, type Saved, tagOf } from '../protocol.ts';
import { matches, type Settings } from '../settings.ts';

interface Sender {
  readonly app: string;
  readonly op: Op;
  /** How often its page was opened. */
  readonly opening: number;
}

export function requestOf(s: Settings, sender: Sender, tries: number): Message {
  const { app, op, opening } = sender;
  // Of one attempt: no other tab, and no page that is opened again, makes the same one.
  const key = s.idem === 'on' ? op.op : `${op.op}.${app}.${opening}.${tries}`;
  const common = {
    id: op.id,
    client: op.client,
    seq: op.seq,
    ...(matches(s) && op.kind !== 'create' ? { match: tagOf(op.base) } : {}),
    ...(s.idem === 'off' ? {} : { key }),
    ...(s.conflict === 'lwwClock' ? { stampUs: op.stampUs } : {}),
  };
  switch (op.kind) {
    case 'edit':
      return { type: 'patchTodo', ...common, ...op.fields };
    case 'comment':
      return { type: 'postComment', ...common, text: op.value };
    case 'create':
      return { type: 'postTodo', ...common, title: op.value };
  }
}

export function docIn(event: Saved | Mismatch): Doc {
  if (event.type === 'mismatch') return event.current;
  const { id, title, note, comments, version } = event;
  return { id, title, note, comments, version };
}

/**
 * Whether a change and what somebody else did go together. `same`: there is nothing left to do.
 * SIMPLIFIED: a comment is known again by nothing; a text that is there already may be another's.
 */
export function isMergeable(op: Op, current: Doc): boolean | 'same' {
  if (op.kind !== 'edit') return true;
  if (current[op.field] === op.value) return 'same';
  return current[op.field] === op.was;
}
