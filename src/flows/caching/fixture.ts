/** For tests: runs of this flow, the walk of an actor through its states, and guarantees fed by hand. */
import { traceOf } from '../../flow/compile.ts';
import type { Guarantee } from '../../flow/property.ts';
import type { Run } from '../../flow/run.ts';
import type { Loose } from '../../kernel/json.ts';
import type { Look, Seen } from '../../kernel/monitor.ts';
import type { Fact } from '../../kernel/system.ts';
import type { Trace } from '../../kernel/trace.ts';
import { caching } from './index.ts';

export const runOf = (part: Partial<Run>): Run => ({
  version: 1,
  flow: 'caching',
  variant: 'cache-aside',
  fixes: {},
  params: {},
  workload: 'one-write',
  seed: 1,
  faults: [],
  holds: [],
  inputs: [],
  ...part,
});

export const traced = (part: Partial<Run>): Trace => traceOf(caching, runOf(part));

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

export const factsOf = ({ entries }: Trace, type: string): Fact[] =>
  entries.flatMap((entry) =>
    entry.kind === 'fact' && entry.fact.type === type ? [entry.fact] : [],
  );

export const violationsOf = ({ violations }: Trace): string[] =>
  violations.filter(({ kind }) => kind === 'violation').map(({ guarantee }) => guarantee);

/** `shopper-a/write-1 invoked write k v1`: what a client or a node saw, in a few words. */
export interface Event {
  readonly seen: Seen;
  readonly atUs: number;
}

export const down = (node: string, atUs = 0): Event => ({ seen: { kind: 'down', node }, atUs });
export const up = (node: string, atUs = 0): Event => ({ seen: { kind: 'up', node }, atUs });
export const saw = (actor: string, op: string, fact: Fact, atUs = 0): Event => ({
  seen: { kind: 'fact', fact, op, actor, node: actor.split('/')[0] ?? actor },
  atUs,
});

const KEY = 'cart:1';

export const writes = (op: string, value: string, actor = `client-${op}`): Event =>
  saw(actor, op, { type: 'invoked', kind: 'write', key: KEY, value });
export const isSaved = (op: string, value: string, actor = `client-${op}`): Event =>
  saw(actor, op, { type: 'acknowledged', key: KEY, value });
export const isNotSaved = (op: string, value: string, outcome: 'error' | 'unknown'): Event =>
  saw(`client-${op}`, op, { type: 'failed', kind: 'write', key: KEY, value, outcome });
export const reads = (op: string, actor = `client-${op}`): Event =>
  saw(actor, op, { type: 'invoked', kind: 'read', key: KEY });
export const sees = (op: string, value: string | null, actor = `client-${op}`): Event =>
  saw(actor, op, { type: 'answered', key: KEY, value, session: true });
export const commits = (value: string, atUs = 0): Event =>
  saw('db', 'commit', { type: 'committed', key: KEY, value }, atUs);

/** How often the guarantee was broken by these events, and whether it is at rest. */
export function judge(
  guarantee: Guarantee,
  events: readonly Event[],
  look: Look = () => undefined,
  params: Readonly<Record<string, number>> = {},
): { violations: string[]; atRest: string | null; state: Loose } {
  const monitor = guarantee.monitor(params);
  let state: Loose = monitor.start;
  const violations: string[] = [];
  for (const { seen, atUs } of events) {
    const judged = monitor.on(state, seen, atUs);
    state = judged.state;
    if (judged.violation !== undefined) violations.push(judged.violation.say);
  }
  return { violations, atRest: monitor.atRest?.(state, look)?.say ?? null, state };
}
