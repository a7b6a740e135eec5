/** Where everything stands in the sequence: a line for each sending, arrival and mark, in their order. */
import type { EntryId } from '../../kernel/entry.ts';
import { lifelinesOf, type Segment } from '../../views/lifelines.ts';
import type { Scene } from '../../views/scene.ts';
import { lastUpTo } from '../../views/ways.ts';
import { formatTime } from '../../views/words.ts';

export interface SequencePlan {
  readonly segments: readonly PlacedSegment[];
  readonly marks: readonly SequenceMark[];
  readonly lineCount: number;
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

export function sequencePlan(scene: Scene): SequencePlan {
  const { messages, faults } = lifelinesOf(scene);
  const marked = new Map<EntryId, Omit<SequenceMark, 'entry' | 'line'>>();
  for (const entry of scene.trace.entries) {
    if (entry.kind === 'violation') {
      const words = `broken at ${formatTime(entry.atUs)}: ${entry.guarantee}`;
      marked.set(entry.id, { words, tone: 'brokenMark' });
    } else if (entry.kind === 'fault' && entry.phase === 'begin') {
      const words = `${faults[entry.index]?.title ?? ''} at ${formatTime(entry.atUs)}`;
      marked.set(entry.id, { words, tone: 'faultMark' });
    }
  }
  const ids = new Set<EntryId>(marked.keys());
  for (const { send, end } of messages) {
    ids.add(send);
    if (end >= 0) ids.add(end);
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
    lineAfter: (index) => lines.get(lastUpTo(order, index) ?? -1) ?? 0,
  };
}
