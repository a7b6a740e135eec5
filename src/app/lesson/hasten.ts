/** Plays a step faster that would take long to watch: a crowd takes minutes at 1×. */
import { speedWithin } from '../../playback/state.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import type { Beat } from '../../scenario/beats.ts';

/** Of watching, in seconds. */
const LONGEST_S = 60;

/** Call it with each step that plays, once its run is opened. The speed that a person chose is not made less, and comes back. */
export function makeHaste(store: PlaybackStore): (beat: Beat) => Promise<void> {
  let chosen = store.getState().speed;
  let given = chosen;
  let latest: Beat | null = null;
  return async (beat) => {
    latest = beat;
    await store.getState().settled();
    if (beat !== latest) return;
    const { speed, pace, setSpeed } = store.getState();
    if (speed !== given) chosen = speed;
    const watchS = pace.toWatch(beat.untilUs ?? pace.endUs) - pace.toWatch(beat.fromUs);
    const needed = 2 ** Math.ceil(Math.log2(watchS / LONGEST_S));
    given = speedWithin(Math.max(chosen, needed));
    setSpeed(given);
  };
}
