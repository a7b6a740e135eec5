/** Everything that stands after an entry of a trace: the fold that a trace looks things up in. */
import type { Entry, EntryId, EntryOf, SendEntry, Standing } from './entry.ts';
import { type ActorId, type NodeId, nodeOf, type OperationId } from './system.ts';

export interface LiveActor {
  readonly id: ActorId;
  readonly node: NodeId;
  readonly machine: string;
  readonly op: OperationId;
  readonly standing: Standing;
  /** The entry that brought it here. */
  readonly since: EntryId;
}

/** Everything that stands after an entry. Read only: it is shared. */
export interface World {
  /** The index of the last entry that it contains; -1 before the first. */
  index: EntryId;
  readonly actors: Map<ActorId, LiveActor>;
  /** Messages on their way, by their send entry's id; local ones never. */
  readonly inFlight: Map<EntryId, SendEntry>;
  /** Running timers, by their entry's id. */
  readonly timers: Map<EntryId, EntryOf<'timer'>>;
  readonly nodes: Map<NodeId, 'down' | 'paused'>;
  /** Faults that have begun and not ended, by their index in the run. */
  readonly faults: Map<number, EntryOf<'fault'>>;
}

export function emptyWorld(): World {
  return {
    index: -1,
    actors: new Map(),
    inFlight: new Map(),
    timers: new Map(),
    nodes: new Map(),
    faults: new Map(),
  };
}

export function copyWorld(world: World): World {
  return {
    index: world.index,
    actors: new Map(world.actors),
    inFlight: new Map(world.inFlight),
    timers: new Map(world.timers),
    nodes: new Map(world.nodes),
    faults: new Map(world.faults),
  };
}

export function apply(world: World, entry: Entry): void {
  world.index = entry.id;
  switch (entry.kind) {
    case 'spawn': {
      const { actor: id, machine, op, after } = entry;
      world.actors.set(id, { id, node: nodeOf(id), machine, op, standing: after, since: entry.id });
      return;
    }
    case 'step': {
      const actor = world.actors.get(entry.actor);
      if (actor !== undefined) {
        world.actors.set(actor.id, { ...actor, standing: entry.after, since: entry.id });
      }
      return;
    }
    case 'end':
      world.actors.delete(entry.actor);
      return;
    case 'send':
      if (!entry.local) world.inFlight.set(entry.id, entry);
      return;
    case 'deliver':
    case 'lose':
    case 'late':
    case 'fail':
      world.inFlight.delete(entry.send);
      return;
    case 'timer':
      world.timers.set(entry.id, entry);
      return;
    case 'fire':
    case 'cancel':
      world.timers.delete(entry.start);
      return;
    case 'fault':
      if (entry.phase === 'begin' && lasts(entry)) world.faults.set(entry.index, entry);
      else world.faults.delete(entry.index);
      return;
    case 'down':
      world.nodes.set(entry.node, 'down');
      for (const actor of world.actors.values()) {
        if (actor.node === entry.node) world.actors.delete(actor.id);
      }
      for (const timer of world.timers.values()) {
        if (nodeOf(timer.actor) === entry.node) world.timers.delete(timer.id);
      }
      return;
    case 'pause':
      world.nodes.set(entry.node, 'paused');
      return;
    case 'up':
    case 'resume':
      world.nodes.delete(entry.node);
      return;
    case 'act':
    case 'abandon':
    case 'fact':
    case 'violation':
    case 'seen':
    case 'over':
      return;
  }
}

/** Faults that begin and end at one instant leave their marks elsewhere. */
const MOMENTARY = ['own', 'failNext', 'disconnect', 'halfOpen'];

function lasts({ fault }: EntryOf<'fault'>): boolean {
  return !('message' in fault) && !MOMENTARY.includes(fault.kind);
}
