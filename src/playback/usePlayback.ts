/** Playback in React: one store for the page, read by narrow selectors. */
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Playback } from './state.ts';
import type { PlaybackStore } from './store.ts';

export const PlaybackContext = createContext<PlaybackStore | null>(null);

/** The store itself, for actions: `usePlaybackStore().getState().play()`. Throws outside the context. */
export function usePlaybackStore(): PlaybackStore {
  const store = useContext(PlaybackContext);
  if (store === null) throw new Error('There is no PlaybackContext around this component.');
  return store;
}

/** A part of the state. Objects that a selector makes are compared by their fields. */
export function usePlayback<T>(selector: (state: Playback) => T): T {
  return useStore(usePlaybackStore(), useShallow(selector));
}
