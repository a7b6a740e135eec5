/**
 * Decides a guarantee of one setup: by search over orders, or over timed runs, as the guarantee
 * wants to be judged. The truth tables, `sim break`, `sim table` and the page all ask here.
 */
import { compile, type Setup } from '../flow/compile.ts';
import { parseKind } from '../kernel/search/kinds.ts';
import { inquireByOrders } from './by-orders.ts';
import { inquireByTime } from './by-time.ts';
import { byCost, isWitnessed, together } from './decision.ts';
import { everyKind } from './kinds.ts';
import { type Decision, type Inquiry, type Progress, type Question, watching } from './question.ts';

/** Throws a RangeError when a kind of fault or its target does not exist in the flow. */
export function decide(question: Question & { readonly states: number }): Decision {
  return new Decider(question).run(question.states);
}

interface Part {
  readonly workload: string;
  readonly inquiry: Inquiry;
}

/** A question that is being decided: a slice at a time, so that one can watch, stop and go on. */
export class Decider {
  private readonly question: Question;
  /** Those that were begun; all but the last are done. */
  private readonly parts: Part[] = [];

  constructor(question: Question) {
    if (question.workloads.length === 0) throw new RangeError('There is no workload to search.');
    this.question = question;
  }

  /**
   * Goes on until about that many states are known in all, of all workloads together, or the
   * question is decided. May be called again with more.
   */
  run(states: number): Decision {
    this.advance(states);
    return this.decision();
  }

  advance(states: number): void {
    for (;;) {
      const part = this.parts.at(-1);
      if (part !== undefined) {
        part.inquiry.advance(states - this.statesBefore(part));
        if (!part.inquiry.progress().done) break;
      }
      if (!this.beginNext()) break;
    }
  }

  progress(): Progress {
    const part = this.parts.at(-1);
    if (part === undefined) {
      return { states: 0, faults: 0, delays: 0, depth: 0, over: 'orders', done: false };
    }
    const progress = part.inquiry.progress();
    const done = progress.done && this.next() === undefined;
    return { ...progress, states: this.statesBefore(part) + progress.states, done };
  }

  private statesBefore(part: Part): number {
    return this.parts
      .slice(0, this.parts.indexOf(part))
      .reduce((sum, { inquiry }) => sum + inquiry.progress().states, 0);
  }

  /** A further workload counts only if it needs fewer faults or delays than what was found. */
  private next(): { readonly workload: string; readonly limits: Question } | undefined {
    const workload = this.question.workloads[this.parts.length];
    if (workload === undefined) return undefined;
    const found = this.parts.map(({ inquiry }) => inquiry.decision()).filter(isWitnessed);
    const best = found.sort(byCost)[0];
    if (best === undefined) return { workload, limits: this.question };
    if (this.question.anyWitness === true) return undefined;
    const { faultCount: faults, delayCount: delays } = best;
    if (faults === 0 && delays === 0) return undefined;
    return { workload, limits: { ...this.question, faults, delays } };
  }

  private beginNext(): boolean {
    const next = this.next();
    if (next === undefined) return false;
    const { workload, limits } = next;
    this.parts.push({ workload, inquiry: inquire(limits, workload) });
    return true;
  }

  /** What is known by now. */
  decision(): Decision {
    const waiting = this.next() === undefined ? 0 : this.parts.length;
    const unbegun = waiting === 0 ? [] : this.question.workloads.slice(waiting);
    const answers = this.parts.map(({ workload, inquiry }) => ({
      workload,
      decision: inquiry.decision(),
    }));
    return together([
      ...answers,
      ...unbegun.map((workload) => ({ workload, decision: notBegun(this.question) })),
    ]);
  }
}

function inquire(question: Question, workload: string): Inquiry {
  const setup: Setup = { ...question.setup, workload };
  const system = watching(question)(compile(question.flow, setup));
  const over = system.monitors[0]?.over ?? 'orders';
  const kinds = question.kinds?.map(parseKind) ?? everyKind(system, over);
  return over === 'timed'
    ? inquireByTime(question, setup, system, kinds)
    : inquireByOrders(question, setup, system, kinds);
}

const notBegun = ({ faults, delays }: Question): Decision => ({
  verdict: 'unfinished',
  faultCount: faults,
  delayCount: delays,
  stateCount: 0,
  over: 'orders',
  entryCount: 0,
  coverage: 'not looked at',
  witness: null,
});
