/**
 * Decides a guarantee of one setup: by search over orders, or over timed runs, as the guarantee
 * wants to be judged. The truth tables, `sim break` and `sim table` all ask here.
 */
import { type Compiled, compile, type Setup } from '../flow/compile.ts';
import type { Flow } from '../flow/flow.ts';
import { normalise } from '../flow/parse.ts';
import type { Guarantee } from '../flow/property.ts';
import type { Run } from '../flow/run.ts';
import type { Schedule } from '../kernel/schedule.ts';
import { type FaultKind, parseKind, SEARCHED, TIMING } from '../kernel/search/kinds.ts';
import { search } from '../kernel/search/search.ts';
import { simulate } from '../kernel/simulate.ts';
import type { System } from '../kernel/system.ts';
import type { Micros } from '../kernel/time.ts';
import { decideTimed } from './decide-timed.ts';
import { witnessRun } from './witness-run.ts';

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
  /** Of all workloads together. */
  readonly states: number;
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

/** Throws a RangeError when a kind of fault or its target does not exist in the flow. */
export function decide(question: Question): Decision {
  const answers: { workload: string; decision: Decision }[] = [];
  let budget: Question = question;
  for (const workload of question.workloads) {
    const decision = decideOne(budget, workload);
    answers.push({ workload, decision });
    const states = Math.max(1, budget.states - decision.stateCount);
    budget = { ...budget, states };
    if (decision.witness === null) continue;
    if (decision.faultCount === 0 && decision.delayCount === 0) break;
    // A further workload counts only if it needs fewer.
    const { faultCount: faults, delayCount: delays } = decision;
    budget = { ...budget, faults, delays };
  }
  return together(answers);
}

function together(answers: readonly { workload: string; decision: Decision }[]): Decision {
  const all = answers.map(({ decision }) => decision);
  const witnessed = all.filter(({ witness }) => witness !== null).sort(byCost);
  const best = witnessed[0] ?? all.find(({ verdict }) => verdict === 'unfinished') ?? all[0];
  if (best === undefined) throw new RangeError('There is no workload to search.');
  const stateCount = all.reduce((sum, each) => sum + each.stateCount, 0);
  const coverage = answers
    .map(({ workload, decision }) => `${workload}: ${decision.coverage}`)
    .join('; ');
  return { ...best, stateCount, coverage: answers.length === 1 ? best.coverage : coverage };
}

const byCost = (a: Decision, b: Decision): number =>
  a.faultCount - b.faultCount || a.delayCount - b.delayCount || a.entryCount - b.entryCount;

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

function decideOne(question: Question, workload: string): Decision {
  const { flow } = question;
  const setup: Setup = { ...question.setup, workload };
  const watched = watching(question);
  const system = watched(compile(flow, setup));
  const over = system.monitors[0]?.over ?? 'orders';
  const kinds = question.kinds?.map(parseKind) ?? everyKind(system, over);
  return over === 'timed'
    ? byTime(question, setup, system, kinds)
    : byOrders(question, setup, watched, kinds);
}

function byOrders(
  { flow, guarantee, faults, delays, states }: Question,
  setup: Setup,
  watched: (compiled: Compiled) => System,
  kinds: readonly FaultKind[],
): Decision {
  const system = watched(compile(flow, setup));
  const { witness, coverage, ...found } = search(system, {
    monitor: guarantee.id,
    faults,
    delays,
    kinds,
  }).run(states);
  const over = 'orders';
  if (witness === null) return { ...found, over, coverage, entryCount: 0, witness: null };
  const { run, note, system: played } = witnessRun(flow, setup, witness, watched);
  return {
    ...found,
    over,
    coverage: note === '' ? coverage : `${coverage}. ${note}`,
    entryCount: entriesToShow(played, run),
    witness: run,
  };
}

function byTime(
  { flow, guarantee, faults, states }: Question,
  setup: Setup,
  system: System,
  kinds: readonly FaultKind[],
): Decision {
  // Not run: it only looks the kinds and their targets up.
  search(system, { monitor: guarantee.id, faults, delays: 0, kinds });
  const { schedule, ...found } = decideTimed(system, guarantee.id, { faults, kinds, states });
  const run = { version: 1, flow: flow.id, ...setup } as const;
  return {
    ...found,
    over: 'timed',
    delayCount: 0,
    entryCount: schedule === null ? 0 : entriesToShow(system, schedule),
    witness: schedule === null ? null : normalise(flow, { ...run, ...schedule, inputs: [] }),
  };
}

/** All that the kernel and the flow offer, where it means something. */
function everyKind(system: System, over: 'orders' | 'timed'): FaultKind[] {
  const own = new Set(system.nodes.flatMap(({ faults = [] }) => faults));
  const kernel = over === 'orders' ? SEARCHED : [...SEARCHED, ...TIMING];
  return [...kernel, ...own].map((kind) => ({ kind }));
}

/** How many entries it takes until the monitor's finding. */
function entriesToShow(system: System, schedule: Schedule): number {
  const { entries } = simulate(system, schedule);
  const found = entries.findIndex(({ kind }) => kind === 'violation' || kind === 'seen');
  return found < 0 ? 0 : found + 1;
}
