/** Of the small players of a page at most one plays. */
import type { PlaybackStore } from '../../playback/store.ts';

let plays: PlaybackStore | null = null;

/** When this one begins to play, the one that played before stops. Returns what ends that. */
export function playAlone(store: PlaybackStore): () => void {
  const follow = () => {
    if (!store.getState().playing || plays === store) return;
    plays?.getState().pause();
    plays = store;
  };
  follow();
  const end = store.subscribe(follow);
  return () => {
    end();
    if (plays === store) plays = null;
  };
}
