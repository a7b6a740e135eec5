import { useSelector } from '@xstate/react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Step } from '../../scenario/scenario.ts';
import { Button } from '../controls/Button.tsx';
import { AskStep } from './AskStep.tsx';
import { ChallengeStep } from './ChallengeStep.tsx';
import { type LessonHandle, useLesson } from './context.ts';
import { Ending } from './Ending.tsx';
import styles from './lesson.module.css';
import { isDone, KIND_TITLES, KIND_WORDS, mayGoOn, stepIdOf, stepOf } from './lesson.ts';
import type { LessonSnapshot } from './machine.ts';
import { ObserveStep } from './ObserveStep.tsx';
import { PlayingStep } from './PlayingStep.tsx';
import { PredictStep } from './PredictStep.tsx';
import { Prose } from './Prose.tsx';
import { StepList } from './StepList.tsx';

/** What every kind of step is drawn from. */
export interface StepProps<S extends Step = Step> {
  readonly lesson: LessonHandle;
  readonly snapshot: LessonSnapshot;
  readonly step: S;
}

/** The step of the scenario at which one is; nothing where no scenario leads. */
export function LessonPanel() {
  const lesson = useLesson();
  return lesson === null ? null : <Panel lesson={lesson} />;
}

function Panel({ lesson }: { readonly lesson: LessonHandle }) {
  const snapshot = useSelector(lesson.actor, (each) => each);
  const { context } = snapshot;
  const { scenario, index } = context;
  const step = stepOf(context);
  const heading = useFocusAt(stepIdOf(context));
  const said = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (context.said !== null) said.current?.scrollIntoView({ block: 'nearest' });
  }, [context.said]);
  const count = scenario.steps.length;
  return (
    <section className={styles.panel} aria-label="Scenario">
      <p className={styles.eyebrow}>
        {step === undefined
          ? 'The end'
          : `Step ${index + 1} of ${count} · ${KIND_WORDS[step.kind]}`}
      </p>
      <h2 ref={heading} tabIndex={-1} className={styles.title}>
        {step === undefined ? 'What real systems do' : KIND_TITLES[step.kind]}
      </h2>
      {index === 0 && <Objectives {...scenario} />}
      {step === undefined ? (
        <Ending lesson={lesson} scenario={scenario} />
      ) : (
        <div key={step.id} className={styles.body}>
          {drawn({ lesson, snapshot, step })}
        </div>
      )}
      <div ref={said} role="status" className={styles.said}>
        {context.said !== null && (
          <div className={context.said.tone === 'good' ? styles.goodSaid : styles.badSaid}>
            <Prose text={context.said.text} />
          </div>
        )}
      </div>
      <Ways lesson={lesson} snapshot={snapshot} />
      <StepList lesson={lesson} context={context} />
    </section>
  );
}

/** The heading takes the focus when the step is another, not when the page opens. */
function useFocusAt(at: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  const former = useRef(at);
  useEffect(() => {
    if (former.current === at) return;
    former.current = at;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  return heading;
}

function Objectives({
  title,
  objectives,
}: {
  readonly title: string;
  readonly objectives: readonly string[];
}) {
  return (
    <div className={styles.card}>
      <p>
        <strong>{title}.</strong> Afterwards you can:
      </p>
      <ul className={styles.bullets}>
        {objectives.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </div>
  );
}

function drawn({ step, ...rest }: StepProps): ReactNode {
  switch (step.kind) {
    case 'context':
      return <Prose text={step.say} />;
    case 'run':
    case 'fault':
    case 'fix':
      return <PlayingStep {...rest} step={step} />;
    case 'predict':
      return <PredictStep {...rest} step={step} />;
    case 'observe':
      return <ObserveStep {...rest} step={step} />;
    case 'explain':
      return <AskStep {...rest} step={step} />;
    case 'challenge':
      return <ChallengeStep {...rest} step={step} />;
  }
}

/** Back, and on. */
function Ways({
  lesson,
  snapshot,
}: {
  readonly lesson: LessonHandle;
  readonly snapshot: LessonSnapshot;
}) {
  const { context } = snapshot;
  const step = stepOf(context);
  if (step === undefined) return null;
  const { actor } = lesson;
  const isLeft = !isDone(context, step) && ['observe', 'challenge'].includes(step.kind);
  const isAsked = step.kind === 'explain' && step.question !== undefined && !isDone(context, step);
  return (
    <div className={styles.ways}>
      <Button
        look="bare"
        isDisabled={context.index === 0}
        onPress={() => actor.send({ type: 'back' })}
      >
        Back
      </Button>
      {mayGoOn(context) && (
        <Button
          look={isLeft || isAsked ? 'plain' : 'strong'}
          onPress={() => actor.send({ type: 'next' })}
        >
          {isLeft || isAsked ? 'Go on without' : 'Next'}
        </Button>
      )}
    </div>
  );
}
