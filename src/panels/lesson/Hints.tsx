import { Lightbulb } from 'lucide-react';
import { Button } from '../controls/Button.tsx';
import type { LessonHandle } from './context.ts';
import styles from './lesson.module.css';
import { type Answer, hintsEarned, OFFER_AFTER } from './lesson.ts';
import { Prose } from './Prose.tsx';

interface HintsProps {
  readonly lesson: LessonHandle;
  readonly hints: readonly string[];
  readonly answer: Answer;
}

/** A question, a principle, a move: each can be asked for after another try. */
export function Hints({ lesson, hints, answer }: HintsProps) {
  if (hints.length === 0) return null;
  const seen = Math.min(answer.hints, hints.length);
  const more = hintsEarned(hints, answer) - seen;
  const isOffered = answer.misses >= OFFER_AFTER && more > 0;
  return (
    <div className={styles.hints}>
      <ol aria-label="Hints">
        {hints.slice(0, seen).map((hint) => (
          <li key={hint}>
            <Lightbulb size={14} aria-hidden />
            <Prose text={hint} />
          </li>
        ))}
      </ol>
      <div className={styles.buttons} role="status">
        {isOffered && <span>Would a hint help?</span>}
        {more > 0 && (
          <Button onPress={() => lesson.actor.send({ type: 'hint' })}>
            {seen === 0 ? 'Hint' : 'Another hint'}
          </Button>
        )}
        {more === 0 && seen < hints.length && (
          <span className={styles.quiet}>
            {seen === 0 ? 'A hint comes after a try.' : 'The next hint comes after another try.'}
          </span>
        )}
      </div>
    </div>
  );
}
