import styles from './lesson.module.css';
import { type Outcome, SURE } from './lesson.ts';
import { Line, Prose } from './Prose.tsx';

/** What was predicted beside what happened: compared, not graded. */
export function Outcomes({ outcomes }: { readonly outcomes: readonly Outcome[] }) {
  return outcomes.map(({ predict, said, right, answer }) => {
    const sure = SURE.find(({ id }) => id === answer.sure)?.title.toLowerCase();
    return (
      <div key={predict.id} className={styles.outcome}>
        <p>
          You said{sure !== undefined && ` (${sure})`}: <Line text={said.text} />
        </p>
        {answer.reason !== undefined && <p className={styles.quiet}>Because: {answer.reason}</p>}
        <p>
          {said.right ? (
            <strong>So it is.</strong>
          ) : (
            <>
              What happened: <strong>{<Line text={right.text} />}</strong>
            </>
          )}
        </p>
        <Prose text={said.say} />
      </div>
    );
  });
}
