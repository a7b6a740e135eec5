/**
 * Playback: one run is shown at a playhead; every edit makes another run beside it. The store
 * holds data and does what `PlaybackActions` says; all rules are in the pure modules it calls.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Flow } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import { nextInstant } from '../views/menus.ts';
import { type Scene, sceneOf } from '../views/scene.ts';
import { beginBranches, currentOf, moved, visited } from './branches.ts';
import { nextTurn, realNowMs } from './clock.ts';
import * as edits from './edits.ts';
import { momentFrom } from './moments.ts';
import { parsedSafely, refusal } from './outside.ts';
import { paceOf } from './pace.ts';
import type { Kept } from './persist.ts';
import type { Timing } from './simulating.ts';
import { makeStage } from './stage.ts';
import { flowOf, type Place, type Playback, speedWithin } from './state.ts';
import { makeTransport } from './transport.ts';

export type PlaybackStore = StoreApi<Playback>;

export interface PlaybackOptions {
  /** The flows that are loaded; it may grow. Whoever opens a run sees to it that its flow is there. */
  readonly catalogue: readonly Flow[];
  /** Real time; another in tests. */
  readonly timing?: Timing;
}

/** What it opens with: a run that is known to be right, or what was kept of an earlier visit. */
type First = { readonly run: Run } | { readonly recalled: Kept };

/** Opens a run, paused at its start (or what was kept, where it stood). Throws what the flow throws. */
export function createPlayback({
  catalogue,
  timing = { nowMs: realNowMs, nextTurn },
  ...first
}: PlaybackOptions & First): PlaybackStore {
  const { branches, place, speed } = 'recalled' in first ? first.recalled : asOpened(first.run);
  const { run } = currentOf(branches);
  const shown = sceneOf(flowOf(catalogue, run.flow), run);
  const start = momentFrom(shown.trace, place);
  const pace = paceOf(shown.trace);
  return createStore<Playback>()((set, get) => {
    const transport = makeTransport(get, set, {
      watchS: pace.toWatch(start.atUs),
      wantedUs: start.atUs,
    });
    const stage = makeStage({ catalogue, timing, get, set, transport, first: shown }, branches);
    const { edit, show, open } = stage;
    const scene = (): Scene => get().scene;
    const flow = (): Flow => flowOf(catalogue, get().run.flow);
    const wanted = (): Run => get().run;

    return {
      scene: shown,
      pace,
      playhead: start,
      run,
      working: false,
      player: 'paused',
      playing: false,
      speed: speedWithin(speed),
      ...stage.shownBranches(),
      selection: null,
      lit: [],
      asked: null,
      followed: null,
      problem: null,
      limitUs: null,
      guide: null,
      ...transport.actions,

      open,
      openUntrusted: (value, options) => {
        const parsed = parsedSafely(catalogue, value);
        if (parsed.ok) open(parsed.run, options);
        else
          set({
            problem: refusal(
              'What was given',
              parsed.problems,
              'The run on the screen stays as it is.',
            ),
          });
        return parsed.ok;
      },
      setVariant: (variant) => edit(() => edits.withVariant(flow(), wanted(), variant)),
      setFix: (name, value) => edit(() => edits.withFix(flow(), wanted(), name, value)),
      setParam: (name, value, options) =>
        edit(() => edits.withParam(flow(), wanted(), name, value), options),
      setWorkload: (workload) => edit(() => edits.withWorkload(flow(), wanted(), workload)),
      setSeed: (seed) => edit(() => edits.withSeed(flow(), wanted(), seed)),
      addFault: (fault) => edit(() => edits.withFault(scene(), wanted(), fault)),
      inject: (offer) => {
        const fault = offer.make(nextInstant(scene(), get().playhead));
        edit(() => edits.withFault(scene(), wanted(), fault));
      },
      moveFault: (index, atUs, options) =>
        edit(() => edits.withFaultAt(scene(), wanted(), index, atUs), options),
      stretchFault: (index, lengthUs, options) =>
        edit(() => edits.withFaultLength(scene(), wanted(), index, lengthUs), options),
      changeFault: (index, fault, options) =>
        edit(() => edits.withOtherFault(scene(), wanted(), index, fault), options),
      removeFault: (index) => edit(() => edits.withoutFault(scene(), wanted(), index)),
      addInput: (act) => edit(() => edits.withInput(scene(), wanted(), act)),
      perform: (offer) => {
        const act = offer.make(nextInstant(scene(), get().playhead));
        edit(() => edits.withInput(scene(), wanted(), act));
      },
      removeInput: (index) => edit(() => edits.withoutInput(flow(), wanted(), index)),
      removeHold: (index) => edit(() => edits.withoutHold(wanted(), index)),
      reset: () => edit(() => edits.asOpened(flow())),
      undo: () => show(moved(stage.branches(), -1)),
      redo: () => show(moved(stage.branches(), 1)),
      switchBranch: (id) => {
        if (stage.branches().list.some((each) => each.id === id)) {
          show(visited(stage.branches(), id));
        }
      },
      select: (selection) => set({ selection }),
      askWhy: (asked) => set({ asked }),
      light: (lit) => set({ lit }),
      follow: (followed) => set({ followed }),
      setProblem: (problem) => set({ problem }),
      setGuide: (guide) => set({ guide }),
      examine: stage.examine,
      settled: stage.settled,
    };
  });
}

const asOpened = (run: Run): Omit<Kept, 'place'> & { readonly place?: Place } => ({
  branches: beginBranches(run, 'As opened'),
  speed: 1,
});
