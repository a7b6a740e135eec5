/** What the page opens with: the moment of a link, what stood here before, or a flow that is already playing. */
import { beginPlayback, openLinked } from '../playback/begin.ts';
import { decodeLink } from '../playback/link.ts';
import type { PlaybackStore } from '../playback/store.ts';
import { browserVault, type Vault } from '../playback/vault.ts';
import { library, orSay } from './library.ts';

const NO_MOTION = '(prefers-reduced-motion: reduce)';

/** Rejects when a flow that it needs cannot be loaded. */
export async function openPlayback(
  fragment: string,
  vault: Vault = browserVault('session'),
): Promise<PlaybackStore> {
  const [first] = library.entries;
  if (first === undefined) throw new Error('The catalogue is empty.');
  const { store, wasLink } = await beginPlayback({
    library,
    first: first.id,
    fragment,
    vault,
    plays: !matchMedia(NO_MOTION).matches,
  });
  if (wasLink) forgetFragment();
  return store;
}

/** Another link was put into the address of the page that is open. */
export function followAddress(store: PlaybackStore): () => void {
  const open = async () => {
    const linked = await decodeLink(library, location.hash);
    if (linked === null) return;
    openLinked(store, linked);
    forgetFragment();
  };
  const listener = () => void orSay(store, open);
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** A reload shows what was done since, not the link again. */
function forgetFragment(): void {
  history.replaceState(null, '', location.pathname + location.search);
}
