/** For tests: runs of this flow, and guarantees fed by hand. */
import { compile, traceOf } from '../../flow/compile.ts';
import { againstAny } from '../../flow/guarantee-fixture.ts';
import type { Run } from '../../flow/run.ts';
import type { Loose } from '../../kernel/json.ts';
import { execute } from '../../kernel/simulate.ts';
import { type Fact, type Message, nodeOf } from '../../kernel/system.ts';
import type { Trace } from '../../kernel/trace.ts';
import { guarantees } from './guarantees/index.ts';
import { state } from './index.ts';
import { metrics } from './metrics.ts';

export const runOf = (part: Partial<Run>): Run => ({
  version: 1,
  flow: 'state',
  variant: 'optimistic',
  fixes: {},
  params: {},
  workload: 'todo-list',
  seed: 1,
  faults: [],
  holds: [],
  inputs: [],
  ...part,
});

export const traced = (part: Partial<Run>): Trace => traceOf(state, runOf(part));

/** What a metric comes to at the end of a run. No trace is kept. */
export function metricOf(part: Partial<Run>, id: string): number | null {
  const run = runOf(part);
  const { start, on, value } = metrics.find((each) => each.id === id) as Loose;
  let folded: Loose = start;
  let endUs = 0;
  for (const entry of execute({ ...compile(state, run).system, monitors: [] }, run)) {
    endUs = entry.atUs;
    if (entry.kind !== 'fact') continue;
    const { fact, op, actor } = entry;
    folded = on(folded, { kind: 'fact', fact, op, actor, node: nodeOf(actor) }, endUs);
  }
  return value(folded, endUs);
}

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
