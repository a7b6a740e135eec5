/** The trace as a table: the full text twin of the diagram. */
import type { Entry, EntryId, EntryKind } from '../kernel/entry.ts';
import type { NodeId, OperationId } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { nodeOfEntry, opOfEntry } from './belonging.ts';
import { type Scene, titleOf } from './scene.ts';
import { sentenceOf } from './sentences.ts';

export interface EntryRow {
  readonly id: EntryId;
  readonly atUs: Micros;
  readonly kind: EntryKind;
  /** The kind in words. */
  readonly kindWords: string;
  /** Where it happened; `null` for what belongs to no node. */
  readonly node: NodeId | null;
  readonly nodeTitle: string;
  /** The operation it serves; empty when none. */
  readonly op: OperationId;
  readonly sentence: string;
}

export function entryRow(scene: Scene, entry: Entry): EntryRow {
  const node = nodeOfEntry(scene.trace, entry);
  return {
    id: entry.id,
    atUs: entry.atUs,
    kind: entry.kind,
    kindWords: KIND_WORDS[entry.kind],
    node,
    nodeTitle: node === null ? '' : titleOf(scene, node),
    op: opOfEntry(scene.trace, entry),
    sentence: sentenceOf(scene, entry),
  };
}

/** Groups of kinds, for the table's filter. */
export const ENTRY_GROUPS = {
  messages: ['send', 'deliver', 'lose', 'late', 'fail', 'abandon'],
  states: ['spawn', 'step', 'end'],
  timers: ['timer', 'fire', 'cancel'],
  facts: ['fact', 'act'],
  faults: ['fault', 'down', 'up', 'pause', 'resume'],
  verdicts: ['violation', 'seen', 'over'],
} as const satisfies Record<string, readonly EntryKind[]>;
export type EntryGroup = keyof typeof ENTRY_GROUPS;

export interface EntryFilter {
  /** All groups, when left out. */
  readonly groups?: readonly EntryGroup[];
  readonly node?: NodeId | null;
  readonly op?: OperationId | null;
  /** Words that the sentence, the node or the operation contains, in any order. */
  readonly text?: string;
}

/** The ids of the entries that pass, in order. Costs a sentence an entry only when there is text to look for. */
export function entriesThat(scene: Scene, filter: EntryFilter): EntryId[] {
  const kinds = new Set<EntryKind>(
    (filter.groups ?? (Object.keys(ENTRY_GROUPS) as EntryGroup[])).flatMap(
      (group): readonly EntryKind[] => ENTRY_GROUPS[group],
    ),
  );
  const wanted = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const { trace } = scene;
  const ids: EntryId[] = [];
  for (const entry of trace.entries) {
    if (!kinds.has(entry.kind)) continue;
    if (filter.node != null && nodeOfEntry(trace, entry) !== filter.node) continue;
    if (filter.op != null && opOfEntry(trace, entry) !== filter.op) continue;
    if (wanted.length > 0) {
      const text = textOf(scene, entry);
      if (!wanted.every((word) => text.includes(word))) continue;
    }
    ids.push(entry.id);
  }
  return ids;
}

/** What is searched, in small letters; kept, because a person types letter after letter. */
const texts = new WeakMap<Trace, Map<EntryId, string>>();
/** Beyond this many entries it is made anew each time rather than fill the memory. */
const TEXTS_MAX = 200_000;

function textOf(scene: Scene, entry: Entry): string {
  let known = texts.get(scene.trace);
  if (known === undefined) {
    known = new Map();
    texts.set(scene.trace, known);
  }
  let text = known.get(entry.id);
  if (text === undefined) {
    const { sentence, nodeTitle, op, kindWords } = entryRow(scene, entry);
    text = `${sentence} ${nodeTitle} ${op} ${kindWords}`.toLowerCase();
    if (known.size < TEXTS_MAX) known.set(entry.id, text);
  }
  return text;
}

/** The operations of a trace in the order in which they first appear; at most `limit`. */
export function operationsOf(trace: Trace, limit = 200): OperationId[] {
  const ops = new Set<OperationId>();
  for (const entry of trace.entries) {
    if (entry.kind === 'act') ops.add(entry.op);
    if (ops.size >= limit) break;
  }
  return [...ops];
}

const KIND_WORDS: Record<EntryKind, string> = {
  act: 'user',
  send: 'send',
  deliver: 'arrive',
  lose: 'lost',
  late: 'too late',
  fail: 'fail',
  abandon: 'give up',
  spawn: 'start',
  step: 'state',
  end: 'done',
  timer: 'timer set',
  fire: 'timer due',
  cancel: 'timer off',
  fact: 'fact',
  fault: 'fault',
  down: 'down',
  up: 'up',
  pause: 'pause',
  resume: 'go on',
  violation: 'broken',
  seen: 'seen',
  over: 'end',
};
