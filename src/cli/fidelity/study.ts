/** A study: a run whose entries are folded as they come, and kept nowhere. */
import { compile } from '../../flow/compile.ts';
import type { ParamValue } from '../../flow/flow.ts';
import { caching } from '../../flows/caching/index.ts';
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

/** Every entry of the run, in order. No guarantee is watched. */
export function entriesOf(study: Study): Iterable<Entry> {
  const { variant, workload, fixes = {}, params = {}, seed = 1, faults = [] } = study;
  const { system } = compile(caching, { variant, workload, fixes, params });
  return execute({ ...system, monitors: [] }, { seed, faults, holds: [], inputs: [] });
}

export function* factsOf(study: Study): Generator<Fact & { atUs: number; op: string }> {
  for (const entry of entriesOf(study)) {
    if (entry.kind === 'fact') yield { ...entry.fact, atUs: entry.atUs, op: entry.op };
  }
}

/** Nothing takes time and nothing is given up: what the formulas of hit ratios assume. */
export const INSTANT = {
  clientRttMs: 0,
  clientJitterMs: 0,
  cacheRttMs: 0,
  dbRttMs: 0,
  dbConcurrency: 'inf',
  clientTimeoutMs: 'inf',
  cacheTimeoutMs: 'inf',
  dbTimeoutMs: 'inf',
} as const;
