/** What a person wants to have searched, and the questions that this comes to. */
import type { Flow } from '../../flow/flow.ts';
import { workloadsOf } from '../../flow/parse-setup.ts';
import type { Run } from '../../flow/run.ts';
import type { KindOffer } from '../../verify/kinds.ts';
import { type Asked, smallWorkloads } from '../../verify/question.ts';

export const ANY = 'any';
/** The small workloads that each guarantee names. */
export const SMALL = 'small';

export interface Wish {
  /** A guarantee's id, or any. */
  readonly guarantee: string;
  /** A workload's name, or the small ones. */
  readonly workload: string;
  /** The kinds of fault in use, each with the node or link that it is limited to; empty: anywhere. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly faults: number;
  readonly delays: number;
  /** Of one guarantee with one workload. */
  readonly states: number;
}

export const FAULTS_MAX = 3;
export const DELAYS_MAX = 3;
export const STATES = [10_000, 100_000, 1_000_000, 10_000_000] as const;

/** What goes wrong most often, wherever; the rest is a click away. */
const USUAL_KINDS = ['crash', 'drop'];

export const usualWish = (offers: readonly KindOffer[]): Wish => ({
  guarantee: ANY,
  workload: SMALL,
  kinds: Object.fromEntries(
    offers.filter(({ kind }) => USUAL_KINDS.includes(kind)).map(({ kind }) => [kind, '']),
  ),
  faults: 1,
  delays: 0,
  states: 1_000_000,
});

/** One question for each guarantee and workload, of the setup on the screen. */
export function questionsOf(flow: Flow, run: Run, wish: Wish): Asked[] {
  const { variant, fixes, params } = run;
  const { faults, delays } = wish;
  const kinds = Object.entries(wish.kinds).map(([kind, at]) =>
    at === '' ? kind : `${kind}:${at}`,
  );
  const fitting = workloadsOf(flow, variant);
  return flow.guarantees
    .filter(({ variants }) => variants?.includes(variant) ?? true)
    .filter(({ id }) => wish.guarantee === ANY || wish.guarantee === id)
    .flatMap((guarantee) => {
      const isOne = wish.workload !== SMALL && fitting.includes(wish.workload);
      const workloads = isOne ? [wish.workload] : smallWorkloads(flow, variant, guarantee);
      return workloads.map((workload) => ({
        flow: flow.id,
        setup: { variant, fixes, params },
        guarantee: guarantee.id,
        workloads: [workload],
        faults,
        delays,
        kinds,
      }));
    });
}
