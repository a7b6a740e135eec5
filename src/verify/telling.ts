/** A witness for somebody who did not search: what it does, in a sentence, and where to stop before it. */
import { compile } from '../flow/compile.ts';
import type { Run } from '../flow/run.ts';
import type { EntryId } from '../kernel/entry.ts';
import { simulate } from '../kernel/simulate.ts';
import type { Micros } from '../kernel/time.ts';
import { faultSentence } from '../views/faults.ts';
import { labelOf } from '../views/messages.ts';
import { type Scene, startOf, titleOf } from '../views/scene.ts';
import { sentence } from '../views/words.ts';
import { type Question, watching } from './question.ts';
import { story } from './story.ts';

export interface Told {
  readonly sentence: string;
  /** Numbered, up to where the guarantee is broken. */
  readonly story: readonly string[];
  /** Before the first fault; before the first thing that has to wait, where there is no fault. */
  readonly place: { readonly atUs: Micros; readonly entry: EntryId };
}

export function tellWitness(
  question: Pick<Question, 'flow' | 'guarantee' | 'boundUs'>,
  run: Run,
): Told {
  const compiled = compile(question.flow, run);
  const trace = simulate(watching(question)(compiled), run);
  const scene: Scene = { flow: question.flow, run, compiled, trace };
  const [found] = trace.violations;
  const parts = [
    ...run.faults.map((fault) => faultSentence(scene, fault)),
    ...run.holds.map(
      ({ hold, until }) => `${named(scene, hold)} comes late, only after ${named(scene, until)}.`,
    ),
    ...(run.faults.length + run.holds.length === 0 ? ['Nothing has to fail.'] : []),
    ...(found === undefined ? [] : [`Then: ${sentence(found.say)}`]),
  ];
  return { sentence: parts.join(' '), story: story(question, run), place: placeBefore(scene) };
}

/** A message by its label and its way; anything else (a timer, an act, a fault) by its address. */
function named(scene: Scene, address: string): string {
  const send = scene.trace.entries.find((each) => each.kind === 'send' && each.address === address);
  if (send?.kind !== 'send') return address;
  const { flow } = scene;
  return `“${labelOf(flow, send)}” of ${send.event.op} from ${titleOf(scene, send.from)} to ${titleOf(scene, send.to)}`;
}

function placeBefore({ run, trace }: Scene): Told['place'] {
  const held = new Set(run.holds.map(({ hold }) => hold));
  const first =
    trace.entries.find(
      (each) => each.kind === 'fault' || (each.kind === 'send' && each.bentBy !== undefined),
    ) ?? trace.entries.find((each) => each.kind === 'send' && held.has(each.address));
  const entry = first === undefined ? startOf(trace).index : first.id - 1;
  return { atUs: trace.entries[entry]?.atUs ?? 0, entry };
}
