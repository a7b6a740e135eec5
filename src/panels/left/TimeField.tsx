import { useId, useState } from 'react';
import type { Micros } from '../../kernel/time.ts';
import { formatTime } from '../../views/words.ts';
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

const UNITS = { s: 1_000_000, ms: 1_000, µs: 1, us: 1, min: 60_000_000 } as const;

/** `3.2`, `3.2 s`, `200ms`, `2 min 5 s`; `undefined` for what is no time. */
export function microsOf(text: string): Micros | undefined {
  const parts = text.trim().match(/[\d.,]+\s*(?:s|ms|µs|us|min)?(?:\s+|$)/gi) ?? [];
  if (parts.length === 0 || parts.join('').length !== text.trim().length) return undefined;
  let sum = 0;
  for (const part of parts) {
    const [, digits = '', unit = 's'] = /([\d.,]+)\s*(\S*)/.exec(part) ?? [];
    const size = UNITS[(unit.toLowerCase() || 's') as keyof typeof UNITS];
    sum += Number(digits.replaceAll(',', '')) * size;
  }
  return Number.isFinite(sum) ? Math.round(sum) : undefined;
}
