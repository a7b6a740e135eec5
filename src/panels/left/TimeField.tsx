import { useId, useState } from 'react';
import type { Micros } from '../../kernel/time.ts';
import { formatTime, microsOf } from '../../views/words.ts';
import styles from './left.module.css';

interface TimeFieldProps {
  readonly label: string;
  readonly us: Micros;
  /** The smallest that makes sense. */
  readonly minUs: Micros;
  readonly onChange: (us: Micros) => void;
}

/**
 * An instant or a span, with its unit: of a bare number, seconds. It takes effect at Enter or when
 * it is left; Escape takes the typing back.
 */
export function TimeField({ label, us, minUs, onChange }: TimeFieldProps) {
  const [draft, setDraft] = useState(formatTime(us));
  const [isWrong, setIsWrong] = useState(false);
  const hint = useId();
  const show = (text: string) => {
    setDraft(text);
    setIsWrong(false);
  };
  const commit = () => {
    // What is shown is rounded: to leave it as it was must not change anything.
    if (draft.trim() === formatTime(us)) return setIsWrong(false);
    const typed = microsOf(draft);
    setIsWrong(typed === undefined || typed < minUs);
    if (typed === undefined || typed < minUs) return;
    if (typed === us) show(formatTime(us));
    else onChange(typed);
  };
  return (
    <span className={styles.timeField}>
      <input
        className={styles.time}
        aria-label={label}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? hint : undefined}
        size={Math.max(5, draft.length)}
        value={draft}
        onChange={(event) => show(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
          if (event.key === 'Escape') show(formatTime(us));
        }}
      />
      {isWrong && (
        <small id={hint} role="alert">
          Write a time of {formatTime(minUs)} or more: 3.2 s, 200 ms.
        </small>
      )}
    </span>
  );
}
