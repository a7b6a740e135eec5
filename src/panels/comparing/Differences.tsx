import type { Micros } from '../../kernel/time.ts';
import type { Difference } from '../../views/comparison.ts';
import { formatTime } from '../../views/words.ts';
import styles from './comparing.module.css';

const SHOWN = 120;

interface DifferencesProps {
  readonly differences: readonly Difference[];
  readonly atUs: Micros;
  readonly onSeek: (difference: Difference) => void;
}

/** The entries that only one of the runs has, or has at another instant; each jumps there. */
export function Differences({ differences, atUs, onSeek }: DifferencesProps) {
  const [first] = differences;
  if (first === undefined)
    return <p className={styles.quiet}>The two runs are alike to the end.</p>;
  return (
    <section aria-label="Entries that differ">
      <h3 className={styles.heading}>The runs differ from {formatTime(first.atUs)} on</h3>
      <ol className={styles.differences}>
        {differences.slice(0, SHOWN).map((difference) => (
          <li key={`${difference.side} ${difference.entry}`} data-side={difference.side}>
            <button
              type="button"
              className={difference.atUs > atUs ? styles.later : undefined}
              onClick={() => onSeek(difference)}
            >
              <span className={styles.mark}>
                {difference.side === 'was' ? 'Was' : 'Now'} {formatTime(difference.atUs)}
              </span>
              <span>
                {difference.sentence}
                {difference.moved && <small>at another instant in the other run</small>}
              </span>
            </button>
          </li>
        ))}
      </ol>
      {differences.length > SHOWN && (
        <p className={styles.quiet}>{differences.length - SHOWN} more follow from these.</p>
      )}
    </section>
  );
}
