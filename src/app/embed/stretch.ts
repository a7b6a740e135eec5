/** A stretch of a run that plays again and again: the `from` and `to` of an embedded diagram. */
import type { Micros } from '../../kernel/time.ts';
import type { PlaybackStore } from '../../playback/store.ts';

/** Until the returned function is called. */
export function repeatStretch(store: PlaybackStore, fromUs: Micros, toUs: Micros): () => void {
  return store.subscribe(({ player, playhead, scene, seek, play }, before) => {
    const isAtEnd = playhead.atUs >= Math.min(toUs, scene.trace.endUs);
    const played = before.player === 'playing';
    if (!isAtEnd || !played) return;
    seek(fromUs);
    if (player !== 'playing') play();
  });
}
