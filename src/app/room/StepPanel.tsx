import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button, IconButton } from '../../panels/controls/Button.tsx';
import { Prose } from '../../panels/lesson/Prose.tsx';
import type { HostRoom } from '../../room/client/room.ts';
import { shelf } from '../scenarios/shelf.ts';
import type { ClassStep } from './classRun.ts';
import type { Desk } from './desk.ts';
import styles from './room.module.css';
import { textOf, titleOfStep } from './stepWords.ts';

interface StepPanelProps {
  readonly desk: Desk;
  readonly room: HostRoom;
  readonly lesson: ClassStep | null;
}

/** The step that the class sees with its notes, and the one that comes next. */
export function StepPanel({ desk, room, lesson }: StepPanelProps) {
  return (
    <section className={styles.card} aria-label="Step">
      <label className={styles.pick}>
        <span>Scenario</span>
        <select
          aria-label="Scenario"
          value={lesson?.scenario.id ?? ''}
          onChange={(event) => void desk.teach(event.target.value || null)}
        >
          <option value="">None: a run of my own</option>
          {shelf.map(({ id, title }) => (
            <option key={id} value={id}>
              {title}
            </option>
          ))}
        </select>
      </label>
      {lesson !== null && <LessonStep {...{ desk, room, lesson }} />}
    </section>
  );
}

function LessonStep({ desk, room, lesson }: StepPanelProps & { readonly lesson: ClassStep }) {
  const { scenario, step, index } = lesson;
  const next = scenario.steps[index + 1];
  const hints = 'hints' in step ? step.hints : [];
  return (
    <>
      <div className={styles.stepHead}>
        <IconButton
          label="Previous step"
          shortcut="PageUp"
          isDisabled={index === 0}
          onPress={() => desk.go(index - 1)}
        >
          <ChevronLeft size={18} aria-hidden />
        </IconButton>
        <h2 className={styles.head} aria-live="polite">
          {titleOfStep(step, index)} of {scenario.steps.length}
        </h2>
        <IconButton
          label="Next step"
          shortcut="PageDown"
          isDisabled={next === undefined}
          onPress={() => desk.go(index + 1)}
        >
          <ChevronRight size={18} aria-hidden />
        </IconButton>
      </div>
      <Prose text={textOf(step)} />
      {step.notes !== undefined && (
        <div className={styles.notes}>
          <b>Notes</b>
          <Prose text={step.notes} />
        </div>
      )}
      {hints.map((hint, i) => (
        <div key={hint} className={styles.hint}>
          <Prose text={hint} />
          <Button
            onPress={() => room.hint({ scenario: scenario.id, step: step.id, hint: i })}
            label={`Send hint ${i + 1} to the class`}
          >
            Send
          </Button>
        </div>
      ))}
      {next !== undefined && (
        <details className={styles.next}>
          <summary>Next: {titleOfStep(next, index + 1)}</summary>
          <Prose text={textOf(next)} />
        </details>
      )}
    </>
  );
}
