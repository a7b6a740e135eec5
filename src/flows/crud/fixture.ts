/** For tests: runs of this flow, and guarantees fed by hand. */
import { traceOf } from '../../flow/compile.ts';
import { againstAny } from '../../flow/guarantee-fixture.ts';
import type { Run } from '../../flow/run.ts';
import type { Fact, Message } from '../../kernel/system.ts';
import type { Trace } from '../../kernel/trace.ts';
import { guarantees } from './guarantees/index.ts';
import { crud } from './index.ts';

export const traced = (part: Partial<Run>): Trace =>
  traceOf(crud, {
    version: 1,
    flow: 'crud',
    variant: 'standard',
    fixes: {},
    params: {},
    workload: 'everyday',
    seed: 1,
    faults: [],
    holds: [],
    inputs: [],
    ...part,
  });

/** The states of an actor, in order, each once. */
export function walk({ entries }: Trace, actor: string): unknown[] {
  const states: unknown[] = [];
  for (const entry of entries) {
    if ((entry.kind !== 'spawn' && entry.kind !== 'step') || entry.actor !== actor) continue;
    const { value } = entry.after;
    if (states.at(-1) !== value) states.push(value);
  }
  return states;
}

export const factsOf = ({ entries }: Trace, type: string): (Fact & { readonly op: string })[] =>
  entries.flatMap((entry) =>
    entry.kind === 'fact' && entry.fact.type === type ? [{ ...entry.fact, op: entry.op }] : [],
  );

/** What was sent for an operation, by type. */
export const sentFor = ({ entries }: Trace, op: string): Message[] =>
  entries.flatMap((entry) => (entry.kind === 'send' && entry.event.op === op ? [entry.event] : []));

export const brokenIn = ({ violations }: Trace): string[] => [
  ...new Set(violations.map(({ guarantee }) => guarantee)),
];

export const against = againstAny(guarantees);
