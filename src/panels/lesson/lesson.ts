/** What a person has done of a scenario, and what follows from it. All pure. */
import {
  type Option,
  PLAYING_KINDS,
  type Pointed,
  type PredictStep,
  type Scenario,
  type Step,
  type StepKind,
} from '../../scenario/scenario.ts';

/** What was answered in a step; kept on the device. */
export interface Answer {
  /** The option chosen, or the number typed. */
  readonly said?: string;
  readonly sure?: string;
  readonly reason?: string;
  /** Wrong tries so far. */
  readonly misses: number;
  /** Hints asked for so far. */
  readonly hints: number;
  /** Of a challenge: the run that stands. */
  readonly run?: unknown;
}

const NO_ANSWER: Answer = { misses: 0, hints: 0 };

export interface Lesson {
  readonly scenario: Scenario;
  /** The step; one past the last: the end. */
  readonly index: number;
  /** Steps whose part was done. */
  readonly done: readonly string[];
  readonly answers: Readonly<Record<string, Answer>>;
}

/** In links, where the id of a step stands: no step can be called so. */
export const END = '~end';

export const stepOf = ({ scenario, index }: Lesson): Step | undefined => scenario.steps[index];
export const stepIdOf = (lesson: Lesson): string => stepOf(lesson)?.id ?? END;
export const isDone = ({ done }: Lesson, step: Step | undefined): boolean =>
  step !== undefined && done.includes(step.id);
export const answerOf = ({ answers }: Lesson, step: Step | undefined): Answer =>
  (step === undefined ? undefined : answers[step.id]) ?? NO_ANSWER;

/** `null` for what is no step of it. */
export function indexOfStep({ steps }: Scenario, id: string): number | null {
  if (id === END) return steps.length;
  const index = steps.findIndex((step) => step.id === id);
  return index < 0 ? null : index;
}

/**
 * Where one gets to on the way to a step: to the prediction that the step would give away, as
 * long as it was not committed.
 */
export function gated({ scenario: { steps }, done }: Lesson, wanted: number): number {
  const shows = steps.slice(0, wanted + 1).findLast(({ kind }) => PLAYING_KINDS.includes(kind));
  const open = steps.findIndex(
    (step, i) =>
      i < wanted &&
      step.kind === 'predict' &&
      step.shownBy === shows?.id &&
      !done.includes(step.id),
  );
  return open < 0 ? wanted : open;
}

/** The furthest step that a person has come to: the list of steps has links up to there. */
export function reached({ scenario: { steps }, done, index }: Lesson): number {
  const last = steps.findLastIndex(({ id }) => done.includes(id));
  return Math.max(index, last + 1);
}

/** Whether one may go on: what is to be predicted or played comes first. */
export function mayGoOn(lesson: Lesson): boolean {
  const step = stepOf(lesson);
  if (step === undefined) return false;
  const mustBeDone = step.kind === 'predict' || PLAYING_KINDS.includes(step.kind);
  return !mustBeDone || isDone(lesson, step);
}

export function isRightlyPointed(answers: readonly Pointed[], pointed: Pointed): boolean {
  return answers.some((each) => isSamePlace(each, pointed));
}

/** An instant that was pointed at lies within the one that is meant. */
export function isSamePlace(meant: Pointed, pointed: Pointed): boolean {
  if ('node' in meant) return 'node' in pointed && pointed.node === meant.node;
  if ('message' in meant) return 'message' in pointed && pointed.message === meant.message;
  return 'toUs' in pointed && pointed.fromUs <= meant.toUs && pointed.toUs >= meant.fromUs;
}

export interface Outcome {
  readonly predict: PredictStep;
  readonly said: Option;
  readonly right: Option;
  readonly answer: Answer;
}

/** The predictions that a step shows, as they were made. */
export function outcomesOf(lesson: Lesson, step: Step): readonly Outcome[] {
  return lesson.scenario.steps.flatMap((predict): Outcome[] => {
    if (predict.kind !== 'predict' || predict.shownBy !== step.id) return [];
    const answer = answerOf(lesson, predict);
    const said = predict.options.find(({ id }) => id === answer.said);
    const right = predict.options.find((each) => each.right);
    return said === undefined || right === undefined ? [] : [{ predict, said, right, answer }];
  });
}

/** How many hints may be seen: each is earned by a try. */
export const hintsEarned = (hints: readonly string[], { misses }: Answer): number =>
  Math.min(hints.length, misses);

/** After so many wrong tries a hint is offered, and after one more the answer. */
export const OFFER_AFTER = 2;
export const SHOW_AFTER = 3;

export const KIND_TITLES: Readonly<Record<StepKind, string>> = {
  context: 'Where this happens',
  run: 'Watch',
  predict: 'What will happen?',
  fault: 'Something breaks',
  observe: 'Find it',
  explain: 'Why it is so',
  fix: 'Repair it',
  challenge: 'Your turn',
};

export const KIND_WORDS: Readonly<Record<StepKind, string>> = {
  context: 'context',
  run: 'run',
  predict: 'predict',
  fault: 'fault',
  observe: 'observe',
  explain: 'explain',
  fix: 'fix',
  challenge: 'challenge',
};

export const SURE = [
  { id: 'sure', title: 'Sure' },
  { id: 'fairly', title: 'Fairly sure' },
  { id: 'guess', title: 'A guess' },
] as const;
