/** Where everything stands in the sequence: a line for each sending, arrival and mark, in their order. */
import type { EntryId } from '../kernel/entry.ts';
import type { Micros } from '../kernel/time.ts';
import type { Trace } from '../kernel/trace.ts';
import { lifelinesOf, type Segment } from './lifelines.ts';
import type { Scene } from './scene.ts';
import { lastUpTo } from './ways.ts';
import { formatTime } from './words.ts';

export interface SequencePlan {
  readonly segments: readonly PlacedSegment[];
  readonly marks: readonly SequenceMark[];
  readonly lineCount: number;
  /** The entry of each line. */
  readonly order: readonly EntryId[];
  /** The line of what happened last, up to an entry. */
  readonly lineAfter: (index: EntryId) => number;
}

interface PlacedSegment {
  readonly segment: Segment;
  readonly line: number;
  readonly endLine: number;
}

interface SequenceMark {
  readonly entry: EntryId;
  readonly line: number;
  readonly words: string;
  readonly tone: 'faultMark' | 'brokenMark';
}

/** A part of a trace: its first and its last entry. */
export interface Span {
  readonly from: EntryId;
  readonly to: EntryId;
}

export const WHOLE: Span = { from: 0, to: Number.POSITIVE_INFINITY };

/** All that happens from one instant to another, both included. */
export const spanBetween = (trace: Trace, fromUs: Micros, toUs: Micros): Span => ({
  from: trace.indexAt(fromUs - 1) + 1,
  to: trace.indexAt(toUs),
});

/** Of a part of the run: what was sent in it, and the marks in it. */
export function sequencePlan(scene: Scene, { from, to }: Span = WHOLE): SequencePlan {
  const lifelines = lifelinesOf(scene);
  const { faults } = lifelines;
  const messages = lifelines.messages.filter(({ send }) => send >= from && send <= to);
  const marked = new Map<EntryId, Omit<SequenceMark, 'entry' | 'line'>>();
  for (const entry of scene.trace.entries) {
    if (entry.id < from) continue;
    if (entry.id > to) break;
    if (entry.kind === 'violation') {
      const guarantee = scene.flow.guarantees.find(({ id }) => id === entry.guarantee);
      const words = `broken at ${formatTime(entry.atUs)}: ${guarantee?.title ?? entry.guarantee}`;
      marked.set(entry.id, { words, tone: 'brokenMark' });
    } else if (entry.kind === 'fault' && entry.phase === 'begin') {
      const words = `${faults[entry.index]?.title ?? ''} at ${formatTime(entry.atUs)}`;
      marked.set(entry.id, { words, tone: 'faultMark' });
    }
  }
  const ids = new Set<EntryId>(marked.keys());
  for (const { send, end } of messages) {
    ids.add(send);
    if (end >= 0 && end <= to) ids.add(end);
  }
  const order = [...ids].sort((a, b) => a - b);
  const lines = new Map(order.map((id, line) => [id, line]));
  return {
    segments: messages.map((segment) => ({
      segment,
      line: lines.get(segment.send) ?? 0,
      endLine: lines.get(segment.end) ?? order.length,
    })),
    marks: [...marked].map(([entry, mark]) => ({ ...mark, entry, line: lines.get(entry) ?? 0 })),
    lineCount: order.length,
    order,
    lineAfter: (index) => lines.get(lastUpTo(order, index) ?? -1) ?? 0,
  };
}
