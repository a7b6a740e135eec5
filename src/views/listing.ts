/** The variant's procedures as listings, with the line lit at which a request stands. */
import { fits, type Listing, type ListingLine } from '../flow/flow.ts';
import type { EntryId, StateValue } from '../kernel/entry.ts';
import type { ActorId, OperationId } from '../kernel/system.ts';
import type { Trace } from '../kernel/trace.ts';
import type { LiveActor, World } from '../kernel/world.ts';
import { keptList } from './equal.ts';
import { type Scene, worldAt } from './scene.ts';
import { lastUpTo, waysOf } from './ways.ts';
import { statePaths } from './words.ts';

export interface ListingView {
  readonly title: string;
  readonly machine: string;
  readonly lines: readonly LineView[];
  /** The request whose lines are lit; `null` when nobody walks through this listing now. */
  readonly lit: {
    readonly actor: ActorId;
    readonly op: OperationId;
    readonly done: boolean;
  } | null;
  /** The operations that walk through it now, the oldest first. */
  readonly ops: readonly OperationId[];
}

export interface LineView {
  readonly text: string;
  /** 1, 2, …; `null` for a comment. */
  readonly number: number | null;
  readonly lit: boolean;
  /** How many requests stand here. */
  readonly count: number;
}

/** What was shown last of each trace: a listing that has not changed is the same object. */
const latest = new WeakMap<Trace, readonly ListingView[]>();

/** The listings of the run's variant; `op`: the request to follow, else the one that moved last. */
export function listingsAt(scene: Scene, index: EntryId, op?: OperationId): readonly ListingView[] {
  const world = worldAt(scene, index);
  const { listings } = scene.flow.variants[scene.run.variant] ?? { listings: [] };
  const { variant, fixes } = scene.compiled.choice;
  const shown = listings.filter((listing) => fits(listing, variant, fixes));
  const fresh = shown.map((listing) => listingView(scene, world, listing, op));
  const views = keptList(latest.get(scene.trace) ?? [], fresh, ({ title }) => title);
  latest.set(scene.trace, views);
  return views;
}

function listingView(
  scene: Scene,
  world: World,
  listing: Listing,
  op: OperationId | undefined,
): ListingView {
  const walkers = [...world.actors.values()].filter(({ machine }) => machine === listing.machine);
  const followed = op === undefined ? newest(walkers) : walkers.find((each) => each.op === op);
  const gone = followed === undefined ? lastGone(scene, world, listing.machine, op) : undefined;
  const shown = followed ?? gone;
  const { variant, fixes } = scene.compiled.choice;
  const standing = counted(walkers.map((each) => each.standing.value));
  let number = 0;
  const lines = listing.lines
    .filter((line) => fits(line, variant, fixes))
    .map(
      (line): LineView => ({
        text: line.text,
        number: line.states.length === 0 ? null : ++number,
        lit: shown !== undefined && standsAt(line, pathsOf(shown.standing.value)),
        count: standing.reduce(
          (sum, { paths, count }) => sum + (standsAt(line, paths) ? count : 0),
          0,
        ),
      }),
    );
  return {
    title: listing.title,
    machine: listing.machine,
    lines,
    lit: shown === undefined ? null : { actor: shown.id, op: shown.op, done: gone !== undefined },
    ops: [...new Set(walkers.map((each) => each.op))],
  };
}

const standsAt = ({ states }: ListingLine, paths: readonly string[]): boolean =>
  paths.some((path) => states.some((state) => path === state || path.startsWith(`${state}.`)));

/** How many stand in each state: of a thousand, most stand in the same few. */
function counted(values: readonly StateValue[]) {
  const all = new Map<string, { readonly paths: readonly string[]; count: number }>();
  for (const value of values) {
    const paths = pathsOf(value);
    const key = paths.join(' ');
    const same = all.get(key);
    if (same === undefined) all.set(key, { paths, count: 1 });
    else same.count++;
  }
  return [...all.values()];
}

/** A state is looked at again and again for as long as somebody stands in it. */
function pathsOf(value: StateValue): readonly string[] {
  if (typeof value === 'string') return [value];
  let paths = known.get(value);
  if (paths === undefined) {
    paths = statePaths(value);
    known.set(value, paths);
  }
  return paths;
}
const known = new WeakMap<object, readonly string[]>();

const newest = (actors: readonly LiveActor[]): LiveActor | undefined =>
  actors.reduce<LiveActor | undefined>(
    (best, actor) => (best === undefined || actor.since > best.since ? actor : best),
    undefined,
  );

/** The last request that walked through and left, for as long as a message of its operation is on its way. */
function lastGone(
  scene: Scene,
  world: World,
  machine: string,
  op: OperationId | undefined,
): LiveActor | undefined {
  const { ends, before } = waysOf(scene.trace);
  const end = lastUpTo(ends.get(machine) ?? [], world.index);
  const last = scene.trace.entries[end === undefined ? -1 : (before[end] ?? -1)];
  if (last === undefined || (last.kind !== 'step' && last.kind !== 'spawn')) return undefined;
  const its = operationOf(scene, last.id);
  if (op !== undefined && its !== op) return undefined;
  const underWay = [...world.inFlight.values()].some(({ event }) => event.op === its);
  if (its === '' || !underWay) return undefined;
  const { actor, after } = last;
  return { id: actor, node: '', machine, op: its, standing: after, since: last.id };
}

/** The operation of an actor that has left: that of its spawn. */
function operationOf({ trace }: Scene, standing: EntryId): OperationId {
  const { before } = waysOf(trace);
  for (let id = standing; id >= 0; id = before[id] ?? -1) {
    const entry = trace.entries[id];
    if (entry?.kind === 'spawn') return entry.op;
  }
  return '';
}
