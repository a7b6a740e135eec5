import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { Scenario, ScenarioAbout } from '../../scenario/scenario.ts';
import type { LessonHandle } from './context.ts';
import styles from './lesson.module.css';
import { Line, Prose } from './Prose.tsx';

interface EndingProps {
  readonly lesson: LessonHandle;
  readonly scenario: Scenario;
}

/** What real systems do, what will be asked again, and what comes next. */
export function Ending({ lesson, scenario }: EndingProps) {
  const { realSystems, recall, title } = scenario;
  const [next, setNext] = useState<readonly ScenarioAbout[]>([]);
  useEffect(() => void lesson.following().then(setNext), [lesson]);
  return (
    <div className={styles.body}>
      <Prose text={realSystems.say} />
      <ul className={styles.sources} aria-label="Sources">
        {realSystems.sources.map(({ title: words, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              {words}
            </a>
          </li>
        ))}
      </ul>
      <h3 className={styles.heading}>To remember</h3>
      <p className={styles.quiet}>Try now. They come back on the home page after some days.</p>
      {recall.map(({ ask, answer, afterDays }) => (
        <details key={ask} className={styles.recall}>
          <summary>
            <Line text={ask} />
          </summary>
          <Prose text={answer} />
          <p className={styles.quiet}>
            Asked again in {afterDays === 1 ? 'a day' : `${afterDays} days`}.
          </p>
        </details>
      ))}
      <h3 className={styles.heading}>Next</h3>
      <ul className={styles.next}>
        {next.map(({ id, title: words, summary, minutes }) => (
          <li key={id}>
            <Link href={`/play?s=${id}`}>{words}</Link>
            <span className={styles.quiet}>
              {summary} {minutes} min.
            </span>
          </li>
        ))}
        <li>
          <Link href="/">All scenarios</Link>
        </li>
      </ul>
      <p className={styles.quiet}>You have finished “{title}”.</p>
      <div className={styles.buttons}>
        <button type="button" className={styles.linkButton} onClick={lesson.explore}>
          Explore the last run freely
        </button>
        <button type="button" className={styles.linkButton} onClick={() => lesson.go(0)}>
          Look at it again
        </button>
      </div>
    </div>
  );
}
