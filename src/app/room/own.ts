/**
 * What a participant does by themselves: a playback of their own, which begins with what the class
 * saw at that moment. What they did before stays in it as branches. Controls that the instructor
 * locked stay locked.
 */
import type { Flow } from '../../flow/flow.ts';
import type { Run } from '../../flow/run.ts';
import { LINK_FAULTS, MESSAGE_FAULTS, NODE_FAULTS } from '../../kernel/schedule.ts';
import { placeOf } from '../../playback/moments.ts';
import type { Guide } from '../../playback/state.ts';
import { createPlayback, type PlaybackStore } from '../../playback/store.ts';
import type { Observable, RoomView } from '../../room/client/room.ts';
import type { RoomState } from '../../room/protocol.ts';
import { library } from '../library.ts';
import { FAULTS, VARIANT, WORKLOAD } from './controls.ts';

export interface Own {
  /** With what the class sees now as its run. */
  readonly from: (shown: PlaybackStore) => PlaybackStore;
  readonly close: () => void;
}

export function makeOwn(room: Observable<RoomView>): Own {
  let store: PlaybackStore | null = null;
  let start: Run | null = null;
  let led = '';
  const lead = () => {
    const { state } = room.get();
    if (store === null || start === null || state === null) return;
    const { locked, hidden } = state;
    const wanted = JSON.stringify([start, locked, hidden]);
    if (wanted === led) return;
    led = wanted;
    store.getState().setGuide(guideOf(store.getState().scene.flow, start, { locked, hidden }));
  };
  const stop = room.subscribe(lead);
  return {
    from: (shown) => {
      const { scene, playhead } = shown.getState();
      const place = placeOf(scene.trace, playhead);
      shown.getState().pause();
      start = scene.run;
      if (store === null) {
        store = createPlayback({ catalogue: library.loaded, run: scene.run });
        store.getState().seek(place.atUs);
      } else {
        store.getState().setGuide(null);
        store.getState().open(scene.run, { place, title: 'From the class' });
      }
      lead();
      return store;
    },
    close: () => {
      stop();
      store?.getState().pause();
    },
  };
}

const KINDS = [...NODE_FAULTS, ...LINK_FAULTS, ...MESSAGE_FAULTS];

/** `null` where everything is open. `start`: what the class saw; what is locked stays as it is there. */
export function guideOf(
  flow: Flow,
  start: Run,
  { locked, hidden }: Pick<RoomState, 'locked' | 'hidden'>,
): Guide | null {
  const shut = [...locked, ...hidden];
  if (shut.length === 0) return null;
  const free = (names: readonly string[], prefix: string) =>
    names.filter((name) => !shut.includes(`${prefix}:${name}`));
  const valueOf = (run: Run, control: string): unknown => {
    const [kind, name = ''] = control.split(':');
    if (kind === 'fix') return run.fixes[name];
    if (kind === 'param') return run.params[name];
    if (control === WORKLOAD) return [run.workload, run.seed];
    return control === VARIANT ? run.variant : control === FAULTS ? run.faults : null;
  };
  return {
    open: {
      variants: shut.includes(VARIANT) ? [] : Object.keys(flow.variants),
      fixes: free(Object.keys(flow.fixes), 'fix'),
      params: free(Object.keys(flow.params), 'param'),
      faults: shut.includes(FAULTS) ? [] : [...KINDS, ...Object.keys(flow.faults)],
      workload: !shut.includes(WORKLOAD),
    },
    hidden,
    why: 'The instructor locked this.',
    refuse: (run) =>
      run.flow === start.flow &&
      shut.some(
        (control) =>
          JSON.stringify(valueOf(run, control)) !== JSON.stringify(valueOf(start, control)),
      )
        ? ['The instructor locked it for this class.']
        : [],
    focus: [],
    veil: null,
    onPoint: null,
  };
}
