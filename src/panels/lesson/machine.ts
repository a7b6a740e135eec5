/**
 * The scenario player as a machine: which step one is at, and how far one is with it. It knows
 * nothing of the page; whoever plays runs, judges and keeps progress listens to it.
 */
import { type ActorRefFrom, assign, fromCallback, type SnapshotFrom, setup } from 'xstate';
import type { Run } from '../../flow/run.ts';
import type { Judgement } from '../../scenario/judge.ts';
import type { Pointed, Scenario, Step, StepKind } from '../../scenario/scenario.ts';
import {
  type Answer,
  answerOf,
  gated,
  isDone,
  isRightlyPointed,
  isSamePlace,
  type Lesson,
  mayGoOn,
  stepOf,
} from './lesson.ts';

/** What the last try brought, to be read aloud. */
export interface Said {
  readonly tone: 'good' | 'bad';
  /** Markdown. */
  readonly text: string;
}

interface Context extends Lesson {
  readonly said: Said | null;
  /** The step plays as soon as it is there. */
  readonly playsAtOnce: boolean;
  /** How many seeds were judged so far. */
  readonly seedsJudged: number;
  readonly judgement: Judgement | null;
}

export type LessonEvent =
  | { readonly type: 'next'; readonly play?: boolean }
  | { readonly type: 'back' }
  | { readonly type: 'go'; readonly index: number }
  /** What the step plays has come to its end. */
  | { readonly type: 'played' }
  | { readonly type: 'again' }
  | {
      readonly type: 'commit';
      readonly option: string;
      readonly sure: string;
      readonly reason: string;
    }
  | { readonly type: 'point'; readonly pointed: Pointed; readonly title: string }
  | { readonly type: 'answer'; readonly said: string; readonly off: 'right' | 'small' | 'large' }
  | { readonly type: 'hint' }
  /** The answer is wanted without finding it. */
  | { readonly type: 'show' }
  /** The run of a challenge is another one now. */
  | { readonly type: 'edited'; readonly run: Run }
  | { readonly type: 'judge'; readonly run: Run }
  | { readonly type: 'seeds judged'; readonly count: number }
  | { readonly type: 'judged'; readonly judgement: Judgement; readonly say: string | null }
  | { readonly type: 'not judged'; readonly why: string };

export interface LessonInput {
  readonly scenario: Scenario;
  readonly index: number;
  readonly done: readonly string[];
  readonly answers: Readonly<Record<string, Answer>>;
}

export interface JudgeInput {
  readonly step: Step | undefined;
  readonly run: Run;
}

const FRESH = { said: null, judgement: null, seedsJudged: 0 } as const;

const kindIs =
  (...kinds: StepKind[]) =>
  ({ context }: { context: Context }): boolean => {
    const step = stepOf(context);
    return step !== undefined && kinds.includes(step.kind);
  };

/** What is known of this step's answer, changed. */
function answered(context: Context, change: Partial<Answer>): Pick<Context, 'answers'> {
  const step = stepOf(context);
  if (step === undefined) return context;
  const answer = { ...answerOf(context, step), ...change };
  return { answers: { ...context.answers, [step.id]: answer } };
}

const missed = (context: Context, text: string): Partial<Context> => ({
  ...answered(context, { misses: answerOf(context, stepOf(context)).misses + 1 }),
  said: { tone: 'bad', text },
});

function withDone(context: Context): Pick<Context, 'done'> {
  const step = stepOf(context);
  return step === undefined || isDone(context, step)
    ? context
    : { done: [...context.done, step.id] };
}

export const lessonMachine = setup({
  types: {} as { context: Context; events: LessonEvent; input: LessonInput },
  actors: {
    /** Sends `seeds judged`, and `judged` or `not judged` in the end. */
    judge: fromCallback<LessonEvent, JudgeInput>(() => {
      throw new Error('Nobody was given to judge.');
    }),
  },
  guards: {
    isOver: ({ context }) => stepOf(context) === undefined,
    isDone: ({ context }) => isDone(context, stepOf(context)),
    isReading: ({ context }) => {
      const step = stepOf(context);
      return step?.kind === 'context' || (step?.kind === 'explain' && step.question === undefined);
    },
    isPlaying: kindIs('run', 'fault', 'fix'),
    isPredicting: kindIs('predict'),
    isObserving: kindIs('observe'),
    isAsking: kindIs('explain'),
    mayGoOn: ({ context }) => mayGoOn(context),
    isPointedRight: ({ context, event }) => {
      const step = stepOf(context);
      return (
        event.type === 'point' &&
        step?.kind === 'observe' &&
        isRightlyPointed(step.answers, event.pointed)
      );
    },
    isAnswerRight: ({ event }) => event.type === 'answer' && event.off === 'right',
    isReached: ({ event }) => event.type === 'judged' && event.judgement.reached,
  },
  actions: {
    finish: assign(({ context }) => withDone(context)),
    goOn: assign(({ context, event }) => ({
      ...withDone(context),
      ...FRESH,
      index: gated({ ...context, ...withDone(context) }, context.index + 1),
      playsAtOnce: event.type === 'next' && event.play === true,
    })),
    goBack: assign(({ context }) => ({
      ...FRESH,
      index: Math.max(0, context.index - 1),
      playsAtOnce: false,
    })),
    goTo: assign(({ context, event }) =>
      event.type === 'go'
        ? { ...FRESH, index: gated(context, event.index), playsAtOnce: false }
        : {},
    ),
    commit: assign(({ context, event }) =>
      event.type === 'commit'
        ? answered(context, {
            said: event.option,
            sure: event.sure,
            ...(event.reason === '' ? {} : { reason: event.reason }),
          })
        : {},
    ),
    takePoint: assign(({ context, event }) => {
      const step = stepOf(context);
      if (event.type !== 'point' || step?.kind !== 'observe') return {};
      const other = step.others.find((each) => isSamePlace(each, event.pointed));
      return missed(context, other?.say ?? `Not ${event.title}. Look again.`);
    }),
    tellFound: assign(({ context }) => {
      const step = stepOf(context);
      return step?.kind === 'observe' ? { said: { tone: 'good' as const, text: step.say } } : {};
    }),
    takeAnswer: assign(({ context, event }) => {
      if (event.type !== 'answer') return {};
      const where = event.off === 'small' ? 'It is more than that.' : 'It is less than that.';
      const kept = answered(context, { said: event.said });
      if (event.off !== 'right') return missed({ ...context, ...kept }, where);
      return kept;
    }),
    tellAnswer: assign(({ context }) => {
      const step = stepOf(context);
      if (step?.kind !== 'explain' || step.question === undefined) return {};
      return { said: { tone: 'good' as const, text: step.question.say } };
    }),
    takeHint: assign(({ context }) =>
      answered(context, { hints: answerOf(context, stepOf(context)).hints + 1 }),
    ),
    keepRun: assign(({ context, event }) =>
      event.type === 'edited' ? { ...FRESH, ...answered(context, { run: event.run }) } : {},
    ),
    countSeeds: assign(({ event }) =>
      event.type === 'seeds judged' ? { seedsJudged: event.count } : {},
    ),
    takeJudgement: assign(({ context, event }) => {
      if (event.type !== 'judged') return {};
      const { judgement, say } = event;
      const step = stepOf(context);
      const outcome = step?.kind === 'challenge' ? step.outcome : undefined;
      if (judgement.reached) {
        const text = outcome ?? 'The goal is reached, at every seed.';
        return { judgement, said: { tone: 'good' as const, text } };
      }
      return { judgement, ...missed(context, say ?? 'Not yet.') };
    }),
    tellNotJudged: assign(({ event }) =>
      event.type === 'not judged' ? { said: { tone: 'bad' as const, text: event.why } } : {},
    ),
    beginJudging: assign({ ...FRESH }),
  },
}).createMachine({
  id: 'lesson',
  context: ({ input }) => ({
    ...input,
    ...FRESH,
    index: gated(input, input.index),
    playsAtOnce: false,
  }),
  initial: 'arriving',
  on: {
    next: { guard: 'mayGoOn', target: '.arriving', actions: 'goOn' },
    back: { target: '.arriving', actions: 'goBack' },
    go: { target: '.arriving', actions: 'goTo' },
  },
  states: {
    arriving: {
      always: [
        { guard: 'isOver', target: 'over' },
        { guard: 'isReading', target: 'reading' },
        { guard: 'isPlaying', target: 'watching' },
        { guard: 'isPredicting', target: 'predicting' },
        { guard: 'isObserving', target: 'observing' },
        { guard: 'isAsking', target: 'asking' },
        { target: 'trying' },
      ],
    },
    reading: {},
    watching: {
      initial: 'arriving',
      states: {
        arriving: { always: [{ guard: 'isDone', target: 'stopped' }, { target: 'ready' }] },
        ready: { on: { played: { target: 'stopped', actions: 'finish' } } },
        stopped: { on: { again: 'ready' } },
      },
    },
    predicting: {
      initial: 'arriving',
      states: {
        arriving: { always: [{ guard: 'isDone', target: 'committed' }, { target: 'open' }] },
        open: { on: { commit: { target: 'committed', actions: ['commit', 'finish'] } } },
        committed: {},
      },
    },
    observing: {
      initial: 'arriving',
      states: {
        arriving: { always: [{ guard: 'isDone', target: 'found' }, { target: 'looking' }] },
        looking: {
          on: {
            point: [{ guard: 'isPointedRight', target: 'found' }, { actions: 'takePoint' }],
            hint: { actions: 'takeHint' },
            show: 'found',
          },
        },
        found: { entry: ['finish', 'tellFound'] },
      },
    },
    asking: {
      initial: 'arriving',
      states: {
        arriving: { always: [{ guard: 'isDone', target: 'answered' }, { target: 'open' }] },
        open: {
          on: {
            answer: [
              { guard: 'isAnswerRight', target: 'answered', actions: 'takeAnswer' },
              { actions: 'takeAnswer' },
            ],
            show: 'answered',
          },
        },
        answered: { entry: ['finish', 'tellAnswer'] },
      },
    },
    trying: {
      initial: 'working',
      states: {
        working: {},
        judging: {
          entry: 'beginJudging',
          invoke: {
            src: 'judge',
            input: ({ context, event }): JudgeInput => {
              if (event.type !== 'judge') throw new Error('There is no run to be judged.');
              return { step: stepOf(context), run: event.run };
            },
          },
          on: {
            'seeds judged': { actions: 'countSeeds' },
            judged: [
              { guard: 'isReached', target: 'reached', actions: ['takeJudgement', 'finish'] },
              { target: 'working', actions: 'takeJudgement' },
            ],
            'not judged': { target: 'working', actions: 'tellNotJudged' },
          },
        },
        reached: {},
      },
      on: {
        judge: '.judging',
        edited: { target: '.working', actions: 'keepRun' },
        hint: { actions: 'takeHint' },
      },
    },
    over: {},
  },
});

export type LessonActor = ActorRefFrom<typeof lessonMachine>;
export type LessonSnapshot = SnapshotFrom<typeof lessonMachine>;
