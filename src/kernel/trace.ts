/** A trace: the entries of a run, and the world at any of them. */
import type { Entry, EntryId, EntryOf, SendEntry, Standing } from './entry.ts';
import type { Schedule } from './schedule.ts';
import { type ActorId, type NodeId, nodeOf, type OperationId } from './system.ts';
import type { Micros } from './time.ts';

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
  /** Running timers, by `actor timer`. */
  readonly timers: Map<string, EntryOf<'timer'>>;
  readonly nodes: Map<NodeId, 'down' | 'paused'>;
  /** Faults that have begun and not ended, by their index in the run. */
  readonly faults: Map<number, EntryOf<'fault'>>;
}

/** At least this many entries lie between two checkpoints, and at least this many times what a checkpoint holds. */
const SPACING = 512;
const SPACING_PER_ITEM = 4;

export class Trace {
  readonly entries: readonly Entry[];
  readonly schedule: Schedule;
  readonly violations: readonly EntryOf<'violation' | 'seen'>[];
  private readonly checkpoints: World[] = [emptyWorld()];
  private nextCheckpoint = SPACING;
  private latest: World = emptyWorld();

  constructor(entries: readonly Entry[], schedule: Schedule) {
    this.entries = entries;
    this.schedule = schedule;
    this.violations = entries.filter((each) => each.kind === 'violation' || each.kind === 'seen');
  }

  /** The instant of the last entry. */
  get endUs(): Micros {
    return this.entries.at(-1)?.atUs ?? 0;
  }

  /** The last entry at or before an instant; -1 if there is none. */
  indexAt(atUs: Micros): EntryId {
    let low = 0;
    let high = this.entries.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.entries[middle]?.atUs ?? 0) <= atUs) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The world after an entry. Costs a fold from the nearest checkpoint, or from where one looked last. */
  worldAt(index: EntryId): World {
    const target = Math.min(index, this.entries.length - 1);
    let world = this.latest;
    if (target < world.index) {
      world = copyWorld(this.checkpointBefore(target));
    } else if (world.index < (this.checkpointBefore(target).index ?? -1)) {
      world = copyWorld(this.checkpointBefore(target));
    } else world = copyWorld(world);
    while (world.index < target) {
      const entry = this.entries[world.index + 1];
      if (entry === undefined) break;
      apply(world, entry);
      if (world.index === this.nextCheckpoint) this.keep(world);
    }
    this.latest = world;
    return world;
  }

  private checkpointBefore(index: EntryId): World {
    let low = 0;
    let high = this.checkpoints.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.checkpoints[middle]?.index ?? 0) <= index) low = middle;
      else high = middle - 1;
    }
    return this.checkpoints[low] ?? emptyWorld();
  }

  private keep(world: World): void {
    this.checkpoints.push(copyWorld(world));
    const size = world.actors.size + world.inFlight.size + world.timers.size;
    this.nextCheckpoint = world.index + Math.max(SPACING, SPACING_PER_ITEM * size);
  }
}

function emptyWorld(): World {
  return {
    index: -1,
    actors: new Map(),
    inFlight: new Map(),
    timers: new Map(),
    nodes: new Map(),
    faults: new Map(),
  };
}

function copyWorld(world: World): World {
  return {
    index: world.index,
    actors: new Map(world.actors),
    inFlight: new Map(world.inFlight),
    timers: new Map(world.timers),
    nodes: new Map(world.nodes),
    faults: new Map(world.faults),
  };
}

function apply(world: World, entry: Entry): void {
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
      world.timers.set(`${entry.actor} ${entry.timer}`, entry);
      return;
    case 'fire':
    case 'cancel':
      world.timers.delete(`${entry.actor} ${entry.timer}`);
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
      for (const [key, timer] of world.timers) {
        if (nodeOf(timer.actor) === entry.node) world.timers.delete(key);
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
