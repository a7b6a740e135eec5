/** What the page opens with: the moment of a link, what stood here before, or a flow that is already playing. */
import { openingRun } from '../flow/compile.ts';
import { catalogue } from '../flows/catalogue.ts';
import { beginPlayback, openLinked } from '../playback/begin.ts';
import { decodeLink } from '../playback/link.ts';
import type { PlaybackStore } from '../playback/store.ts';
import { browserVault, type Vault } from '../playback/vault.ts';

const NO_MOTION = '(prefers-reduced-motion: reduce)';

export async function openPlayback(
  fragment: string,
  vault: Vault = browserVault('session'),
): Promise<PlaybackStore> {
  const [flow] = catalogue;
  if (flow === undefined) throw new Error('The catalogue is empty.');
  const { store, wasLink, stopKeeping } = await beginPlayback({
    catalogue,
    run: openingRun(flow),
    fragment,
    vault,
    plays: !matchMedia(NO_MOTION).matches,
  });
  if (wasLink) forgetFragment();
  // What was done last is kept even when the page goes within the second.
  addEventListener('pagehide', stopKeeping);
  return store;
}

/** Another link was put into the address of the page that is open. */
export function followAddress(store: PlaybackStore): () => void {
  const onChange = async () => {
    const linked = await decodeLink(catalogue, location.hash);
    if (linked === null) return;
    openLinked(store, linked);
    forgetFragment();
  };
  const listener = () => void onChange();
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** A reload shows what was done since, not the link again. */
function forgetFragment(): void {
  history.replaceState(null, '', location.pathname + location.search);
}
