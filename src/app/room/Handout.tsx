import { Prose } from '../../panels/lesson/Prose.tsx';
import type { Scenario } from '../../scenario/scenario.ts';
import styles from './room.module.css';
import { textOf, titleOfStep } from './stepWords.ts';

/** All steps with their notes, for paper: seen only there. */
export function Handout({ scenario }: { readonly scenario: Scenario }) {
  return (
    <article className={styles.handout}>
      <h1>{scenario.title}</h1>
      {scenario.notes !== undefined && <Prose text={scenario.notes} />}
      {scenario.steps.map((step, i) => (
        <section key={step.id}>
          <h2>{titleOfStep(step, i)}</h2>
          <Prose text={textOf(step)} />
          {step.kind === 'predict' && (
            <ol type="A">
              {step.options.map(({ id, text, right }) => (
                <li key={id}>
                  <Prose text={`${text}${right ? ' **✓**' : ''}`} />
                </li>
              ))}
            </ol>
          )}
          {step.notes !== undefined && (
            <aside>
              <b>Notes</b>
              <Prose text={step.notes} />
            </aside>
          )}
        </section>
      ))}
      <h2>What real systems do</h2>
      <Prose text={scenario.realSystems.say} />
    </article>
  );
}
