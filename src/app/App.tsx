import { useEffect } from 'react';
import type { PlaybackStore } from '../playback/store.ts';
import { PlaybackContext } from '../playback/usePlayback.ts';
import { attachWire } from '../playback/wire.ts';
import { advanceWhilePlaying } from './advance.ts';
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
