/**
 * What the page opens with: the moment of a link, else what stood here before the reload, else
 * a flow as it opens, playing. Whatever cannot be opened leaves a message, never an empty page.
 */
import { openingRun } from '../flow/compile.ts';
import type { Library } from '../flow/library.ts';
import type { Run } from '../flow/run.ts';
import { beginBranches } from './branches.ts';
import { afterwards } from './clock.ts';
import { decodeLink, type Linked } from './link.ts';
import { type Kept, keepIn, readBack, readFlows } from './persist.ts';
import type { Playback } from './state.ts';
import { createPlayback, type PlaybackStore } from './store.ts';
import type { Vault } from './vault.ts';

export interface Beginning {
  readonly library: Library;
  /** The id of the flow that a first visit finds. */
  readonly first: string;
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
  /** Writes what stands there once more, and lets go. */
  readonly close: () => void;
}

/** Loads the flows that it needs. Rejects with a `NotLoaded` when one of them cannot be. */
export async function beginPlayback({
  library,
  first,
  fragment,
  vault,
  plays,
}: Beginning): Promise<Begun> {
  const [linked, kept] = await Promise.all([decodeLink(library, fragment), vault.read()]);
  await Promise.all(readFlows(kept).map((id) => library.load(id)));
  const catalogue = library.loaded;
  const recalled = readBack(catalogue, kept) ?? (linked?.ok === true ? asKept(linked) : undefined);
  const store =
    (recalled && tried(() => createPlayback({ catalogue, recalled }))) ??
    createPlayback({ catalogue, run: await openingOf(library, first) });
  if (linked !== null) openLinked(store, linked);
  if (linked?.ok !== true && recalled === undefined && plays) store.getState().play();
  const endKeeping = keepIn(vault, store);
  const endExamining = examineBehind(store);
  const close = () => {
    store.getState().pause();
    endExamining();
    endKeeping();
  };
  return { store, wasLink: linked !== null, close };
}

/** A link on a first visit is all that there is. */
const asKept = ({ run, place }: Linked & { ok: true }): Kept => ({
  branches: beginBranches(run, FROM_LINK),
  place,
  speed: 1,
});

async function openingOf(library: Library, id: string): Promise<Run> {
  const flow = await library.load(id);
  if (flow === undefined) throw new Error(`There is no flow "${id}".`);
  return openingRun(flow);
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

const FROM_LINK = 'From a link';

/** Opens what a link brought, or says why not. */
export function openLinked(store: PlaybackStore, linked: Linked): void {
  if (linked.ok) store.getState().open(linked.run, { place: linked.place, title: FROM_LINK });
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
