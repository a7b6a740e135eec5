/** The instructor's desk: what the class is shown, and the scenario that leads through it. */
import { createStore } from 'zustand/vanilla';
import { openingRun } from '../../flow/compile.ts';
import { decodeLink, placeFrom } from '../../playback/link.ts';
import { createPlayback, type PlaybackStore } from '../../playback/store.ts';
import type { HostRoom, Observable } from '../../room/client/room.ts';
import type { RoomScene, RoomState } from '../../room/protocol.ts';
import { type Beat, beatsOf } from '../../scenario/beats.ts';
import type { Scenario } from '../../scenario/scenario.ts';
import { makeHaste } from '../lesson/hasten.ts';
import { shownRun } from '../lesson/lead.ts';
import { library } from '../library.ts';
import { loadScenario } from '../scenarios/shelf.ts';
import { type ClassStep, classRun } from './classRun.ts';
import { type ShownStep, sceneOf, showClass } from './show.ts';

export interface DeskState {
  readonly lesson: ClassStep | null;
  /** Why something could not be shown to the class. */
  readonly problem: string | null;
}

export interface Desk extends Observable<DeskState> {
  readonly store: PlaybackStore;
  /** To a step of the scenario, from 0 on; does nothing beyond its ends. */
  readonly go: (index: number) => void;
  /** Another scenario, from its first step; `null`: no scenario, the run stays. */
  readonly teach: (id: string | null) => Promise<void>;
  /** Takes up what the room was shown last, after a reload. */
  readonly resume: (shown: RoomState) => Promise<void>;
  /** Shows the class what stands here, from now on until `close`. */
  readonly show: (room: HostRoom) => void;
  /** The wheel came back: the class sees what stands here. */
  readonly again: () => void;
  readonly start: () => Promise<RoomScene>;
  readonly close: () => void;
}

/**
 * `?s=` names a scenario, a link in the fragment a run; else the first flow as it opens. Rejects
 * when it cannot be loaded.
 */
export async function openDesk({ search, hash }: Pick<Location, 'search' | 'hash'>): Promise<Desk> {
  const wanted = new URLSearchParams(search).get('s');
  const scenario = wanted === null ? undefined : await loadScenario(wanted);
  const linked = await decodeLink(library, hash);
  const first = await library.load(scenario?.flow ?? library.entries[0]?.id);
  if (first === undefined) throw new Error('The catalogue is empty.');
  const run = linked?.ok === true ? linked.run : openingRun(first);
  const store = createPlayback({ catalogue: library.loaded, run });
  const hasten = makeHaste(store);
  const state = createStore<DeskState>(() => ({ lesson: null, problem: null }));
  let beats: readonly Beat[] = [];
  let showing: ReturnType<typeof showClass> | null = null;

  const stepNow = (): ShownStep | null => {
    const { lesson } = state.getState();
    const beat = lesson === null ? undefined : beats[lesson.index];
    if (lesson === null || beat === undefined) return null;
    return { scenario: lesson.scenario.id, step: lesson.step.id, run: shownRun(beat) };
  };

  async function begin(chosen: Scenario, index: number): Promise<void> {
    const flow = await library.load(chosen.flow);
    if (flow === undefined) throw new Error(`There is no flow "${chosen.flow}".`);
    beats = beatsOf(flow, chosen);
    stand(chosen, index);
  }

  function stand(chosen: Scenario, index: number): void {
    const beat = beats[index];
    const step = chosen.steps[index];
    if (beat === undefined || step === undefined) return;
    state.setState({ lesson: { scenario: chosen, step, index } });
    const atUs = beat.plays ? beat.fromUs : (beat.untilUs ?? Number.MAX_SAFE_INTEGER);
    store.getState().open(shownRun(beat), { alone: true, title: step.id, place: { atUs } });
    if (beat.plays) {
      void hasten(beat);
      store.getState().play();
    }
    showing?.again();
  }

  if (scenario !== undefined) await begin(scenario, 0);
  if (wanted !== null && scenario === undefined) {
    state.setState({ problem: `There is no scenario “${wanted.slice(0, 60)}”.` });
  }

  return {
    store,
    get: state.getState,
    subscribe: state.subscribe,
    go: (index) => {
      const { lesson } = state.getState();
      if (lesson !== null) stand(lesson.scenario, index);
    },
    teach: async (id) => {
      const chosen = id === null ? undefined : await loadScenario(id);
      if (chosen !== undefined) return begin(chosen, 0);
      state.setState({ lesson: null });
      showing?.again();
    },
    resume: async (shown) => {
      const found = await classRun(shown.moment);
      if (!found.ok) return state.setState({ problem: found.why });
      if (found.lesson !== null) {
        const flow = await library.load(found.lesson.scenario.flow);
        beats = flow === undefined ? [] : beatsOf(flow, found.lesson.scenario);
      }
      state.setState({ lesson: found.lesson, problem: null });
      const place = placeFrom(shown.playhead.atUs, shown.playhead.entry);
      store.getState().open(found.run, { alone: true, title: 'The class', place });
    },
    show: (host) => {
      showing = showClass(
        store,
        stepNow,
        (scene) => host.drive(scene),
        (why) => state.setState({ problem: why }),
      );
    },
    again: () => showing?.again(),
    start: () => sceneOf(store.getState(), stepNow()),
    close: () => {
      showing?.close();
      store.getState().pause();
    },
  };
}
