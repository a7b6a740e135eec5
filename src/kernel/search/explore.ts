/**
 * Breadth first over everything that can happen, layer by layer: first what costs nothing, then
 * with each allowed late deadline, then with each allowed fault. Within a layer, by length. So
 * the first violation has the fewest faults, then the fewest delays, then the fewest steps.
 *
 * A state met before with no more faults and no more delays is not entered again: whatever
 * follows from it was or will be found at no higher cost. Layers are made from those before
 * (a layer's faults from the one with one fault less), so that nothing is explored twice.
 */
import type { Violation } from '../monitor.ts';
import type { Mover } from './apply.ts';
import { Column } from './intern.ts';
import type { Knowledge } from './knowledge.ts';
import type { Moves } from './moves.ts';
import { Play } from './play.ts';
import { restingViolation } from './rest.ts';
import { PAGE, States } from './states.ts';
import { longestRun, World } from './world.ts';

/** All visits with the same cost, one after the other, by depth. */
interface Layer {
  readonly faults: number;
  readonly delays: number;
  readonly first: number;
  /** By depth: the first visit of that depth. One more than there are depths, once it is complete. */
  readonly starts: number[];
}

export interface Found {
  readonly visit: number;
  /** The last move, if it is not the visit's own; -1 otherwise. */
  readonly move: number;
  readonly faults: number;
  readonly delays: number;
  readonly violation: Violation;
}

interface Limits {
  readonly faults: number;
  readonly delays: number;
}

type Source = 'free' | 'late' | 'faults';

class Overflow extends Error {}

export class Explorer {
  found: Found | null = null;
  exhausted = false;
  /** A state was too large to be searched: the search ends undecided. */
  overflowed = false;
  readonly states: States;
  private readonly know: Knowledge;
  private readonly moves: Moves;
  private readonly mover: Mover;
  private readonly limits: Limits;
  private readonly world: World;
  private readonly play: Play;
  private readonly run: Int32Array;
  private readonly offsets = new Column();
  private readonly parents = new Column();
  private readonly codes = new Column();
  private readonly layers: Layer[] = [];
  /** Of the layer: where each visit's free successors begin, and they, as offsets of states. */
  private readonly edgeStarts = new Column();
  private readonly edges = new Column();
  private readonly work: Generator<void, void>;
  private stopAt = 0;

  constructor(know: Knowledge, moves: Moves, mover: Mover, limits: Limits) {
    this.know = know;
    this.moves = moves;
    this.mover = mover;
    this.limits = limits;
    const nodeCount = know.lexicon.system.nodes.length;
    this.world = new World(nodeCount);
    this.play = new Play(know, this.world);
    this.states = new States();
    this.run = new Int32Array(longestRun(nodeCount));
    this.work = this.explore();
  }

  /** Goes on until that many states are known, a violation is found, or there is nothing left. */
  advance(maxStates: number): void {
    this.stopAt = maxStates;
    while (!this.done && this.states.count < maxStates) {
      try {
        if (this.work.next().done === true && this.found === null) this.exhausted = true;
      } catch (error) {
        if (!(error instanceof Overflow)) throw error;
        this.overflowed = true;
      }
    }
  }

  get done(): boolean {
    return this.found !== null || this.exhausted || this.overflowed;
  }

  /** The budgets of the layers that were explored to their end, in order. */
  get completed(): { faults: number; delays: number }[] {
    return this.exhausted ? this.layers : this.layers.slice(0, -1);
  }

  /** Faults, delays and depth of the layer at work. */
  get front(): { faults: number; delays: number; depth: number } {
    const { faults, delays, starts } = this.layers.at(-1) ?? { faults: 0, delays: 0, starts: [] };
    return { faults, delays, depth: Math.max(0, starts.length - 1) };
  }

  /** The moves from the beginning to a visit. */
  path(visit: number): number[] {
    const codes: number[] = [];
    for (let at = visit; at > 0; at = this.parents.at(at)) codes.push(this.codes.at(at));
    return codes.reverse();
  }

  private *explore(): Generator<void, void> {
    for (let faults = 0; faults <= this.limits.faults; faults++) {
      for (let delays = 0; delays <= this.limits.delays; delays++) {
        yield* this.layer(faults, delays);
        if (this.found !== null) return;
      }
    }
  }

  private *layer(faults: number, delays: number): Generator<void, void> {
    const fewerDelays = this.layers.find((it) => it.faults === faults && it.delays === delays - 1);
    const fewerFaults = this.layers.find((it) => it.faults === faults - 1 && it.delays === delays);
    const layer: Layer = { faults, delays, first: this.offsets.size, starts: [this.offsets.size] };
    this.layers.push(layer);
    this.edgeStarts.clear();
    this.edges.clear();
    if (faults === 0 && delays === 0) this.begin();
    for (let depth = 1; this.found === null; depth++) {
      layer.starts[depth] = this.offsets.size;
      yield* this.expand(fewerDelays, depth - 1, 'late', layer);
      yield* this.expand(fewerFaults, depth - 1, 'faults', layer);
      yield* this.expand(layer, depth - 1, 'free', layer);
      const ended = (it: Layer | undefined): boolean =>
        it === undefined || it.starts.length <= depth + 1;
      const grew = this.offsets.size > (layer.starts[depth] ?? 0);
      if (!grew && ended(fewerDelays) && ended(fewerFaults)) break;
    }
    layer.starts.push(this.offsets.size);
    if (this.found === null) this.judgeRest(layer);
  }

  private begin(): void {
    this.play.begin();
    if (this.play.violation !== null) {
      this.found = { visit: 0, move: -1, faults: 0, delays: 0, violation: this.play.violation };
    }
    this.arrive(0, 0, this.layers[0] as Layer);
  }

  /** Every successor, by moves of one sort, of the visits of one depth. */
  private *expand(
    from: Layer | undefined,
    depth: number,
    source: Source,
    layer: Layer,
  ): Generator<void, void> {
    if (from === undefined) return;
    const { world, play, moves, states } = this;
    const end = from.starts[depth + 1] ?? from.starts.at(-1) ?? 0;
    const codes: number[] = [];
    for (let visit = from.starts[depth] ?? end; visit < end; visit++) {
      if (states.count >= this.stopAt) yield;
      const offset = this.offsets.at(visit);
      world.read(states.page(offset), offset % PAGE);
      codes.length = 0;
      let waits = false;
      if (source === 'free') waits = moves.free(play, codes);
      else if (source === 'late') moves.late(play, codes);
      else moves.faults(play, codes);
      if (source === 'free' && this.know.guard.judgesRest) {
        this.edgeStarts.push(this.edges.size);
        if (codes.length === 0) this.rest(visit, waits, layer);
      }
      for (let i = 0; i < codes.length && this.found === null; i++) {
        world.read(states.page(offset), offset % PAGE);
        this.mover.apply(play, codes[i] as number);
        if (play.violation !== null) this.find(visit, codes[i] as number, layer, play.violation);
        else {
          const next = this.arrive(visit, codes[i] as number, layer);
          if (source === 'free' && this.know.guard.judgesRest) this.edges.push(next);
        }
      }
      if (this.found !== null) return;
    }
  }

  /** The world as it stands becomes a visit, unless it is known at no higher cost. Returns its offset. */
  private arrive(parent: number, code: number, layer: Layer): number {
    const { states } = this;
    const length = this.world.write(this.run);
    if (length === 0) throw new Overflow();
    const at = states.intern(this.run, length);
    const offset = Math.abs(at);
    if (at > 0 && this.delaysOf(states.visitOf(offset), layer) <= layer.delays) return offset;
    states.setVisit(offset, this.offsets.size);
    this.offsets.push(offset);
    this.parents.push(parent);
    this.codes.push(code);
    return offset;
  }

  private delaysOf(visit: number, layer: Layer): number {
    if (visit >= layer.first) return layer.delays;
    for (let i = this.layers.length - 2; i >= 0; i--) {
      const { first, delays } = this.layers[i] as Layer;
      if (visit >= first) return delays;
    }
    return 0;
  }

  private find(visit: number, move: number, layer: Layer, violation: Violation): void {
    const { faults, delays } = layer;
    this.found = { visit, move, faults, delays, violation };
  }

  /** Nothing can happen any more, unless time stands still before a deadline that may not be late. */
  private rest(visit: number, waits: boolean, layer: Layer): void {
    if (waits) return;
    const violation = this.know.guard.atRest(this.world.monitor, this.play.look);
    if (violation !== null) this.find(visit, -1, layer, violation);
  }

  /** What goes on for ever: the bottom components of what costs nothing. */
  private judgeRest(layer: Layer): void {
    const { guard } = this.know;
    if (!guard.judgesRest) return;
    this.edgeStarts.push(this.edges.size);
    const { first } = layer;
    const count = this.offsets.size - first;
    const found = restingViolation({
      count,
      successorCount: (node) => this.edgeStarts.at(node + 1) - this.edgeStarts.at(node),
      successor: (node, i) =>
        this.states.visitOf(this.edges.at(this.edgeStarts.at(node) + i)) - first,
      judge: (node) => {
        const offset = this.offsets.at(first + node);
        this.world.read(this.states.page(offset), offset % PAGE);
        return guard.atRest(this.world.monitor, this.play.look);
      },
    });
    if (found !== null) this.find(first + found.node, -1, layer, found.violation);
  }
}
