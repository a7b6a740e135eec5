import { useSelector } from '@xstate/react';
import { Button } from '../controls/Button.tsx';
import { type LessonHandle, useLesson } from './context.ts';
import styles from './lesson.module.css';
import { KIND_TITLES, stepOf } from './lesson.ts';
import { Line } from './Prose.tsx';

/** Where the step is a sheet: one line of it, and the way back to it. */
export function LessonBar() {
  const lesson = useLesson();
  return lesson === null ? null : <Bar lesson={lesson} />;
}

function Bar({ lesson }: { readonly lesson: LessonHandle }) {
  const { scenario, index } = useSelector(lesson.actor, ({ context }) => context);
  const isLooking = useSelector(lesson.actor, (each) => each.matches({ observing: 'looking' }));
  const step = stepOf({ scenario, index, done: [], answers: {} });
  return (
    <div className={styles.barLine}>
      <span className={styles.barWords}>
        <b>{step === undefined ? 'The end' : `${index + 1}/${scenario.steps.length}`}</b>{' '}
        {step?.kind === 'observe' && isLooking ? (
          <Line text={step.ask} />
        ) : (
          step !== undefined && KIND_TITLES[step.kind]
        )}
      </span>
      <Button onPress={() => lesson.onSheet(true)}>Open the step</Button>
    </div>
  );
}
