/**
 * What the page opens with: the moment of a link, else what stood here before the reload, else
 * the run given, playing. Whatever cannot be opened leaves a message, never an empty page.
 */
import type { Flow } from '../flow/flow.ts';
import type { Run } from '../flow/run.ts';
import { afterwards } from './clock.ts';
import { decodeLink, type Linked } from './link.ts';
import { keepIn, readBack } from './persist.ts';
import type { Playback } from './state.ts';
import { createPlayback, type PlaybackStore } from './store.ts';
import type { Vault } from './vault.ts';

export interface Beginning {
  readonly catalogue: readonly Flow[];
  /** For a first visit: known to be right. */
  readonly run: Run;
  /** `location.hash`. */
  readonly fragment: string;
  readonly vault: Vault;
  /** Whether a first visit finds it playing: not where the system asks for no motion. */
  readonly plays: boolean;
}

export interface Begun {
  readonly store: PlaybackStore;
  /** The fragment was a link: take it out of the address, or a reload opens it again over what was done since. */
  readonly wasLink: boolean;
  readonly stopKeeping: () => void;
}

export async function beginPlayback({
  catalogue,
  run,
  fragment,
  vault,
  plays,
}: Beginning): Promise<Begun> {
  const [linked, kept] = await Promise.all([decodeLink(catalogue, fragment), vault.read()]);
  const recalled = readBack(catalogue, kept);
  const store =
    (recalled === undefined
      ? undefined
      : tried(() => createPlayback({ catalogue, run, recalled }))) ??
    createPlayback({ catalogue, run });
  if (linked !== null) openLinked(store, linked);
  if (linked?.ok !== true && recalled === undefined && plays) store.getState().play();
  const stopKeeping = keepIn(vault, store);
  const stopExamining = examineBehind(store);
  return {
    store,
    wasLink: linked !== null,
    stopKeeping: () => {
      stopKeeping();
      stopExamining();
    },
  };
}

/** Not while the page is being drawn, and not in the middle of a series of edits. */
const QUIET_MS = 1_500;

/** Branches that came back from an earlier visit, or were left in a hurry, get their verdicts later. */
function examineBehind(store: PlaybackStore): () => void {
  const later = afterwards(() => void store.getState().examine(), QUIET_MS);
  const look = ({ branches, working }: Playback): void => {
    if (!working && branches.some(({ verdicts }) => verdicts === undefined)) later.call();
  };
  look(store.getState());
  return store.subscribe((now, before) => {
    if (now.branches !== before.branches || now.working !== before.working) look(now);
  });
}

/** Opens what a link brought, or says why not. */
export function openLinked(store: PlaybackStore, linked: Linked): void {
  if (linked.ok) store.getState().open(linked.run, { place: linked.place, title: 'From a link' });
  else store.getState().setProblem(linked.problem);
}

/** A run that is kept may be one that a newer flow can no longer play. */
function tried<T>(make: () => T): T | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}
