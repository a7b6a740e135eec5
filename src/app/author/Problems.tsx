import { CircleCheck } from 'lucide-react';
import type { Complaint } from '../../scenario/mistakes.ts';
import styles from './author.module.css';
import type { Checked } from './checking.ts';

type Jump = (line: number, column: number) => void;

interface ProblemsProps {
  /** `null`: it was not looked at yet. */
  readonly checked: Checked | null;
  readonly isEmpty: boolean;
  readonly onJump: Jump;
}

/** What is wrong with the text, each at its line. */
export function Problems({ checked, isEmpty, onJump }: ProblemsProps) {
  const count = checked?.complaints.length ?? 0;
  return (
    <section aria-label="Mistakes">
      <h2>Mistakes</h2>
      <p id="problems" role="status" className={styles.verdict}>
        {isEmpty && 'There is no text yet.'}
        {checked !== null && count > 0 && `${count} found.`}
        {checked?.scenario != null && (
          <>
            <CircleCheck size={15} aria-hidden /> It can be read: {checked.scenario.steps.length}{' '}
            steps, and every name is there.
          </>
        )}
      </p>
      <Complaints complaints={checked?.complaints ?? []} onJump={onJump} />
    </section>
  );
}

interface ComplaintsProps {
  readonly complaints: readonly Complaint[];
  readonly onJump: Jump;
}

export function Complaints({ complaints, onJump }: ComplaintsProps) {
  return (
    <ul className={styles.complaints}>
      {complaints.map(({ line, column, path, say }) => (
        <li key={`${line}:${column} ${path} ${say}`}>
          <button type="button" onClick={() => onJump(line, column)}>
            <span className={styles.place}>
              {line}:{column}
            </span>{' '}
            {path !== '' && <code>{path}</code>} {say}
          </button>
        </li>
      ))}
    </ul>
  );
}
