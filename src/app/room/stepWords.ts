/** What a step says to a class, and what it asks. */
import { KIND_TITLES } from '../../panels/lesson/lesson.ts';
import type { Poll, Vote } from '../../room/protocol.ts';
import type { PredictStep, Scenario, Step } from '../../scenario/scenario.ts';

/** The step's prose, as Markdown. */
export function textOf(step: Step): string {
  switch (step.kind) {
    case 'context':
    case 'run':
    case 'fault':
    case 'fix':
    case 'explain':
    case 'challenge':
      return step.say;
    case 'predict':
    case 'observe':
      return step.ask;
  }
}

export const titleOfStep = (step: Step, index: number): string =>
  `${index + 1}. ${KIND_TITLES[step.kind]}`;

/** What is asked, and the words of each option; letters for a question that was asked aloud. */
export interface Question {
  readonly ask: string;
  readonly options: readonly { readonly id: string; readonly text: string }[];
  /** Once the room may know. */
  readonly right: string | null;
}

export const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

/** `scenario`: the one that the poll is about, once it is there. */
export function questionOf(
  { about, options, phase }: Pick<Poll, 'about' | 'options' | 'phase'>,
  scenario: Scenario | null,
): Question {
  const step = about === null ? undefined : predictOf(scenario, about.step);
  const found = step?.options ?? [];
  return {
    ask: step?.ask ?? (about === null ? 'What do you say?' : ''),
    options: options.map((id) => ({
      id,
      text: found.find((option) => option.id === id)?.text ?? id,
    })),
    right: phase === 'revealed' ? (found.find(({ right }) => right)?.id ?? null) : null,
  };
}

export function predictOf(scenario: Scenario | null, id: string): PredictStep | undefined {
  const step = scenario?.steps.find((each) => each.id === id);
  return step?.kind === 'predict' ? step : undefined;
}

/** The words of a vote, for the table of answers. */
export function wordsOfVote({ about, choice }: Vote, scenario: Scenario | null) {
  const { ask, options } = questionOf({ about, options: [choice], phase: 'closed' }, scenario);
  return { ask, option: options[0]?.text ?? choice };
}
