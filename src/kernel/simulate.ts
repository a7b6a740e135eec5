/**
 * The kernel. A system and a schedule determine an execution completely:
 *
 *     simulate(system, schedule)  → a trace, to look back at
 *     execute(system, schedule)   → the same entries one by one, for studies that keep none
 *     new Simulation(…)           → the same item by item, for a driver that waits in between
 *
 * Virtual time is a whole number of microseconds; ties are broken by order of scheduling.
 * Nothing here reads a real clock or draws a number that is not keyed by (seed, source, address).
 */
import type { Entry } from './entry.ts';
import type { Schedule } from './schedule.ts';
import { Simulation } from './simulation.ts';
import type { System } from './system.ts';
import { Trace } from './trace.ts';

/** Runs to the end and keeps every entry. Throws on a programmer's error in a flow, never on a fault. */
export function simulate(system: System, schedule: Schedule): Trace {
  const trace = new Trace(schedule);
  const simulation = new Simulation(system, schedule, (entry) => trace.add(entry));
  while (simulation.step());
  return trace;
}

/** Yields every entry in order and keeps none, however many there are. */
export function* execute(system: System, schedule: Schedule): Generator<Entry, void> {
  let fresh: Entry[] = [];
  const record = (entry: Entry): unknown => fresh.push(entry);
  const simulation = new Simulation(system, schedule, record, Number.POSITIVE_INFINITY);
  for (let more = true; more; ) {
    more = simulation.step();
    const batch = fresh;
    fresh = [];
    yield* batch;
  }
}
