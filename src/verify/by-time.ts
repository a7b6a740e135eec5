/**
 * Decides a guarantee that is judged in virtual time: not by orders of delivery, but over seeds
 * and over the places where faults may be put. The space is finite and named; what it leaves
 * out (other seeds, other instants, other spans) the verdict does not speak of.
 */

import type { Setup } from '../flow/compile.ts';
import { normalise } from '../flow/parse.ts';
import { spanText } from '../flow/span-text.ts';
import { type Fault, MESSAGE_FAULTS, type Schedule } from '../kernel/schedule.ts';
import type { FaultKind } from '../kernel/search/kinds.ts';
import { search } from '../kernel/search/search.ts';
import { simulate } from '../kernel/simulate.ts';
import { Simulation } from '../kernel/simulation.ts';
import type { System } from '../kernel/system.ts';
import { counted } from './counted.ts';
import { entriesToShow } from './entries-to-show.ts';
import { INSTANTS_MAX, placements, SPANS_US } from './placements.ts';
import type { Decision, Inquiry, Question } from './question.ts';

/** As many as the truth tables of the domain document were simulated with. */
export const SEEDS = 20;

export interface TimedFinding {
  readonly verdict: Decision['verdict'];
  readonly faultCount: number;
  /** Entries simulated: each is a state of a run. */
  readonly stateCount: number;
  readonly coverage: string;
  readonly schedule: Schedule | null;
}

export interface TimedOptions {
  readonly faults: number;
  readonly kinds: readonly FaultKind[];
}

export function inquireByTime(
  { flow, guarantee, faults }: Question,
  setup: Setup,
  system: System,
  kinds: readonly FaultKind[],
): Inquiry {
  // Not run: it only looks the kinds and their targets up.
  search(system, { monitor: guarantee.id, faults, delays: 0, kinds });
  const searching = new TimedSearch(system, guarantee.id, { faults, kinds });
  let decided: Decision | undefined;
  return {
    advance: (states) => searching.advance(states),
    progress: () => ({
      states: searching.stateCount,
      faults: searching.faults,
      delays: 0,
      depth: searching.runCount,
      over: 'timed',
      done: searching.done,
    }),
    decision: () => {
      if (decided !== undefined) return decided;
      const { schedule, ...found } = searching.finding();
      const run = { version: 1, flow: flow.id, ...setup } as const;
      const decision: Decision = {
        ...found,
        over: 'timed',
        delayCount: 0,
        entryCount: schedule === null ? 0 : entriesToShow(system, schedule),
        witness: schedule === null ? null : normalise(flow, { ...run, ...schedule, inputs: [] }),
      };
      if (searching.done) decided = decision;
      return decision;
    },
  };
}

/**
 * The monitor's guarantee over `SEEDS` seeds and at most so many faults; the fewest faults first.
 * A run in which nothing is left to chance is made once.
 */
export class TimedSearch {
  /** Entries simulated. */
  stateCount = 0;
  runCount = 0;
  /** Of the runs at work: how many faults. All runs with fewer are done. */
  faults = 0;
  done = false;
  private schedule: Schedule | null = null;
  /** In some run something was left to chance. */
  private byChance = false;
  private readonly system: System;
  private readonly options: TimedOptions;
  private readonly work: Generator<void, void>;
  private stopAt = 0;

  constructor(whole: System, monitorId: string, options: TimedOptions) {
    this.system = { ...whole, monitors: whole.monitors.filter(({ id }) => id === monitorId) };
    this.options = options;
    this.work = this.explore();
  }

  /** Goes on until so many entries were simulated in all, a run shows what is looked for, or all are done. */
  advance(states: number): void {
    this.stopAt = states;
    while (!this.done && this.stateCount < states) this.done = this.work.next().done === true;
  }

  finding(): TimedFinding {
    const { schedule, runCount, stateCount, done } = this;
    const { kinds } = this.options;
    const aimsToSee = this.system.monitors[0]?.kind === 'sometimes';
    const runs = `${counted(runCount, 'timed run')}, ${counted(stateCount, 'entry', 'entries')}`;
    const faultCount = schedule?.faults.length ?? this.options.faults;
    const seeds = this.byChance ? `seeds 1 to ${SEEDS}` : 'any seed (nothing is left to chance)';
    const all = (faults: number): string => `timed runs of ${seeds}${faultPhrase(faults, kinds)}`;
    const soFar = this.faults === 0 || aimsToSee ? '' : `; holds for ${all(this.faults - 1)}`;
    return {
      verdict: done ? ((schedule !== null) === aimsToSee ? 'holds' : 'broken') : 'unfinished',
      faultCount,
      stateCount,
      coverage: done ? `${all(faultCount)}: ${runs}` : `nothing found in ${runs}${soFar}`,
      schedule,
    };
  }

  private *explore(): Generator<void, void> {
    const { faults, kinds } = this.options;
    const most = kinds.length === 0 ? 0 : faults;
    for (this.faults = 0; this.faults <= most; this.faults++) {
      /** Faults with which every seed makes the same run. */
      const certain = new Set<string>();
      for (let seed = 1; seed <= SEEDS; seed++) {
        for (const list of sets(this.system, seed, this.faults, kinds)) {
          const schedule: Schedule = { seed, faults: list, holds: [], inputs: [] };
          const key = JSON.stringify(list);
          if (certain.has(key)) continue;
          const { shown, isByChance } = yield* this.play(schedule);
          if (isByChance) this.byChance = true;
          else certain.add(key);
          if (!shown) continue;
          this.schedule = schedule;
          return;
        }
      }
    }
  }

  /** Whether the run shows what is looked for. */
  private *play(
    schedule: Schedule,
  ): Generator<void, { readonly shown: boolean; readonly isByChance: boolean }> {
    let shown = false;
    this.runCount++;
    const simulation = new Simulation(this.system, schedule, ({ kind }) => {
      this.stateCount++;
      if (kind === 'violation' || kind === 'seen') shown = true;
    });
    do {
      while (!shown && this.stateCount >= this.stopAt) yield;
    } while (!shown && simulation.step());
    return { shown, isByChance: simulation.isByChance };
  }
}

/** Every set of exactly so many faults, of the places that the seed's run without them has. */
function* sets(
  system: System,
  seed: number,
  faults: number,
  kinds: readonly FaultKind[],
): Generator<Fault[]> {
  if (faults === 0) {
    yield [];
    return;
  }
  const { entries } = simulate(system, { seed, faults: [], holds: [], inputs: [] });
  yield* combinations(placements(system, entries, kinds), faults, 0);
}

function* combinations(all: readonly Fault[], size: number, from: number): Generator<Fault[]> {
  if (size === 0) yield [];
  else
    for (let i = from; i < all.length; i++) {
      const first = all[i];
      if (first === undefined) continue;
      for (const rest of combinations(all, size - 1, i + 1)) yield [first, ...rest];
    }
}

function faultPhrase(faults: number, kinds: readonly FaultKind[]): string {
  if (faults === 0 || kinds.length === 0) return ', no fault';
  const names = kinds.map(({ kind, target }) =>
    target === undefined ? kind : `${kind} of ${target}`,
  );
  const most = `, at most ${faults} ${names.join(' or ')}`;
  const onMessages: readonly string[] = MESSAGE_FAULTS;
  if (kinds.every(({ kind }) => onMessages.includes(kind))) return most;
  const spans = SPANS_US.map(spanText).join(' or ');
  return `${most}, each on any message or begun at one of up to ${INSTANTS_MAX} instants at which something happens without it, for ${spans}`;
}
