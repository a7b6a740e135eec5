/** A run in numbered sentences, up to where a guarantee is broken (or seen). */
import { compile } from '../flow/compile.ts';
import type { Run } from '../flow/run.ts';
import type { Entry, EntryKind } from '../kernel/entry.ts';
import { simulate } from '../kernel/simulate.ts';
import type { Scene } from '../views/scene.ts';
import { sentenceOf } from '../views/sentences.ts';
import { formatClock } from '../views/words.ts';
import { type Question, watching } from './question.ts';

/** Acts, messages, timers and faults until the guarantee's finding, or until the run's end. */
export function story({ flow, guarantee, boundUs }: Asked, run: Run): string[] {
  const compiled = compile(flow, run);
  const watched = watching(boundUs === undefined ? { guarantee } : { guarantee, boundUs });
  const trace = simulate(watched(compiled), run);
  const scene: Scene = { flow, run, compiled, trace };
  const [found] = trace.violations;
  const told = tellingOf(trace.entries.slice(0, found === undefined ? undefined : found.id + 1));
  const width = String(told.length).length;
  return told.map(
    (entry, i) =>
      `${String(i + 1).padStart(width)}. ${formatClock(entry.atUs)}  ${sentenceOf(scene, entry)}`,
  );
}

type Asked = Pick<Question, 'flow' | 'guarantee' | 'boundUs'>;

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
