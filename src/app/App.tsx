import { LazyMotion, MotionConfig } from 'framer-motion';
import { useEffect } from 'react';
import { everyFrame } from '../playback/clock.ts';
import type { PlaybackStore } from '../playback/store.ts';
import { PlaybackContext } from '../playback/usePlayback.ts';
import { followAddress } from './opening.ts';
import { Workbench } from './Workbench.tsx';

const motionFeatures = () => import('./motion.ts').then(({ domAnimation }) => domAnimation);

export function App({ store }: { readonly store: PlaybackStore }) {
  useEffect(() => advanceWhilePlaying(store), [store]);
  useEffect(() => followAddress(store), [store]);
  return (
    <PlaybackContext value={store}>
      <LazyMotion features={motionFeatures} strict>
        <MotionConfig reducedMotion="user">
          <Workbench />
        </MotionConfig>
      </LazyMotion>
    </PlaybackContext>
  );
}

/** Frames run only while something moves. */
function advanceWhilePlaying(store: PlaybackStore): () => void {
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
