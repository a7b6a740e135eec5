/** What the page opens with: the moment of a link, what stood here before, or a flow that is already playing. */
import { beginPlayback, openLinked } from '../playback/begin.ts';
import { decodeLink } from '../playback/link.ts';
import type { PlaybackStore } from '../playback/store.ts';
import { browserVault, type Vault } from '../playback/vault.ts';
import { library, openFlow, orSay } from './library.ts';

const NO_MOTION = '(prefers-reduced-motion: reduce)';

export interface Opened {
  readonly store: PlaybackStore;
  readonly close: () => void;
}

/**
 * Opens the link in the fragment, or the flow that the query names (`?flow=jobs`). Rejects when a
 * flow that it needs cannot be loaded.
 */
export async function openPlayback(
  { hash, search }: Pick<Location, 'hash' | 'search'>,
  vault: Vault = browserVault('session'),
): Promise<Opened> {
  const [first] = library.entries;
  if (first === undefined) throw new Error('The catalogue is empty.');
  const wanted = new URLSearchParams(search).get('flow');
  const isThere = library.entries.some(({ id }) => id === wanted);
  const { store, wasLink, close } = await beginPlayback({
    library,
    first: wanted !== null && isThere ? wanted : first.id,
    fragment: hash,
    vault,
    plays: !matchMedia(NO_MOTION).matches,
  });
  if (wanted !== null && !wasLink) await show(store, wanted);
  if (wasLink || wanted !== null) forgetAddress();
  return { store, close };
}

/** The flow as it opens, unless it stands there already. */
async function show(store: PlaybackStore, wanted: string): Promise<void> {
  if (store.getState().scene.flow.id === wanted) return;
  if (library.entries.some(({ id }) => id === wanted)) return openFlow(store, wanted);
  store.getState().setProblem({
    title: 'This address names a flow that there is not.',
    details: [
      `The flows are ${library.entries.map(({ id }) => id).join(', ')}.`,
      'Here is what stood there before.',
    ],
  });
}

/** Another link was put into the address of the page that is open. */
export function followAddress(store: PlaybackStore): () => void {
  const open = async () => {
    const linked = await decodeLink(library, location.hash);
    if (linked === null) return;
    openLinked(store, linked);
    forgetAddress();
  };
  const listener = () => void orSay(store, open);
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** A reload shows what was done since, not the link again. */
function forgetAddress(): void {
  history.replaceState(null, '', location.pathname);
}
