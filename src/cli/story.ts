/** A run in numbered sentences, up to where a guarantee is broken (or seen). */
import type { Flow } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import type { Entry, EntryKind } from '../kernel/entry.ts';
import { sceneOf } from '../views/scene.ts';
import { sentenceOf } from '../views/sentences.ts';
import { formatClock } from '../views/words.ts';

/** Acts, messages, timers and faults until the guarantee's finding, or until the run's end. */
export function story(flow: Flow, run: Run, guarantee: string): string[] {
  const scene = sceneOf(flow, run);
  const { entries } = scene.trace;
  const found = entries.findIndex(
    (each) => (each.kind === 'violation' || each.kind === 'seen') && each.guarantee === guarantee,
  );
  const told = tellingOf(found < 0 ? entries : entries.slice(0, found + 1));
  const width = String(told.length).length;
  return told.map(
    (entry, i) =>
      `${String(i + 1).padStart(width)}. ${formatClock(entry.atUs)}  ${sentenceOf(scene, entry)}`,
  );
}

/** A message is told where it sets out, and again where it arrives if something came in between. */
function tellingOf(entries: readonly Entry[]): Entry[] {
  const told: Entry[] = [];
  for (const entry of entries) {
    if (entry.kind === 'deliver') {
      if (told.at(-1)?.id !== entry.send) told.push(entry);
    } else if (TELLING.has(entry.kind)) told.push(entry);
  }
  return told;
}

const TELLING: ReadonlySet<EntryKind> = new Set([
  'act',
  'send',
  'lose',
  'late',
  'fail',
  'abandon',
  'fire',
  'fault',
  'violation',
  'seen',
] as const satisfies EntryKind[]);
