/** What the page and its search workers say to each other: plain JSON. */
import type { Run } from '../../flow/run.ts';
import type { Asked, Decision, Progress } from '../../verify/question.ts';
import type { Remedy } from '../../verify/remedies.ts';
import type { Told } from '../../verify/telling.ts';

export interface Job {
  readonly asked: Asked;
  /** First these runs are played with the remedy; only if none does harm is the rest searched. */
  readonly trial?: {
    readonly witness: Run;
    readonly remedy: Remedy;
    /** Witnesses against other remedies: what they break needs no search. */
    readonly others: readonly Run[];
  };
}

export type ToWorker =
  | { readonly kind: 'begin'; readonly id: number; readonly job: Job; readonly states: number }
  /** With a larger budget, where it stopped. */
  | { readonly kind: 'go'; readonly id: number; readonly states: number }
  | { readonly kind: 'stop'; readonly id: number };

export interface Ended {
  /** `null`: a run of the trial decided it, or the remedy does not fit; nothing was searched. */
  readonly decision: Decision | null;
  /** Of a trial. */
  readonly harmless?: boolean;
  /** The witness of another remedy that breaks this one too. */
  readonly brokenBy?: Run;
  readonly told?: Told;
}

export type FromWorker =
  | { readonly kind: 'progress'; readonly id: number; readonly progress: Progress }
  | { readonly kind: 'ended'; readonly id: number; readonly ended: Ended }
  | { readonly kind: 'failed'; readonly id: number; readonly why: string };
