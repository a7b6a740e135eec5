/**
 * Brings a lesson and playback together: each step opens its run, ends it where the step ends, and
 * hears when it was played. The run of a step is cut off there, so that nothing on the page can
 * show what comes after.
 */
import type { Flow } from '../../flow/flow.ts';
import { normalise, parseRun, runText } from '../../flow/parse.ts';
import type { Run } from '../../flow/run.ts';
import type { Micros } from '../../kernel/time.ts';
import { KIND_TITLES, stepOf } from '../../panels/lesson/lesson.ts';
import type { LessonActor, LessonSnapshot } from '../../panels/lesson/machine.ts';
import type { Guide } from '../../playback/state.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import { type Beat, setupRun } from '../../scenario/beats.ts';
import { refusals } from '../../scenario/judge.ts';
import type { Pointed, Scenario } from '../../scenario/scenario.ts';
import type { Target } from '../../views/menus.ts';
import { titleOf } from '../../views/scene.ts';
import { makeHaste } from './hasten.ts';

/** A run that ends at an instant; what would befall it later is not told. */
export function cutAt(run: Run, untilUs: number | null): Run {
  if (untilUs === null) return run;
  return {
    ...run,
    untilUs,
    faults: run.faults.filter((fault) => !('atUs' in fault) || fault.atUs <= untilUs),
    inputs: run.inputs.filter(({ atUs }) => atUs <= untilUs),
  };
}

/** What stands on the screen at a step; a challenge shows its run to the end. */
export const shownRun = (beat: Beat): Run =>
  beat.step.kind === 'challenge' ? beat.run : cutAt(beat.run, beat.untilUs);

/** What was played that a step changes; `undefined` where it changes the setup. */
function changedBeat(beats: readonly Beat[], index: number): Beat | undefined {
  const step = beats[index]?.step;
  const after = step !== undefined && 'after' in step ? step.after : undefined;
  const played = beats.slice(0, index).filter(({ plays }) => plays);
  return after === undefined ? played.at(-1) : played.find((each) => each.step.id === after);
}

/** The run that a step changes. */
export const changedRun = (
  flow: Flow,
  scenario: Scenario,
  beats: readonly Beat[],
  index: number,
): Run => changedBeat(beats, index)?.run ?? setupRun(flow, scenario);

/** Where that was seen to break. */
export const seenUntilUs = (beats: readonly Beat[], index: number): Micros | null =>
  changedBeat(beats, index)?.untilUs ?? null;

interface Led {
  readonly store: PlaybackStore;
  readonly actor: LessonActor;
  readonly flow: Flow;
  readonly beats: readonly Beat[];
}

/** From now on the lesson leads, until the returned function is called. */
export function lead({ store, actor, flow, beats }: Led): () => void {
  const { scenario } = actor.getSnapshot().context;
  const textOf = (run: Run): string => runText(flow, normalise(flow, run));
  let led: LessonSnapshot | null = null;
  const hasten = makeHaste(store);

  const show = (snapshot: LessonSnapshot, isFirst: boolean, isAgain: boolean): void => {
    const { context } = snapshot;
    const beat = beats[context.index];
    if (beat === undefined) return;
    const { step } = beat;
    const { open, run: now, scene } = store.getState();
    const title = `Step ${context.index + 1}: ${KIND_TITLES[step.kind]}`;
    const run = shownRun(beat);
    if (step.kind === 'challenge') {
      open(run, { alone: true, title });
      const kept = parseRun([flow], context.answers[step.id]?.run);
      if (kept.ok) open(kept.run, { title: 'As you left it' });
      return;
    }
    const isReady = snapshot.matches({ watching: 'ready' });
    // What is there already stays as it is: a person may look at another instant of it.
    if (!isFirst && !isReady && textOf(run) === textOf(now) && scene.run.flow === flow.id) return;
    if (step.kind === 'fix') {
      const before = changedRun(flow, scenario, beats, context.index);
      open(cutAt(before, beat.untilUs), { alone: true, title: 'Before' });
    }
    const place = { atUs: isReady ? beat.fromUs : Number.MAX_SAFE_INTEGER };
    open(run, { alone: step.kind !== 'fix', title, place, play: isReady && context.playsAtOnce });
    if (beat.plays && !isAgain) void hasten(beat);
  };

  const follow = (snapshot: LessonSnapshot): void => {
    const former = led;
    led = snapshot;
    const isSameStep = former?.context.index === snapshot.context.index;
    const isAgain =
      former?.matches({ watching: 'stopped' }) === true && snapshot.matches({ watching: 'ready' });
    if (isSameStep && former !== null && sameState(former, snapshot)) return;
    store.getState().setGuide(guideOf(snapshot));
    if (!isSameStep || isAgain) {
      if (!isSameStep) {
        store.getState().pause();
        store.getState().setProblem(null);
      }
      show(snapshot, former === null, isSameStep && isAgain);
    }
  };

  const guideOf = (snapshot: LessonSnapshot): Guide => {
    const { context } = snapshot;
    const step = stepOf(context);
    const focus = step?.focus ?? [];
    if (step?.kind === 'challenge') {
      const start = beats[context.index]?.run;
      return {
        open: step.allow,
        why: 'The challenge leaves this as it is.',
        refuse: (run) => (start === undefined ? [] : refusals(flow, step.allow, start, run)),
        focus,
        veil: null,
        onPoint: null,
      };
    }
    const isOpen = snapshot.matches({ predicting: 'open' });
    const isLooking = snapshot.matches({ observing: 'looking' });
    return {
      open: NOTHING_OPEN,
      why: 'The scenario sets the run in this step.',
      refuse: () => [
        'The scenario sets the run in this step. A challenge opens some controls; to change everything, choose “Explore this run freely”.',
      ],
      focus,
      veil: isOpen ? 'what follows stays hidden until you predict' : null,
      onPoint: isLooking ? (target) => point(target) : null,
    };
  };

  const point = (target: Target): void => {
    const { scene } = store.getState();
    const pointed = pointedAt(scene, target);
    if (pointed !== null) actor.send({ type: 'point', ...pointed });
  };

  follow(actor.getSnapshot());
  const following = actor.subscribe(follow);
  const leave = store.subscribe((state, former) => {
    const snapshot = actor.getSnapshot();
    const beat = beats[snapshot.context.index];
    if (beat === undefined) return;
    if (beat.step.kind === 'challenge') {
      if (state.run !== former.run && !state.working)
        actor.send({ type: 'edited', run: state.run });
      return;
    }
    if (!snapshot.matches({ watching: 'ready' }) || state.working || state.playing) return;
    const isAtEnd = state.playhead.index >= state.scene.trace.entries.length - 1;
    if (isAtEnd && textOf(state.scene.run) === textOf(shownRun(beat))) {
      actor.send({ type: 'played' });
    }
  });
  return () => {
    following.unsubscribe();
    leave();
    store.getState().setGuide(null);
  };
}

const NOTHING_OPEN = { variants: [], fixes: [], params: [], faults: [] } as const;

const sameState = (a: LessonSnapshot, b: LessonSnapshot): boolean =>
  JSON.stringify(a.value) === JSON.stringify(b.value);

/** What was pointed at, and what it is called; a link is no answer. */
function pointedAt(
  scene: ReturnType<PlaybackStore['getState']>['scene'],
  target: Target,
): { readonly pointed: Pointed; readonly title: string } | null {
  switch (target.kind) {
    case 'node':
      return { pointed: { node: target.node }, title: titleOf(scene, target.node) };
    case 'message': {
      const entry = scene.trace.entries[target.send];
      if (entry?.kind !== 'send') return null;
      return { pointed: { message: entry.address }, title: `the message ${entry.address}` };
    }
    case 'link':
      return null;
  }
}
