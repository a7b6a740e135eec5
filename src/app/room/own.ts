/**
 * What a participant does by themselves: a playback of their own, which begins with what the class
 * saw at that moment. What they did before stays in it as branches. Controls that the instructor
 * locked stay locked.
 */
import type { Run } from '../../flow/run.ts';
import { placeOf } from '../../playback/moments.ts';
import { createPlayback, type PlaybackStore } from '../../playback/store.ts';
import type { Observable, RoomView } from '../../room/client/room.ts';
import { library } from '../library.ts';
import { guideOf } from './locks.ts';

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
