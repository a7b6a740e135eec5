/** A study: a run whose entries are folded as they come, and kept nowhere. */
import { compile } from '../../flow/compile.ts';
import type { Flow, ParamValue } from '../../flow/flow.ts';
import type { Entry } from '../../kernel/entry.ts';
import type { Fault } from '../../kernel/schedule.ts';
import { execute } from '../../kernel/simulate.ts';
import type { Fact } from '../../kernel/system.ts';

export interface Study {
  readonly variant: string;
  readonly workload: string;
  readonly fixes?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, ParamValue>>;
  readonly seed?: number;
  readonly faults?: readonly Fault[];
}

/** A fact, with when it happened and for which operation. */
export type Happened = Fact & { readonly atUs: number; readonly op: string };

/** Every entry of the run, in order. No guarantee is watched. */
export function entriesOf(flow: Flow, study: Study): Iterable<Entry> {
  const { variant, workload, fixes = {}, params = {}, seed = 1, faults = [] } = study;
  const { system } = compile(flow, { variant, workload, fixes, params });
  return execute({ ...system, monitors: [] }, { seed, faults, holds: [], inputs: [] });
}

export function* factsOf(flow: Flow, study: Study): Generator<Happened> {
  for (const entry of entriesOf(flow, study)) {
    if (entry.kind === 'fact') yield { ...entry.fact, atUs: entry.atUs, op: entry.op };
  }
}
