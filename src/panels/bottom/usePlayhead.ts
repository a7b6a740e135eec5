import { useEffect, useRef } from 'react';
import type { Micros } from '../../kernel/time.ts';
import { usePlaybackStore } from '../../playback/usePlayback.ts';

/** Draws now, at every change of the playhead, and after every render: straight on the element. */
export function usePlayhead(draw: (atUs: Micros) => void): void {
  const store = usePlaybackStore();
  const latest = useRef(draw);
  useEffect(() => {
    latest.current = draw;
    draw(store.getState().playhead.atUs);
  });
  useEffect(
    () =>
      store.subscribe(({ playhead }, former) => {
        if (playhead !== former.playhead) latest.current(playhead.atUs);
      }),
    [store],
  );
}
