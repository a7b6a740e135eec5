/** A run: plain JSON that determines an execution completely. */
import type { Schedule } from '../kernel/schedule.ts';
import type { ParamValue } from './flow.ts';

export interface Run extends Schedule {
  readonly version: 1;
  readonly flow: string;
  readonly variant: string;
  /** Only those that differ from their default. */
  readonly fixes: Readonly<Record<string, string>>;
  readonly params: Readonly<Record<string, ParamValue>>;
  readonly workload: string;
}
