import { useMemo, useSyncExternalStore } from 'react';
import { Diagram } from '../diagram/Diagram.tsx';
import { type Frames, FramesContext } from '../diagram/frames.ts';
import type { PlaybackStore } from '../playback/store.ts';
import { usePlayback, usePlaybackStore } from '../playback/usePlayback.ts';
import { useMenuActions } from './useMenuActions.ts';

interface DiagramViewProps {
  readonly upright: boolean;
  readonly inviting: boolean;
}

/** The diagram, fed by playback. */
export function DiagramView({ upright, inviting }: DiagramViewProps) {
  const store = usePlaybackStore();
  const scene = usePlayback((state) => state.scene);
  const index = usePlayback((state) => state.playhead.index);
  const litList = usePlayback((state) => state.lit);
  const lit = useMemo(() => new Set(litList), [litList]);
  const frames = useMemo(() => framesOf(store), [store]);
  const still = useReducedMotion();
  const actions = useMenuActions();
  return (
    <FramesContext value={frames}>
      <Diagram
        {...{ scene, index, lit, upright, still }}
        {...actions}
        inviting={inviting ? scene.flow.opening.breakable : null}
      />
    </FramesContext>
  );
}

const framesOf = (store: PlaybackStore): Frames => ({
  nowUs: () => store.getState().playhead.atUs,
  subscribe: (draw) =>
    store.subscribe(({ playhead }, former) => {
      if (playhead !== former.playhead) draw(playhead.atUs);
    }),
});

function useReducedMotion(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const query = matchMedia('(prefers-reduced-motion: reduce)');
      query.addEventListener('change', onChange);
      return () => query.removeEventListener('change', onChange);
    },
    () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  );
}
