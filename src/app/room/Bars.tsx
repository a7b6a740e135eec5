import { Line } from '../../panels/lesson/Prose.tsx';
import styles from './room.module.css';
import type { Question } from './stepWords.ts';

interface BarsProps {
  readonly question: Question;
  /** Of each round, in the order of the options. */
  readonly counts: readonly (readonly number[])[];
}

/** How many chose what: a bar for each option and round, and the number beside it. */
export function Bars({ question, counts }: BarsProps) {
  const most = Math.max(1, ...counts.flat());
  return (
    <ul className={styles.bars}>
      {question.options.map(({ id, text }, i) => (
        <li key={id} data-right={id === question.right}>
          <span className={styles.barText}>
            <Line text={text} />
            {id === question.right && <strong> · this is what happened</strong>}
          </span>
          {counts.map((round, n) => {
            const count = round[i] ?? 0;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a round is its number.
              <span key={n} className={styles.bar}>
                {counts.length > 1 && <small>round {n + 1}</small>}
                <span className={styles.fill} style={{ width: `${(70 * count) / most}%` }} />
                <b>{count}</b>
              </span>
            );
          })}
        </li>
      ))}
    </ul>
  );
}
