/** What the page opens with: the moment of a link, what stood here before, or a flow that is already playing. */
import { beginPlayback, openLinked } from '../playback/begin.ts';
import { decodeLink } from '../playback/link.ts';
import type { PlaybackStore } from '../playback/store.ts';
import { browserVault, type Vault } from '../playback/vault.ts';
import { library, openFlow, orSay } from './library.ts';

const NO_MOTION = '(prefers-reduced-motion: reduce)';

/** Inside of another page nothing is kept: each of its embeds is for itself, and opens as its address says. */
export const isEmbed = (search: string): boolean =>
  new URLSearchParams(search).get('embed') === '1';

const NO_VAULT: Vault = { read: async () => undefined, write: async () => {} };

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
  vault: Vault = isEmbed(search) ? NO_VAULT : browserVault('session'),
): Promise<Opened> {
  const [first] = library.entries;
  if (first === undefined) throw new Error('The catalogue is empty.');
  const asked = new URLSearchParams(search);
  const row = asked.get('show');
  const wanted = row === null ? asked.get('flow') : (row.split('.')[0] ?? row);
  const isThere = library.entries.some(({ id }) => id === wanted);
  const { store, wasLink, close } = await beginPlayback({
    library,
    first: wanted !== null && isThere ? wanted : first.id,
    fragment: hash,
    vault,
    plays: !isEmbed(search) && !matchMedia(NO_MOTION).matches,
  });
  if (wanted !== null && !wasLink) {
    await show(store, wanted);
    await showMore(store, asked);
  }
  const locks = asked.has('lock') || asked.has('hide') ? await lock(store, search) : '';
  if ((wasLink || wanted !== null) && !isEmbed(search)) forgetAddress(locks);
  return { store, close };
}

/** Locks what the address names; returns that part of it, which stays there. */
async function lock(store: PlaybackStore, search: string): Promise<string> {
  const { guideOf, locksFrom, locksText } = await import('./room/locks.ts');
  const locks = locksFrom(search);
  const { scene, run, setGuide } = store.getState();
  setGuide(guideOf(scene.flow, run, locks));
  const text = locksText(locks);
  return text === '' ? '' : `?${text}`;
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

/** A row of the field guide, or details of the flow. */
async function showMore(store: PlaybackStore, asked: URLSearchParams): Promise<void> {
  const row = asked.get('show');
  if (row === null && !DETAILS.some((name) => asked.has(name))) return;
  const { openDetails, openRow } = await import('./asked.ts');
  if (row === null) return openDetails(store, asked);
  if (await openRow(store, row)) return;
  store.getState().setProblem({
    title: 'This address names a row of the field guide that there is not.',
    details: [`It is called “${row}”. Here is its flow as it opens.`],
  });
}

const DETAILS = ['variant', 'guarantee', 'break'] as const;

/** Another link was put into the address of the page that is open. */
export function followAddress(store: PlaybackStore): () => void {
  const open = async () => {
    const linked = await decodeLink(library, location.hash);
    if (linked === null) return;
    openLinked(store, linked);
    forgetAddress();
  };
  // Where a scenario leads, it alone opens runs.
  const listener = () => {
    if (store.getState().guide === null) void orSay(store, open);
  };
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** A reload shows what was done since, not the link again. */
function forgetAddress(kept = ''): void {
  history.replaceState(null, '', location.pathname + kept);
}
