/** A scenario, opened: its flow, its playback, its machine, and what was kept of an earlier visit. */
import { createActor } from 'xstate';
import type { LessonHandle } from '../../panels/lesson/context.ts';
import { END, indexOfStep, stepIdOf } from '../../panels/lesson/lesson.ts';
import { type LessonActor, lessonMachine } from '../../panels/lesson/machine.ts';
import { createPlayback, type PlaybackStore } from '../../playback/store.ts';
import { type Beat, beatsOf } from '../../scenario/beats.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { library } from '../library.ts';
import { changeLesson, finishLesson, readProgress } from '../progress/progress.ts';
import { judgeFor } from './judging.ts';
import { changedRun, cutAt, lead, seenUntilUs, shownRun } from './lead.ts';

export interface OpenLesson {
  readonly scenario: Scenario;
  readonly store: PlaybackStore;
  readonly actor: LessonActor;
  readonly beats: readonly Beat[];
  readonly handle: Pick<
    LessonHandle,
    'actor' | 'beats' | 'compared' | 'play' | 'startOver' | 'showSeed' | 'judge'
  >;
  readonly close: () => void;
}

interface Options {
  /** The step that the address names. */
  readonly step: string | null;
  /** Whether what is done here counts: not of a scenario that is being written. */
  readonly keeps: boolean;
}

/** Rejects when the flow cannot be loaded. Throws what the flow throws over the scenario's runs. */
export async function openLesson(
  scenario: Scenario,
  { step, keeps }: Options,
): Promise<OpenLesson> {
  const [flow, progress] = await Promise.all([library.load(scenario.flow), readProgress()]);
  if (flow === undefined) throw new Error(`There is no flow "${scenario.flow}".`);
  const beats = beatsOf(flow, scenario);
  const kept = keeps ? progress.lessons[scenario.id] : undefined;
  // Who came to the end and comes again begins anew.
  const left = kept?.step === END ? undefined : kept;
  const wanted = indexOfStep(scenario, step ?? '') ?? indexOfStep(scenario, left?.step ?? '') ?? 0;
  const actor = createActor(lessonMachine.provide({ actors: { judge: judgeFor(flow, beats) } }), {
    input: { scenario, index: wanted, done: left?.done ?? [], answers: left?.answers ?? {} },
  }).start();
  const { index } = actor.getSnapshot().context;
  const first = beats[Math.min(index, beats.length - 1)];
  if (first === undefined) throw new Error('The scenario has no steps.');
  const store = createPlayback({ catalogue: library.loaded, run: shownRun(first) });
  const stopLeading = lead({ store, actor, flow, beats });
  const stopKeeping = keeps ? keep(actor, scenario) : () => {};
  const challengeRun = () => beats[actor.getSnapshot().context.index]?.run;
  return {
    scenario,
    store,
    actor,
    beats,
    handle: {
      actor,
      beats,
      compared: (at) => {
        const { run: nowToEnd, untilUs: nowUs } = beats[at] ?? first;
        const wasToEnd = changedRun(flow, scenario, beats, at);
        const wasUs = seenUntilUs(beats, at);
        const [was, now] = [cutAt(wasToEnd, wasUs), cutAt(nowToEnd, nowUs)];
        return { wasUs, nowUs, was, now, wasToEnd, nowToEnd };
      },
      play: () => {
        const { playhead, scene, seek, play } = store.getState();
        const beat = beats[actor.getSnapshot().context.index];
        if (playhead.index >= scene.trace.entries.length - 1) seek(beat?.fromUs ?? 0);
        play();
      },
      startOver: () => {
        const run = challengeRun();
        if (run !== undefined) store.getState().open(run, { title: 'As it was' });
      },
      showSeed: (seed) => {
        const { run, open } = store.getState();
        open({ ...run, seed }, { title: `Seed ${seed}` });
      },
      judge: () => {
        const start = challengeRun();
        const { run } = store.getState();
        if (start !== undefined) actor.send({ type: 'judge', run: { ...run, seed: start.seed } });
      },
    },
    close: () => {
      stopKeeping();
      stopLeading();
      store.getState().pause();
      actor.stop();
    },
  };
}

/** Writes what was done, whenever more was done. */
function keep(actor: LessonActor, scenario: Scenario): () => void {
  let former = '';
  const write = () => {
    const { context } = actor.getSnapshot();
    const { done, answers } = context;
    const now = { step: stepIdOf(context), done: [...done], answers: { ...answers } };
    const text = JSON.stringify(now);
    if (text === former) return;
    former = text;
    void changeLesson(scenario.id, { ...now, leftAtMs: Date.now() });
    // A link to the end alone finishes nothing.
    const isPlayed = scenario.steps.every(
      ({ kind, id }) => kind !== 'predict' || done.includes(id),
    );
    if (isPlayed && actor.getSnapshot().matches('over')) void finishLesson(scenario);
  };
  write();
  const writing = actor.subscribe(write);
  return () => writing.unsubscribe();
}
