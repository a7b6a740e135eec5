/**
 * Decides a guarantee that is judged in virtual time: not by orders of delivery, but over seeds
 * and over the places where faults may be put. The space is finite and named; what it leaves
 * out (other seeds, other instants, other spans) the verdict does not speak of.
 */

import { spanText } from '../flow/span-text.ts';
import { type Fault, MESSAGE_FAULTS, type Schedule } from '../kernel/schedule.ts';
import type { FaultKind } from '../kernel/search/kinds.ts';
import { simulate } from '../kernel/simulate.ts';
import { Simulation } from '../kernel/simulation.ts';
import type { System } from '../kernel/system.ts';
import { counted } from './answer.ts';
import { INSTANTS_MAX, placements, SPANS_US } from './placements.ts';

/** As many as the truth tables of the domain document were simulated with. */
export const SEEDS = 20;

export interface TimedFinding {
  readonly verdict: 'holds' | 'broken' | 'unfinished';
  readonly faultCount: number;
  /** Entries simulated: each is a state of a run. */
  readonly stateCount: number;
  readonly coverage: string;
  readonly schedule: Schedule | null;
}

/** The monitor's guarantee over `SEEDS` seeds and at most so many faults; the fewest faults first. */
export function decideTimed(
  whole: System,
  monitorId: string,
  options: {
    readonly faults: number;
    readonly kinds: readonly FaultKind[];
    readonly states: number;
  },
): TimedFinding {
  const monitors = whole.monitors.filter(({ id }) => id === monitorId);
  const system: System = { ...whole, monitors };
  const aimsToSee = monitors[0]?.kind === 'sometimes';
  let stateCount = 0;
  let runCount = 0;

  /** Whether the run shows what is looked for; `null` when the budget ended it. */
  const shows = (schedule: Schedule): boolean | null => {
    let shown = false;
    runCount++;
    const simulation = new Simulation(system, schedule, ({ kind }) => {
      stateCount++;
      if (kind === 'violation' || kind === 'seen') shown = true;
    });
    while (!shown && stateCount < options.states && simulation.step());
    if (shown) return true;
    return simulation.over ? false : null;
  };

  const ended = (schedule: Schedule | null, exhausted: boolean): TimedFinding => {
    const found = schedule !== null;
    const runs = `${counted(runCount, 'timed run')}, ${counted(stateCount, 'entry', 'entries')}`;
    const faultCount = schedule?.faults.length ?? options.faults;
    const space = `timed runs of seeds 1 to ${SEEDS}${faultPhrase(faultCount, options.kinds)}`;
    const verdict = found === aimsToSee ? 'holds' : 'broken';
    return {
      verdict: found || exhausted ? verdict : 'unfinished',
      faultCount,
      stateCount,
      coverage: found || exhausted ? `${space}: ${runs}` : `nothing found in ${runs}`,
      schedule,
    };
  };

  for (let faults = 0; faults <= options.faults; faults++) {
    if (faults > 0 && options.kinds.length === 0) break;
    for (let seed = 1; seed <= SEEDS; seed++) {
      for (const list of sets(system, seed, faults, options.kinds)) {
        const schedule: Schedule = { seed, faults: list, holds: [], inputs: [] };
        const shown = shows(schedule);
        if (shown === true) return ended(schedule, false);
        if (shown === null) return ended(null, false);
      }
    }
  }
  return ended(null, true);
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
