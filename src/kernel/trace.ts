/** A trace: the entries of a run, and the world at any of them. */
import type { Entry, EntryId, EntryOf } from './entry.ts';
import type { Schedule } from './schedule.ts';
import type { Micros } from './time.ts';
import { apply, copyWorld, emptyWorld, type World } from './world.ts';

/** At least this many entries lie between two checkpoints, and at least this many times what a checkpoint holds. */
const SPACING = 512;
const SPACING_PER_ITEM = 4;

export class Trace {
  readonly entries: readonly Entry[];
  readonly schedule: Schedule;
  readonly violations: readonly EntryOf<'violation' | 'seen'>[];
  private readonly list: Entry[] = [];
  private readonly found: EntryOf<'violation' | 'seen'>[] = [];
  private readonly checkpoints: World[] = [emptyWorld()];
  private nextCheckpoint = SPACING;
  /** The world after the last entry. */
  private readonly newest = emptyWorld();
  /** Where one looked last. */
  private latest: World = emptyWorld();

  constructor(schedule: Schedule) {
    this.schedule = schedule;
    this.entries = this.list;
    this.violations = this.found;
  }

  /** The next entry, as it is made. Checkpoints are kept on the way, so that no look back has to wait for them. */
  add(entry: Entry): void {
    this.list.push(entry);
    if (entry.kind === 'violation' || entry.kind === 'seen') this.found.push(entry);
    const world = this.newest;
    apply(world, entry);
    if (world.index < this.nextCheckpoint) return;
    this.checkpoints.push(copyWorld(world));
    const size = world.actors.size + world.inFlight.size + world.timers.size;
    this.nextCheckpoint = world.index + Math.max(SPACING, SPACING_PER_ITEM * size);
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
    const { latest } = this;
    const checkpoint = this.checkpointBefore(target);
    const isNear = latest.index <= target && latest.index >= checkpoint.index;
    const world = copyWorld(isNear ? latest : checkpoint);
    while (world.index < target) {
      const entry = this.entries[world.index + 1];
      if (entry === undefined) break;
      apply(world, entry);
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
}
