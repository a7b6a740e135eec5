import { useEffect, useRef } from 'react';
import type { Micros } from '../../kernel/time.ts';
import { usePlaybackStore } from '../../playback/usePlayback.ts';

/** Draws now, at every change of the playhead, when playing begins or ends, and after every render. */
export function usePlayhead(draw: (atUs: Micros) => void): void {
  const store = usePlaybackStore();
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
    draw(store.getState().playhead.atUs);
  });
  useEffect(
    () =>
      store.subscribe(({ playhead, player }, former) => {
        const changed = playhead !== former.playhead || player !== former.player;
        if (changed) latest.current(playhead.atUs);
      }),
    [store],
  );
}
