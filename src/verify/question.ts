/** What is asked of a search, and what it answers. */
import type { Compiled, Setup } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import { workloadsOf } from '../flow/parse-setup.ts';
import type { Guarantee } from '../flow/property.ts';
import type { Run } from '../flow/run.ts';
import type { System } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';

export interface Question {
  readonly flow: Flow;
  readonly setup: Omit<Setup, 'workload'>;
  readonly guarantee: Guarantee;
  /** In place of the guarantee's own bound. */
  readonly boundUs?: Micros;
  /** Each is searched; the answer is the cheapest witness of all. */
  readonly workloads: readonly string[];
  readonly faults: number;
  readonly delays: number;
  /** `crash:cache`, `drop:DEL`; every kind that fits the flow when left out. */
  readonly kinds?: readonly string[];
  /** Ends with the first workload that has a witness: whether there is one is all that matters. */
  readonly anyWitness?: boolean;
}

/** A question as plain JSON, so that it can be handed to a worker. */
export interface Asked extends Omit<Question, 'flow' | 'guarantee'> {
  readonly flow: string;
  readonly guarantee: string;
}

/** Throws a RangeError when the flow has no such guarantee. */
export function questionOf(flow: Flow, asked: Asked): Question {
  const guarantee = flow.guarantees.find(({ id }) => id === asked.guarantee);
  if (guarantee === undefined) {
    throw new RangeError(`There is no guarantee "${asked.guarantee}" in ${flow.id}.`);
  }
  return { ...asked, flow, guarantee };
}

export interface Decision {
  readonly verdict: 'holds' | 'broken' | 'unfinished';
  /** What the witness needs; without one, the budget. */
  readonly faultCount: number;
  readonly delayCount: number;
  /** Of a guarantee that is judged in virtual time: entries simulated. */
  readonly stateCount: number;
  readonly over: 'orders' | 'timed';
  /** Entries of the witness's run up to the violation; 0 without one. */
  readonly entryCount: number;
  /** What was explored, and over what, in one sentence. */
  readonly coverage: string;
  /** A run that plays to the violation. */
  readonly witness: Run | null;
}

/** How far a search is. */
export interface Progress {
  /** Of a guarantee that is judged in virtual time: entries simulated. */
  readonly states: number;
  /** Budget of what is looked at just now. */
  readonly faults: number;
  readonly delays: number;
  /** Steps from the beginning, over orders; timed runs so far, over time. */
  readonly depth: number;
  readonly over: 'orders' | 'timed';
  readonly done: boolean;
}

/** A question about one workload, being decided a slice at a time. */
export interface Inquiry {
  /** Goes on until about that many states are known in all, or it is decided. */
  readonly advance: (states: number) => void;
  readonly progress: () => Progress;
  readonly decision: () => Decision;
}

/** Those that the guarantee names, where they go with the variant; else the first that can be searched. */
export function smallWorkloads(
  flow: Flow,
  variant: string,
  { workloads }: Pick<Guarantee, 'workloads'>,
): string[] {
  const fitting = workloadsOf(flow, variant);
  const named = workloads.filter((name) => fitting.includes(name));
  if (named.length > 0) return named;
  const searchable = fitting.filter((name) => flow.workloads[name]?.searchable === true);
  return searchable.slice(0, 1);
}

/** The system with the guarantee in question as its only monitor. */
export function watching({
  guarantee,
  boundUs,
}: Pick<Question, 'guarantee' | 'boundUs'>): (compiled: Compiled) => System {
  return ({ choice, system }) => ({
    ...system,
    monitors: [{ id: guarantee.id, ...guarantee.monitor(choice.params, boundUs) }],
  });
}
