import { useEffect } from 'react';
import { everyFrame } from '../playback/clock.ts';
import type { PlaybackStore } from '../playback/store.ts';
import { PlaybackContext } from '../playback/usePlayback.ts';
import { attachWire } from '../playback/wire.ts';
import { followAddress } from './opening.ts';
import { Workbench } from './Workbench.tsx';

export function App({ store }: { readonly store: PlaybackStore }) {
  useEffect(() => advanceWhilePlaying(store), [store]);
  useEffect(() => followAddress(store), [store]);
  useEffect(() => attachWire(store), [store]);
  return (
    <PlaybackContext value={store}>
      <Workbench />
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
