/**
 * Model checking of the very machines that play. A search asks: can this guarantee be broken by
 * some order of delivery, with so many faults and so many late deadlines? It ends with a shortest
 * witness, or with the whole space exhausted, or for lack of states.
 *
 *     lexicon     everything by number           turns      what a machine does, worked out once
 *     world       one state, as integers         play       what happens in one step
 *     moves       what may happen next           apply      what each move does
 *     explore     breadth first, by cost         rest       what goes on for ever
 *     witness     a path in words                replay     a path as a run of the timed kernel
 */
import type { System } from '../system.ts';
import { Mover } from './apply.ts';
import { explored, exploredSoFar, foundWith, stateCount } from './coverage.ts';
import { Cuts } from './cuts.ts';
import { Explorer } from './explore.ts';
import { type FaultKind, planFaults } from './kinds.ts';
import { Knowledge } from './knowledge.ts';
import { Lexicon } from './lexicon.ts';
import { Moves } from './moves.ts';
import { tellPath, type Witness } from './witness.ts';
import { TOO_LARGE } from './world.ts';

export interface SearchOptions {
  /** The id of one of the system's monitors. */
  readonly monitor: string;
  /** At most so many faults. */
  readonly faults: number;
  /** At most so many deadlines that fire while what they wait for is still under way. */
  readonly delays: number;
  readonly kinds: readonly FaultKind[];
}

export interface SearchResult {
  /** Of a `sometimes`: `holds` when a way to it was found. */
  readonly verdict: 'holds' | 'broken' | 'unfinished';
  /** What the witness needs; without one, the budgets. */
  readonly faultCount: number;
  readonly delayCount: number;
  readonly stateCount: number;
  /** What the verdict covers, in one phrase. */
  readonly coverage: string;
  readonly witness: Witness | null;
}

interface Progress {
  readonly states: number;
  /** Of the layer at work. */
  readonly depth: number;
  readonly faults: number;
  readonly delays: number;
  readonly done: boolean;
}

export interface Search {
  /**
   * Goes on until about that many states are known in all, or the question is decided. May be
   * called again with more. Throws on a programmer's error in a flow.
   */
  run(maxStates: number): SearchResult;
  progress(): Progress;
}

/** Prepares a search. Throws when the monitor, a kind of fault or its target does not exist. */
export function search(system: System, options: SearchOptions): Search {
  const monitor = system.monitors.find(({ id }) => id === options.monitor);
  if (monitor === undefined) {
    const known = system.monitors.map(({ id }) => id).join(', ');
    throw new RangeError(`There is no guarantee "${options.monitor}". There are ${known}.`);
  }
  const lexicon = new Lexicon(system);
  const plan = planFaults(lexicon, options.kinds);
  const know = new Knowledge(lexicon, monitor, new Cuts(plan.cuts, lexicon.network));
  const moves = new Moves(know, plan);
  const mover = new Mover(know, moves, plan);
  const explorer = new Explorer(know, moves, mover, options);

  const witness = (): Witness | null => {
    const { found } = explorer;
    if (found === null) return null;
    const path = explorer.path(found.visit);
    if (found.move >= 0) path.push(found.move);
    const told = tellPath(know, { moves, mover, plan }, path);
    return { guarantee: monitor.id, violation: found.violation, ...told };
  };

  const soFar = (): string =>
    monitor.kind === 'sometimes'
      ? ''
      : exploredSoFar(explorer.completed, options.delays, options.kinds);

  const result = (): SearchResult => {
    const { found, exhausted, overflowed, states } = explorer;
    const cost = found ?? options;
    const count = stateCount(states.count);
    const space = explored(options.faults, options.delays, options.kinds);
    const sometimes = monitor.kind === 'sometimes';
    const decided = { stateCount: states.count, faultCount: cost.faults, delayCount: cost.delays };
    if (found !== null) {
      const coverage = `${foundWith(found.faults, found.delays)}: found in ${count}`;
      return { verdict: sometimes ? 'holds' : 'broken', ...decided, coverage, witness: witness() };
    }
    if (exhausted) {
      const verdict = sometimes ? 'broken' : 'holds';
      return { verdict, ...decided, coverage: `${space}: ${count}`, witness: null };
    }
    return {
      verdict: 'unfinished',
      ...decided,
      coverage: `nothing found in ${count}${soFar()}${overflowed ? `; ${TOO_LARGE}` : ''}`,
      witness: null,
    };
  };

  return {
    run(maxStates) {
      explorer.advance(maxStates);
      return result();
    },
    progress() {
      const { states, front, done } = explorer;
      return { states: states.count, ...front, done };
    },
  };
}
