import { Check } from 'lucide-react';
import { Link } from 'wouter';
import type { LessonHandle } from './context.ts';
import styles from './lesson.module.css';
import { isDone, KIND_TITLES, type Lesson, reached } from './lesson.ts';

interface StepListProps {
  readonly lesson: LessonHandle;
  readonly context: Lesson;
}

/** All steps; those that one has come to are links. */
export function StepList({ lesson, context }: StepListProps) {
  const { scenario, index } = context;
  const furthest = reached(context);
  return (
    <details className={styles.steps}>
      <summary>All steps</summary>
      <ol>
        {scenario.steps.map((step, i) => (
          <li key={step.id} aria-current={i === index ? 'step' : undefined}>
            <span className={styles.stepMark}>
              {isDone(context, step) ? <Check size={13} aria-label="done:" /> : i + 1}
            </span>
            {i <= furthest ? (
              <Link href={lesson.hrefOf(step.id)}>{KIND_TITLES[step.kind]}</Link>
            ) : (
              KIND_TITLES[step.kind]
            )}
          </li>
        ))}
      </ol>
      <button type="button" className={styles.linkButton} onClick={lesson.explore}>
        Explore this run freely
      </button>
    </details>
  );
}
