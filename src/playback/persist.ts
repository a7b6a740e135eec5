/**
 * A reload keeps run, branches and playhead. What is read back is believed no more than a link:
 * every run is parsed again, and what is no longer right is left out.
 */
import type { Flow } from '../flow/flow.ts';
import { flowIdOf } from '../flow/library.ts';
import { BRANCHES_MAX, type Branch, type Branches, type BranchId } from './branches.ts';
import { afterwards } from './clock.ts';
import { isCount, placeFrom } from './link.ts';
import { placeOf } from './moments.ts';
import { parsedSafely } from './outside.ts';
import type { Place, Playback } from './state.ts';
import type { PlaybackStore } from './store.ts';
import type { Vault } from './vault.ts';

export interface Kept {
  readonly branches: Branches;
  readonly place: Place;
  readonly speed: number;
}

/** How often it is written while the playhead moves. */
const WRITE_EVERY_MS = 1_000;

/** Writes what changes to the vault, until the returned function is called. */
export function keepIn(vault: Vault, store: PlaybackStore): () => void {
  const writing = afterwards(() => void vault.write(written(store.getState())), WRITE_EVERY_MS);
  const unsubscribe = store.subscribe((now, before) => {
    const changed = now.branches !== before.branches || now.current !== before.current;
    if (changed || now.playhead !== before.playhead || now.speed !== before.speed) writing.call();
  });
  // A page that goes may not come to its next timer. (There are no pages on the command line.)
  globalThis.addEventListener?.('pagehide', writing.flush);
  return () => {
    globalThis.removeEventListener?.('pagehide', writing.flush);
    unsubscribe();
    writing.flush();
  };
}

/** Plain data, as the vault holds it. */
export function written({ branches, current, playhead, scene, speed }: Playback): unknown {
  return {
    version: 1,
    branches: branches.map(({ id, run, parent, changed }) => ({ id, run, parent, changed })),
    current,
    ...placeOf(scene.trace, playhead),
    speed,
  };
}

/** The ids of the flows that `readBack` needs; whatever stands there in their place. Never throws. */
export function readFlows(value: unknown): readonly unknown[] {
  const { branches } = fieldsOf(value);
  if (!Array.isArray(branches)) return [];
  return [...new Set(branches.map((each) => flowIdOf(fieldsOf(each)['run'])))];
}

/** `undefined` when nothing of it can be used. Never throws. */
export function readBack(catalogue: readonly Flow[], value: unknown): Kept | undefined {
  const { version, branches, current, atUs, entry, speed } = fieldsOf(value);
  if (version !== 1 || !Array.isArray(branches)) return undefined;
  const list: Branch[] = [];
  for (const each of branches.slice(-BRANCHES_MAX)) {
    const branch = branchFrom(catalogue, each);
    if (branch !== undefined && list.every(({ id }) => id !== branch.id)) list.push(branch);
  }
  const last = list.at(-1);
  if (last === undefined) return undefined;
  const ids = new Set(list.map(({ id }) => id));
  const shown = list.find(({ id }) => id === current) ?? last;
  return {
    branches: {
      list: list.map((each) =>
        each.parent !== null && ids.has(each.parent) ? each : { ...each, parent: null },
      ),
      current: shown.id,
      visits: [shown.id],
      visit: 0,
    },
    place: shown.id === current ? placeFrom(atUs, entry) : { atUs: 0 },
    speed: typeof speed === 'number' ? speed : 1,
  };
}

/** Longer than anything that the app writes. */
const CHANGED_MAX = 500;

function branchFrom(catalogue: readonly Flow[], value: unknown): Branch | undefined {
  const { id, run, parent, changed } = fieldsOf(value);
  if (!isCount(id)) return undefined;
  const parsed = parsedSafely(catalogue, run);
  if (!parsed.ok) return undefined;
  return {
    id,
    run: parsed.run,
    parent: isCount(parent) ? (parent satisfies BranchId) : null,
    changed: typeof changed === 'string' ? changed.slice(0, CHANGED_MAX) : '',
  };
}

const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
