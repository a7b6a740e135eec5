/** For tests: runs of this flow, and guarantees fed by hand. */
import { traceOf } from '../../flow/compile.ts';
import type { Guarantee } from '../../flow/property.ts';
import type { Run } from '../../flow/run.ts';
import type { Loose } from '../../kernel/json.ts';
import type { Look, Seen } from '../../kernel/monitor.ts';
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

/** `user-a edit-1 asked {…}`: what was seen, in a few words. */
export const saw = (node: string, op: string, type: string, more: Loose = {}): Seen => ({
  kind: 'fact',
  fact: { type, ...more },
  op,
  actor: node,
  node,
});

/** What the guarantee of that code has against it, at once or at rest. */
export function against(
  ref: string,
  seen: readonly Seen[],
  look: Look = () => undefined,
  params: Readonly<Record<string, number>> = {},
): string[] {
  const guarantee = guarantees.find((each) => each.ref === ref) as Guarantee;
  const monitor = guarantee.monitor(params);
  const said: string[] = [];
  let state: Loose = monitor.start;
  for (const each of seen) {
    const judged = monitor.on(state, each, 0);
    state = judged.state;
    if (judged.violation !== undefined) said.push(judged.violation.say);
  }
  const last = monitor.atRest?.(state, look);
  return last == null ? said : [...said, last.say];
}
