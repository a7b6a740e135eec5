/**
 * What panels show of the playhead: at once where one looks or edits; while it plays, no more
 * often than can be read. What moves with every frame is drawn straight on its element instead.
 */
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EntryId } from '../kernel/entry.ts';
import type { Scene } from '../views/scene.ts';
import { realNowMs } from './clock.ts';
import type { PlaybackStore } from './store.ts';
import { usePlaybackStore } from './usePlayback.ts';

/** A scene and the entry at which to show it: always of one trace. */
export interface Shown {
  readonly scene: Scene;
  readonly index: EntryId;
}

const EVERY_MS = 100;

/** They take turns, so that no frame has to draw both. */
const PARTS = ['diagram', 'panels'] as const;
type Part = (typeof PARTS)[number];
type Stores = Readonly<Record<Part, StoreApi<Shown>>>;

const known = new WeakMap<PlaybackStore, Stores>();

/** One for each part of a page, so that all of a part changes together. */
export function shownOf(playback: PlaybackStore, nowMs: () => number = realNowMs): Stores {
  const there = known.get(playback);
  if (there !== undefined) return there;
  const { scene: first, playhead: start } = playback.getState();
  const store = () => createStore<Shown>()(() => ({ scene: first, index: start.index }));
  const stores: Stores = { diagram: store(), panels: store() };
  known.set(playback, stores);
  const changedAtMs = { diagram: Number.NEGATIVE_INFINITY, panels: Number.NEGATIVE_INFINITY };
  playback.subscribe(({ scene, playhead: { index }, player }) => {
    const ms = nowMs();
    for (const part of PARTS) {
      const shown = stores[part].getState();
      if (shown.scene === scene && shown.index === index) continue;
      const moves = player === 'playing' && shown.scene === scene;
      if (moves && ms - changedAtMs[part] < EVERY_MS) continue;
      changedAtMs[part] = ms;
      stores[part].setState({ scene, index });
      if (moves) return;
    }
  });
  return stores;
}

export function useShown(part: Part): Shown {
  return useStore(shownOf(usePlaybackStore())[part]);
}
