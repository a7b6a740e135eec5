/** What the page opens with: the moment of a link, or a flow that is already playing. */
import { openingRun } from '../flow/compile.ts';
import { catalogue } from '../flows/catalogue.ts';
import { decodeLink } from '../playback/link.ts';
import { createPlayback, type PlaybackStore } from '../playback/store.ts';

const noMotion = '(prefers-reduced-motion: reduce)';

export async function openPlayback(hash: string): Promise<PlaybackStore> {
  const [flow] = catalogue;
  if (flow === undefined) throw new Error('The catalogue is empty.');
  const store = createPlayback({ catalogue, run: openingRun(flow) });
  const linked = await decodeLink(catalogue, hash);
  if (linked === null) {
    // Nothing moves by itself where the system asks for no motion.
    if (!matchMedia(noMotion).matches) store.getState().play();
  } else openLinked(store, linked);
  return store;
}

/** Another link was put into the address of the page that is open. */
export function followAddress(store: PlaybackStore): () => void {
  const onChange = async () => {
    const linked = await decodeLink(catalogue, location.hash);
    if (linked !== null) openLinked(store, linked);
  };
  const listener = () => void onChange();
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

type Linked = NonNullable<Awaited<ReturnType<typeof decodeLink>>>;

function openLinked(store: PlaybackStore, linked: Linked): void {
  if (linked.ok) {
    store.getState().open(linked.run, { place: linked.place, title: 'From a link' });
  } else store.getState().setProblem(linked.problem);
}
