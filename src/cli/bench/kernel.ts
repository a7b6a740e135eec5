/** How fast the kernel steps machines, beside XState alone, and whether long runs cost more an event. */
import { execute, simulate } from '../../kernel/simulate.ts';
import type { System } from '../../kernel/system.ts';
import { bareActors, recordEvents } from './baseline.ts';
import { cpuTimeMs, median, rounds } from './measure.ts';
import { type Row, rate } from './row.ts';
import { crowdOf, PLAIN, systemOf } from './workload.ts';

const EVENTS = 100_000;
const ROUNDS = 5;

/**
 * The kernel does everything that a run asks for, monitors included, and keeps the trace. The
 * baseline creates the same actors and sends them the same events; what they emit goes nowhere.
 */
export function kernelRow(): Row {
  const system = systemOf(crowdOf(EVENTS));
  const recording = recordEvents(system);
  const events = recording.sent.length;
  const times = rounds(ROUNDS, {
    kernel: () => simulate(system, PLAIN),
    bare: () => bareActors(recording)(),
  });
  const perSecond = (ms: readonly number[]): number => (events / median(ms)) * 1_000;
  const kernelEventsPerSecond = perSecond(times.kernel);
  const bareSendPerSecond = perSecond(times.bare);
  const kernelRatio = median(times.kernel.map((ms, i) => (times.bare[i] ?? Number.NaN) / ms));
  return {
    what: `kernel, ${rate(events)} events of the caching workload, trace kept`,
    aim: 'at least 0.8 of bare actors that are sent the same events',
    measured: `${kernelRatio.toFixed(2)}: ${rate(kernelEventsPerSecond)} events a second of processor time beside ${rate(bareSendPerSecond)}`,
    figures: { kernelEventsPerSecond, bareSendPerSecond, kernelRatio },
  };
}

const SHORT = 10_000;
const LONG = 1_000_000;
const SHORT_RUNS = 10;

/** Entries are folded and not kept, as in a study. The short runs stand before and after the long one. */
export function growthRow(): Row {
  const short = systemOf(crowdOf(SHORT));
  const long = systemOf(crowdOf(LONG));
  const fold = (system: System): void => {
    for (const _ of execute(system, PLAIN));
  };
  const shortMs = (): number[] =>
    Array.from({ length: SHORT_RUNS }, () => cpuTimeMs(() => fold(short)));
  shortMs();
  const before = shortMs();
  const longMs = cpuTimeMs(() => fold(long));
  const after = shortMs();
  const growthRatio = (median([...before, ...after]) * (LONG / SHORT)) / longMs;
  return {
    what: 'growth, events a second at 1,000,000 events beside 10,000',
    aim: 'at least 0.8',
    measured: `${growthRatio.toFixed(2)}: ${rate((LONG / longMs) * 1_000)} events a second at the end`,
    figures: { growthRatio },
  };
}
