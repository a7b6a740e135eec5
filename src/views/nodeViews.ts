/** Nodes as boxes: where their machine stands, what they hold, who works in them, what befalls them. */
import type { FlowNode } from '../flow/flow.ts';
import type { HeldRow } from '../flow/look.ts';
import type { EntryId, EntryOf } from '../kernel/entry.ts';
import { type ActorId, type NodeId, nodeOf, type OperationId } from '../kernel/system.ts';
import type { LiveActor, World } from '../kernel/world.ts';
import { type CrowdView, courseOf, crowdAt } from './crowd.ts';
import { failingNext } from './failing.ts';
import { keptOf } from './kept.ts';
import { type LaneView, laneViews } from './laneViews.ts';
import { type Scene, titleOf } from './scene.ts';
import { type TimerView, timerView } from './timers.ts';
import { briefState, formatTime } from './words.ts';

export interface NodeView {
  readonly id: NodeId;
  readonly title: string;
  readonly icon: FlowNode['icon'];
  /** What it is, in a word or two. */
  readonly role: string;
  readonly column: number;
  readonly row: number;
  /** What is drawn in its box beside rows. */
  readonly drawing: Drawing | null;
  readonly client: boolean;
  readonly status: 'up' | 'down' | 'paused';
  /** Where its machine stands, in words, or how many a crowd has; empty when it has no states or is down. */
  readonly state: string;
  /** What is wrong with it or its links: `down until 3.2 s`, `cut off from API`, `next request fails`; empty when nothing is. */
  readonly note: string;
  /** It is down, and what it holds is what its disk keeps. */
  readonly keeps: boolean;
  readonly holds: readonly HeldRow[];
  /** The queue that it keeps. */
  readonly lanes: readonly LaneView[];
  /** Its members as one, when it is a crowd; they are not among `actors`, nor their timers among `timers`. */
  readonly crowd: CrowdView | null;
  /** Those that work on an operation in it, the oldest first; at most `ACTORS_SHOWN`. */
  readonly actors: readonly ActorView[];
  /** How many work in it beyond those shown. */
  readonly moreActors: number;
  readonly timers: readonly TimerView[];
  /** Faults of the run that act on it now, as indexes into the run's faults. */
  readonly faults: readonly number[];
  /** The entry that last moved its own machine; -1 when it is down. */
  readonly since: EntryId;
}

export interface ActorView {
  readonly id: ActorId;
  readonly op: OperationId;
  readonly machine: string;
  readonly state: string;
}

export const ACTORS_SHOWN = 4;
const TIMERS_SHOWN = 6;

/** Before what a node that is down has kept. */
export const ON_DISK = 'still on its disk';
export const showsKept = ({ keeps, holds, lanes }: NodeView): boolean =>
  keeps && holds.length + lanes.length > 0;

export type Drawing = 'queue' | 'crowd';

/** Known before the run: a box does not change its width. */
export const drawingOf = ({ lanes, crowd }: FlowNode): Drawing | null =>
  lanes !== undefined ? 'queue' : crowd !== undefined ? 'crowd' : null;

/** In the plan's order. */
export function nodeViews(scene: Scene, world: World): NodeView[] {
  const { nodes } = scene.compiled.plan;
  const crowds = new Set(nodes.filter(({ crowd }) => crowd !== undefined).map(({ id }) => id));
  const guests = new Map<NodeId, LiveActor[]>();
  for (const actor of world.actors.values()) {
    if (actor.id === actor.node || crowds.has(actor.node)) continue;
    const list = guests.get(actor.node);
    if (list === undefined) guests.set(actor.node, [actor]);
    else list.push(actor);
  }
  const timers = new Map<NodeId, EntryOf<'timer'>[]>();
  for (const timer of world.timers.values()) {
    const node = nodeOf(timer.actor);
    if (node !== timer.actor && crowds.has(node)) continue;
    const list = timers.get(node);
    if (list === undefined) timers.set(node, [timer]);
    else list.push(timer);
  }
  return nodes.map((node) =>
    nodeView(scene, world, node, guests.get(node.id) ?? [], timers.get(node.id) ?? []),
  );
}

function nodeView(
  scene: Scene,
  world: World,
  node: FlowNode,
  guests: readonly LiveActor[],
  timers: readonly EntryOf<'timer'>[],
): NodeView {
  const { id, title, icon, role, column, row, client = false } = node;
  const own = world.actors.get(id);
  const kept = keptOf(scene.trace, world, node);
  const context = kept ?? own?.standing.context;
  const crowd = crowdOf(scene, node, world.index);
  return {
    id,
    title,
    icon,
    role,
    column,
    row,
    drawing: drawingOf(node),
    client,
    status: world.nodes.get(id) ?? 'up',
    state:
      own === undefined ? '' : crowd === null ? briefState(own.standing.value) : headcount(crowd),
    note: noteOf(scene, world, id),
    keeps: kept !== undefined,
    holds: context === undefined ? [] : (node.holds?.(context) ?? []),
    lanes: context === undefined ? [] : laneViews(world, node, context),
    crowd,
    actors: guests.slice(0, ACTORS_SHOWN).map(actorView),
    moreActors: Math.max(0, guests.length - ACTORS_SHOWN),
    timers: soonest(timers).map((timer) =>
      timerView(timer, world.actors.get(timer.actor)?.op ?? ''),
    ),
    faults: [...world.faults.values()]
      .filter(({ fault }) => 'node' in fault && fault.node === id)
      .map(({ index }) => index),
    since: own?.since ?? -1,
  };
}

const actorView = ({ id, op, machine, standing }: LiveActor): ActorView => ({
  id,
  op,
  machine,
  state: briefState(standing.value),
});

const soonest = (timers: readonly EntryOf<'timer'>[]): readonly EntryOf<'timer'>[] =>
  timers.toSorted((a, b) => a.dueUs - b.dueUs || a.id - b.id).slice(0, TIMERS_SHOWN);

const headcount = ({ count, member }: CrowdView): string =>
  `${count.toLocaleString('en')} ${member}${count === 1 ? '' : 's'}`;

const crowdOf = (scene: Scene, node: FlowNode, index: EntryId): CrowdView | null => {
  const course = courseOf(scene, node);
  return node.crowd === undefined || course === undefined
    ? null
    : crowdAt(course, node.crowd, index);
};

function noteOf(scene: Scene, world: World, node: NodeId): string {
  const notes: string[] = [];
  for (const { fault } of world.faults.values()) {
    if ('link' in fault && fault.kind === 'cut') {
      const other = farEnd(fault.link, node);
      if (other !== undefined) notes.push(`cut off from ${titleOf(scene, other)}`);
    }
    if (!('node' in fault) || fault.node !== node) continue;
    if (fault.kind === 'crash') {
      notes.push(`down until ${formatTime(fault.atUs + fault.downForUs)}`);
    } else if (fault.kind === 'stop') notes.push('stopped');
    else if (fault.kind === 'pause') notes.push('paused');
    else if (fault.kind === 'slow') notes.push(`${fault.factor}× slower`);
    else if (fault.kind === 'skew') {
      notes.push(
        `clock ${formatTime(Math.abs(fault.byUs))} ${fault.byUs < 0 ? 'behind' : 'ahead'}`,
      );
    }
  }
  const failing = failingNext(scene, node, world.index);
  if (failing > 0) {
    notes.push(failing === 1 ? 'next request fails' : `next ${failing} requests fail`);
  }
  return notes.join(', ');
}

/** The node at the other end of a link that begins or ends at this one. */
function farEnd(link: string, node: NodeId): NodeId | undefined {
  const [from = '', to = ''] = link.split(/->|--/);
  if (from === node) return to;
  return to === node ? from : undefined;
}
