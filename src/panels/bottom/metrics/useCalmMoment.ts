import { useEffect, useState } from 'react';
import { realNowMs } from '../../../playback/clock.ts';
import { usePlaybackStore } from '../../../playback/usePlayback.ts';
import type { Moment, Scene } from '../../../views/scene.ts';

/** A moment, and the scene that it is one of. */
export interface Stand {
  readonly scene: Scene;
  readonly moment: Moment;
}

/** Where playback stands: at once where one looks, and while it plays no more often than every so many milliseconds. */
export function useCalmMoment(everyMs: number): Stand {
  const store = usePlaybackStore();
  const [stand, setStand] = useState<Stand>(() => standOf(store.getState()));
  useEffect(() => {
    let toldAtMs = Number.NEGATIVE_INFINITY;
    const follow = (state: Parameters<typeof standOf>[0] & { readonly player: string }): void => {
      const nowMs = realNowMs();
      setStand((former) => {
        const same = former.scene === state.scene;
        if (same && former.moment === state.playhead) return former;
        if (same && state.player === 'playing' && nowMs - toldAtMs < everyMs) return former;
        toldAtMs = nowMs;
        return standOf(state);
      });
    };
    follow(store.getState());
    return store.subscribe(follow);
  }, [store, everyMs]);
  return stand;
}

const standOf = ({
  scene,
  playhead,
}: {
  readonly scene: Scene;
  readonly playhead: Moment;
}): Stand => ({
  scene,
  moment: playhead,
});
