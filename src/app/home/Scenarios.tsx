import { Check, Circle } from 'lucide-react';
import { Link } from 'wouter';
import { LEVELS, type Level, type ScenarioAbout } from '../../scenario/scenario.ts';
import { isFinished, type Progress, stepLeft, useProgress } from '../progress/progress.ts';
import { shelf } from '../scenarios/shelf.ts';
import styles from './Home.module.css';
import own from './Scenarios.module.css';

const TITLES: Readonly<Record<Level, string>> = {
  intro: 'First steps',
  core: 'In practice',
  stretch: 'Hard to believe',
};

/** The scenarios in three levels, with what one has finished. */
export function Scenarios() {
  const progress = useProgress();
  if (shelf.length === 0) return null;
  return (
    <section aria-labelledby="scenarios" className={styles.part}>
      <h2 id="scenarios">Guided scenarios</h2>
      <p className={styles.sub}>
        Ten minutes each: a prediction, a failure, a fix, a challenge that the machine checks.
      </p>
      <div className={own.levels}>
        {LEVELS.map((level) => (
          <LevelList key={level} {...{ level, progress }} />
        ))}
      </div>
    </section>
  );
}

interface LevelListProps {
  readonly level: Level;
  readonly progress: Progress;
}

function LevelList({ level, progress }: LevelListProps) {
  const scenarios = shelf.filter((each) => each.level === level);
  if (scenarios.length === 0) return null;
  const done = scenarios.filter(({ id }) => isFinished(progress, id)).length;
  return (
    <section className={own.level} aria-label={TITLES[level]}>
      <h3>
        {TITLES[level]}
        {progress.isRead && ` · ${done} of ${scenarios.length} done`}
      </h3>
      <ul>
        {scenarios.map((scenario) => (
          <li key={scenario.id}>
            <ScenarioLine {...{ scenario, progress }} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface ScenarioLineProps {
  readonly scenario: ScenarioAbout;
  readonly progress: Progress;
}

function ScenarioLine({ scenario: { id, title, summary, minutes }, progress }: ScenarioLineProps) {
  const isDone = isFinished(progress, id);
  const isBegun = stepLeft(progress, id) !== null;
  const Icon = isDone ? Check : Circle;
  return (
    <Link href={`/play?s=${id}`} className={own.scenario} title={summary}>
      <Icon size={14} aria-hidden className={isDone ? own.done : own.open} />
      <span>
        {title}
        {isDone && <span className="visually-hidden">, finished</span>}
        {isBegun && <em> · begun</em>}
      </span>
      <small>{minutes} min</small>
    </Link>
  );
}
