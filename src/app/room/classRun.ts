/** The run that a moment of the class names. What a room says is believed no more than a link. */
import type { Run } from '../../flow/run.ts';
import { decodeLink } from '../../playback/link.ts';
import type { RoomMoment } from '../../room/protocol.ts';
import { beatsOf } from '../../scenario/beats.ts';
import type { Scenario, Step } from '../../scenario/scenario.ts';
import { shownRun } from '../lesson/lead.ts';
import { library } from '../library.ts';
import { loadScenario } from '../scenarios/shelf.ts';

export type ClassRun =
  | { readonly ok: true; readonly run: Run; readonly lesson: ClassStep | null }
  | { readonly ok: false; readonly why: string };

/** The step of the scenario that the class is on. */
export interface ClassStep {
  readonly scenario: Scenario;
  readonly step: Step;
  /** From 0 on. */
  readonly index: number;
}

/** Never rejects. */
export async function classRun(moment: RoomMoment): Promise<ClassRun> {
  try {
    const lesson = moment.kind === 'step' ? await classStep(moment.scenario, moment.step) : null;
    if (moment.link === undefined) return { ok: true, run: await stepRun(lesson), lesson };
    const linked = await decodeLink(library, moment.link);
    if (linked?.ok !== true) throw new Error(linked?.problem.title ?? 'That is no link.');
    return { ok: true, run: linked.run, lesson };
  } catch (error) {
    return { ok: false, why: error instanceof Error ? error.message : String(error) };
  }
}

async function classStep(id: string, wanted: string): Promise<ClassStep> {
  const scenario = await loadScenario(id);
  const index = scenario?.steps.findIndex((step) => step.id === wanted) ?? -1;
  const step = scenario?.steps[index];
  if (scenario === undefined || step === undefined) {
    throw new Error('The class is on a step that this version of the app does not have. Reload.');
  }
  return { scenario, step, index };
}

async function stepRun(lesson: ClassStep | null): Promise<Run> {
  if (lesson === null) throw new Error('The room names no run.');
  const flow = await library.load(lesson.scenario.flow);
  const beat = flow && beatsOf(flow, lesson.scenario)[lesson.index];
  if (beat === undefined) throw new Error('The step has no run.');
  return shownRun(beat);
}
