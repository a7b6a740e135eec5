/** The flows of the page, and how they are opened while it is there. */
import { useEffect, useState, useSyncExternalStore } from 'react';
import { openingRun } from '../flow/compile.ts';
import { Library } from '../flow/library.ts';
import { catalogue } from '../flows/catalogue.ts';
import type { Problem } from '../playback/state.ts';
import type { PlaybackStore } from '../playback/store.ts';

export const library = new Library(catalogue);

/** The flow as it opens, playing. The one on the screen stays until it is there. */
export async function openFlow(store: PlaybackStore, id: string): Promise<void> {
  await orSay(store, async () => {
    const flow = await library.load(id);
    if (flow !== undefined) store.getState().open(openingRun(flow), { play: true });
  });
}

/** Does what needs a flow; where it cannot be loaded, says so and offers to try again. */
export async function orSay(store: PlaybackStore, act: () => Promise<void>): Promise<void> {
  const { setProblem } = store.getState();
  try {
    await act();
  } catch (error) {
    const again = () => {
      setProblem(null);
      void orSay(store, act);
    };
    setProblem({ ...notLoaded(error), again });
  }
}

export function notLoaded(error: unknown): Problem {
  const title = error instanceof Error ? error.message : String(error);
  const why = navigator.onLine
    ? 'Its file did not arrive: the network may be slow, or there is a newer version of this page.'
    : 'The network is away, and this browser has not kept the flow yet.';
  return { title, details: [why] };
}

/** What takes less needs no word. */
const PATIENCE_MS = 400;

/** The title of a flow for which one has waited a while; `null` while there is none. */
export function useLoading(): string | null {
  const title = useSyncExternalStore(library.subscribe, library.loading);
  const [waited, setWaited] = useState<string | null>(null);
  useEffect(() => {
    if (title === null) return undefined;
    const timer = setTimeout(() => setWaited(title), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [title]);
  return title !== null && waited === title ? title : null;
}
