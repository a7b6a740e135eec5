import type { Schedule } from '../kernel/schedule.ts';
import { simulate } from '../kernel/simulate.ts';
import type { System } from '../kernel/system.ts';

/** How many entries it takes until the monitor's finding; 0 when there is none. */
export function entriesToShow(system: System, schedule: Schedule): number {
  const { entries } = simulate(system, schedule);
  const found = entries.findIndex(({ kind }) => kind === 'violation' || kind === 'seen');
  return found < 0 ? 0 : found + 1;
}
