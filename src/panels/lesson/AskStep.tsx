import { useMemo, useState } from 'react';
import { usePlayback } from '../../playback/usePlayback.ts';
import type { Question, StepOf } from '../../scenario/scenario.ts';
import { Sight } from '../../scenario/sight.ts';
import { endOf } from '../../views/scene.ts';
import { metricText } from '../../views/tally.ts';
import { microsOf } from '../../views/words.ts';
import { Button } from '../controls/Button.tsx';
import type { StepProps } from './LessonPanel.tsx';
import styles from './lesson.module.css';
import { answerOf, OFFER_AFTER } from './lesson.ts';
import { Prose } from './Prose.tsx';

/** Why it is so; and a number that one can work out from what was said and seen. */
export function AskStep({ lesson, snapshot, step }: StepProps<StepOf<'explain'>>) {
  return (
    <>
      <Prose text={step.say} />
      {step.question !== undefined && (
        <Asked {...{ lesson, snapshot, step }} question={step.question} />
      )}
    </>
  );
}

interface AskedProps extends StepProps<StepOf<'explain'>> {
  readonly question: Question;
}

function Asked({ lesson, snapshot, step, question }: AskedProps) {
  const right = useRight(question);
  const answer = answerOf(snapshot.context, step);
  const isOpen = snapshot.matches({ asking: 'open' });
  const [draft, setDraft] = useState(answer.said ?? '');
  const [asked, setAsked] = useState('');
  const check = () => {
    const number = numberFrom(draft, question.unit);
    if (number === undefined) return setAsked('Type a number.');
    if (right === null) return setAsked('This run has no such figure.');
    setAsked('');
    const off = number - right;
    const isRight = Math.abs(off) <= question.within + 1e-9 * Math.abs(right);
    const word = isRight ? 'right' : off < 0 ? 'small' : 'large';
    return lesson.actor.send({ type: 'answer', said: draft.trim(), off: word });
  };
  return (
    <form
      className={styles.question}
      onSubmit={(event) => {
        event.preventDefault();
        check();
      }}
    >
      <div id="question" className={styles.ask}>
        <Prose text={question.ask} />
      </div>
      {isOpen ? (
        <div className={styles.buttons}>
          <input
            className={styles.number}
            inputMode="decimal"
            aria-labelledby="question"
            aria-describedby="question-unit"
            autoComplete="off"
            value={draft}
            onChange={(event) => setDraft(event.target.value)}
          />
          <span id="question-unit">{question.unit}</span>
          <Button look="strong" onPress={check}>
            Check
          </Button>
          {answer.misses >= OFFER_AFTER && (
            <Button look="bare" onPress={() => lesson.actor.send({ type: 'show' })}>
              Show the answer
            </Button>
          )}
        </div>
      ) : (
        <p>
          <strong>{right === null ? '–' : metricText(right, question.unit)}</strong>
        </p>
      )}
      <p role="status" className={styles.quiet}>
        {asked}
      </p>
    </form>
  );
}

/** Read from the run that stands, where it stopped. */
function useRight({ answer }: Question): number | null {
  const scene = usePlayback((state) => state.scene);
  return useMemo(() => {
    if ('number' in answer) return answer.number;
    if ('metric' in answer) return new Sight(scene, endOf(scene.trace)).metric(answer.metric);
    return scene.compiled.choice.params[answer.param] ?? null;
  }, [scene, answer]);
}

/** `3000`, `3,000`, `3000 ms`, and `3 s` where milliseconds are meant. */
export function numberFrom(text: string, unit: string): number | undefined {
  const written = text.trim();
  const bare = written.endsWith(unit) ? written.slice(0, written.length - unit.length) : written;
  const number = Number(bare.replaceAll(/[\s,_]/g, '') || Number.NaN);
  if (Number.isFinite(number)) return number;
  const us = microsOf(written);
  const unitUs = microsOf(`1 ${unit}`);
  return us === undefined || unitUs === undefined ? undefined : us / unitUs;
}
