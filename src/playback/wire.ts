/**
 * The wire beside playback: started when the page has been drawn, and never in its way. Whatever
 * fails here, play goes on in-process, and the badge says why.
 */
import { useStore } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import { createStore } from 'zustand/vanilla';
import type { Host } from '../wire/foreign.ts';
import { type WireStatus, wireAtFirst } from '../wire/status.ts';
import type * as Enter from './enter.ts';
import type { PlaybackStore } from './store.ts';

/** One for the page, as there is one worker for it. */
const status = createStore<WireStatus>()(() => wireAtFirst);

export function useWire<T>(selector: (status: WireStatus) => T): T {
  return useStore(status, useShallow(selector));
}

/** A person turns the wire off, or on again. */
export const wantWire = (wanted: boolean): void => status.setState({ wanted });

/** Starts the wire for a store. Returns what stops it: every request is let go. */
export function attachWire(
  store: PlaybackStore,
  base: URL = new URL('.', document.baseURI),
): () => void {
  let disposed = false;
  let stop = (): void => {};
  const start = async (): Promise<void> => {
    const [{ openWire }, { followPlayback }, { enterRequest }] = await Promise.all([
      import('../wire/open.ts'),
      import('./wireFollower.ts'),
      import('./enter.ts'),
    ]);
    if (disposed) return;
    const wire = await openWire(base, hostOf(store, enterRequest));
    const leave = followPlayback(store, wire, status);
    stop = () => {
      leave();
      wire.close();
      status.setState({ ...wireAtFirst, wanted: status.getState().wanted });
    };
    if (disposed) stop();
  };
  const cancel = afterPaint(() => {
    start().catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      status.setState({ mode: 'in-process', reason: `No request leaves the page. ${why}` });
    });
  });
  const dispose = (): void => {
    if (disposed) return;
    disposed = true;
    cancel();
    stop();
  };
  import.meta.hot?.dispose(dispose);
  return dispose;
}

/** A request from outside becomes an act at the playhead. */
function hostOf(store: PlaybackStore, enterRequest: typeof Enter.enterRequest): Host {
  return {
    shown: () => {
      const { scene, run, playhead, player } = store.getState();
      const { flow, trace } = scene;
      return { flow, run, trace, index: playhead.index, playing: player === 'playing' };
    },
    enter: (op, message) => enterRequest(store, op, message),
  };
}

/** Not before the page has been drawn, and not while it is busy; after two seconds in any case. */
function afterPaint(start: () => void): () => void {
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(start, 200);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(start, { timeout: 2_000 });
  return () => cancelIdleCallback(handle);
}
