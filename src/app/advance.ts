import { everyFrame } from '../playback/clock.ts';
import type { PlaybackStore } from '../playback/store.ts';

/** Frames run only while something moves. */
export function advanceWhilePlaying(store: PlaybackStore): () => void {
  let stop: (() => void) | undefined;
  const follow = () => {
    const runs = store.getState().player === 'playing';
    if (runs && stop === undefined) stop = everyFrame(store.getState().advance);
    else if (!runs && stop !== undefined) {
      stop();
      stop = undefined;
    }
  };
  follow();
  const unsubscribe = store.subscribe(follow);
  return () => {
    unsubscribe();
    stop?.();
  };
}
