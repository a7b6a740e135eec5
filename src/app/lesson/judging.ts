/** Has the run of a challenge judged by a worker; it ends with whoever asked for it. */
import { fromCallback } from 'xstate';
import type { Flow } from '../../flow/flow.ts';
import { normalise, runText } from '../../flow/parse.ts';
import type { Run } from '../../flow/run.ts';
import { failedSeeds } from '../../panels/lesson/goals.ts';
import type { JudgeInput, LessonEvent } from '../../panels/lesson/machine.ts';
import { type Beat, changed } from '../../scenario/beats.ts';
import type { Judgement } from '../../scenario/judge.ts';
import type { ChallengeStep } from '../../scenario/scenario.ts';

export interface JudgeRequest {
  readonly flow: string;
  readonly step: ChallengeStep;
  readonly start: Run;
  readonly run: Run;
}

export type JudgeReply =
  | { readonly type: 'seeds judged'; readonly count: number }
  | { readonly type: 'judged'; readonly judgement: Judgement }
  | { readonly type: 'not judged'; readonly why: string };

export const judgeFor = (flow: Flow, beats: readonly Beat[]) =>
  fromCallback<LessonEvent, JudgeInput>(({ sendBack, input: { step, run } }) => {
    const start = beats.find((beat) => beat.step === step)?.run;
    if (step?.kind !== 'challenge' || start === undefined) return undefined;
    const worker = new Worker(new URL('./judgeWorker.ts', import.meta.url), {
      type: 'module',
      name: 'judge',
    });
    worker.onmessage = ({ data }: MessageEvent<JudgeReply>) => {
      if (data.type !== 'judged') return sendBack(data);
      const say = data.judgement.reached ? null : whyNot(flow, step, start, run, data.judgement);
      sendBack({ ...data, say });
    };
    worker.onerror = ({ message }) => {
      sendBack({ type: 'not judged', why: `It could not be judged: ${message}. Try again.` });
    };
    worker.postMessage({ flow: flow.id, step, start, run } satisfies JudgeRequest);
    return () => worker.terminate();
  });

/** Why it is no solution: in the author's words where they foresaw it, and by the seed that shows it. */
export function whyNot(
  flow: Flow,
  { nonSolutions }: ChallengeStep,
  start: Run,
  run: Run,
  judgement: Judgement,
): string {
  const textOf = (each: Run): string =>
    runText(flow, normalise(flow, { ...each, seed: start.seed }));
  const foreseen = nonSolutions.find(
    ({ change }) => textOf(changed(flow, start, change)) === textOf(run),
  );
  const seeds = failedSeeds(flow, judgement);
  const [first] = seeds;
  const all = judgement.goals[0]?.seeds.length ?? 0;
  const atOwn = first?.seed === start.seed;
  const shown =
    first === undefined
      ? ''
      : atOwn
        ? `It fails at ${seeds.length} of ${all} seeds. At this one: ${first.found}.`
        : `It works at seed ${start.seed}, but not at ${seeds.length} of ${all}. At seed ${first.seed}: ${first.found}.`;
  return [...judgement.refused, foreseen?.say ?? '', shown].filter(Boolean).join(' ');
}
