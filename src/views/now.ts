/** What happens now: the entry that tells most of those of the latest instant, as a sentence. */
import type { Entry, EntryId, EntryKind } from '../kernel/entry.ts';
import type { Trace } from '../kernel/trace.ts';
import type { Scene } from './scene.ts';
import { sentenceOf } from './sentences.ts';

/** How much an entry tells beside others of its instant. Those of 0 are told only when asked for. */
const WEIGHT: Record<EntryKind, number> = {
  violation: 9,
  over: 8,
  fault: 7,
  seen: 6,
  fact: 5,
  fail: 4,
  lose: 4,
  late: 4,
  abandon: 4,
  act: 3,
  send: 2,
  deliver: 1,
  down: 0,
  up: 0,
  pause: 0,
  resume: 0,
  spawn: 0,
  step: 0,
  end: 0,
  timer: 0,
  fire: 0,
  cancel: 0,
};

/** How far it looks back: over what tells nothing, and within one instant. */
const LOOK_BACK = 2_000;

/**
 * Local messages are inside one process: what they cause tells more. Where a run is cut off,
 * nothing happened.
 */
function weightOf(entry: Entry): number {
  if (entry.kind === 'send' && entry.local) return 0;
  if (entry.kind === 'over' && entry.why === 'until') return 0;
  return WEIGHT[entry.kind];
}

/** Whether an entry is worth a sentence of its own while the run plays. */
export const tells = (entry: Entry): boolean => weightOf(entry) > 0;

/** The latest instant's most telling entry up to `index`; `undefined` while nothing was told. */
export function tellingEntry(trace: Trace, index: EntryId): Entry | undefined {
  let best: Entry | undefined;
  const first = Math.max(0, index - LOOK_BACK);
  for (let id = Math.min(index, trace.entries.length - 1); id >= first; id--) {
    const entry = trace.entries[id];
    if (entry === undefined) break;
    if (best !== undefined && entry.atUs < best.atUs) break;
    if (tells(entry) && (best === undefined || weightOf(entry) > weightOf(best))) best = entry;
  }
  return best;
}

export function nowSentence(scene: Scene, index: EntryId): string {
  const entry = tellingEntry(scene.trace, index);
  return entry === undefined ? 'Nothing has happened yet.' : sentenceOf(scene, entry);
}
