import { Check, Circle, Lock, LockOpen, RotateCcw } from 'lucide-react';
import { useMemo } from 'react';
import type { Flow } from '../../flow/flow.ts';
import { usePlayback } from '../../playback/usePlayback.ts';
import { type Allowed, OTHER_SEEDS, type StepOf } from '../../scenario/scenario.ts';
import { words } from '../../views/words.ts';
import { Button } from '../controls/Button.tsx';
import { failedSeeds, type GoalRow, goalRows } from './goals.ts';
import { Hints } from './Hints.tsx';
import type { StepProps } from './LessonPanel.tsx';
import styles from './lesson.module.css';
import { answerOf } from './lesson.ts';
import { Prose } from './Prose.tsx';

const SEEDS = OTHER_SEEDS + 1;

/** A goal, some open controls, and a judge who looks at more seeds than one. */
export function ChallengeStep({ lesson, snapshot, step }: StepProps<StepOf<'challenge'>>) {
  const { context } = snapshot;
  const scene = usePlayback((state) => state.scene);
  const working = usePlayback((state) => state.working);
  const goals = useMemo(() => goalRows(scene, step.goal), [scene, step]);
  const isJudging = snapshot.matches({ trying: 'judging' });
  const failed =
    context.judgement === null ? [] : failedSeeds(scene.flow, context.judgement).slice(0, 6);
  return (
    <>
      <Prose text={step.say} />
      <p className={styles.open}>
        <LockOpen size={14} aria-hidden /> Open to you: {openTo(scene.flow, step.allow).join(', ')}.
        <span className={styles.quiet}>
          {' '}
          <Lock size={12} aria-hidden /> All else stays as it is.
        </span>
      </p>
      <div className={styles.toSetup}>
        <Button onPress={lesson.toSetup}>Open the controls</Button>
      </div>
      <ul className={styles.goals} aria-label={`Goals, at seed ${scene.run.seed}`}>
        {goals.map((goal) => (
          <Goal key={goal.title + goal.target} goal={goal} />
        ))}
      </ul>
      <div className={styles.buttons}>
        <Button look="strong" isDisabled={isJudging || working} onPress={lesson.judge}>
          {isJudging ? 'Judging …' : `Judge it at ${SEEDS} seeds`}
        </Button>
        <Button onPress={lesson.startOver}>
          <RotateCcw size={14} aria-hidden /> Start again
        </Button>
      </div>
      {isJudging && (
        <div className={styles.judging}>
          <progress max={SEEDS} value={context.seedsJudged} aria-label="Seeds judged" />
          <span>
            {context.seedsJudged} of {SEEDS}
          </span>
        </div>
      )}
      {failed.length > 0 && (
        <ul className={styles.seeds} aria-label="Seeds at which it fails">
          {failed.map(({ seed, found }) => (
            <li key={seed}>
              <Button onPress={() => lesson.showSeed(seed)}>See seed {seed}</Button>
              <span>{found}</span>
            </li>
          ))}
        </ul>
      )}
      <Hints lesson={lesson} hints={step.hints} answer={answerOf(context, step)} />
    </>
  );
}

function Goal({ goal }: { readonly goal: GoalRow }) {
  const { title, value, target, met, distance, nearness } = goal;
  return (
    <li className={met ? styles.met : styles.unmet}>
      {met ? <Check size={15} aria-label="met:" /> : <Circle size={15} aria-label="not met:" />}
      <div className={styles.goalBody}>
        <span className={styles.goalTitle}>{title}</span>
        <span className={styles.goalFigures}>
          {value} <span className={styles.quiet}>wanted {target}</span>
        </span>
        <span className={styles.bar} aria-hidden>
          <span style={{ inlineSize: `${Math.round(nearness * 100)}%` }} />
        </span>
        {!met && <span className={styles.distance}>{distance}</span>}
      </div>
    </li>
  );
}

function openTo(flow: Flow, { variants, fixes, params, faults }: Allowed): readonly string[] {
  return [
    ...(variants.length === 0
      ? []
      : [`variant (${variants.map((name) => flow.variants[name]?.title ?? name).join(', ')})`]),
    ...fixes.map((name) => flow.fixes[name]?.title ?? words(name)),
    ...params.map((name) => flow.params[name]?.title ?? words(name)),
    ...(faults.length === 0 ? [] : [`faults (${faults.map(words).join(', ')})`]),
  ];
}
