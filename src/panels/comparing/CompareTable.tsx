import type { MetricPair, VerdictPair } from '../../views/comparison.ts';
import { metricText } from '../../views/tally.ts';
import styles from './comparing.module.css';

interface CompareTableProps {
  readonly metrics: readonly MetricPair[];
  readonly verdicts: readonly VerdictPair[];
}

/** Was, now, and what lies between them. */
export function CompareTable({ metrics, verdicts }: CompareTableProps) {
  return (
    <table className={styles.table}>
      <caption className="visually-hidden">Guarantees and metrics of both runs</caption>
      <thead>
        <tr>
          <th scope="col">Guarantee or metric</th>
          <th scope="col">Was</th>
          <th scope="col">Now</th>
          <th scope="col" aria-label="Change">
            Δ
          </th>
        </tr>
      </thead>
      <tbody>
        {changedFirst(verdicts).map(({ id, ref, title, was = '–', now = '–' }) => (
          <tr key={id} className={was === now ? undefined : styles.changed}>
            <th scope="row">
              {title} <span className={styles.ref}>{ref}</span>
            </th>
            <td className={was === 'broken' ? styles.bad : undefined}>{was}</td>
            <td className={now === 'broken' ? styles.bad : undefined}>{now}</td>
            <td>{was === now ? '' : changeWord(was, now)}</td>
          </tr>
        ))}
        {changedFirst(metrics).map(({ id, title, unit, was, now, delta }) => (
          <tr key={id} className={was === now ? undefined : styles.changed}>
            <th scope="row">{title}</th>
            <td className={styles.number}>{metricText(was, unit)}</td>
            <td className={styles.number}>{metricText(now, unit)}</td>
            <td className={styles.number}>
              {delta === null || delta === 0
                ? ''
                : `${delta > 0 ? '+' : '−'}${metricText(Math.abs(delta), unit)}`}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const changedFirst = <T extends { readonly was?: unknown; readonly now?: unknown }>(
  rows: readonly T[],
): T[] => rows.toSorted((a, b) => Number(a.was === a.now) - Number(b.was === b.now));

function changeWord(was: string, now: string): string {
  if (now === 'broken') return 'breaks';
  return was === 'broken' ? 'no longer' : 'differs';
}
