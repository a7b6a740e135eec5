import { Play, SkipForward } from 'lucide-react';
import { usePlayback, usePlaybackStore } from '../../playback/usePlayback.ts';
import type { StepOf } from '../../scenario/scenario.ts';
import { Button } from '../controls/Button.tsx';
import { changesOf } from './changes.ts';
import { Figures } from './Figures.tsx';
import type { StepProps } from './LessonPanel.tsx';
import styles from './lesson.module.css';
import { outcomesOf } from './lesson.ts';
import { Outcomes } from './Outcomes.tsx';
import { Prose } from './Prose.tsx';

/** Plays a stretch of a run, stops at its end, and says what was to be seen. */
export function PlayingStep(props: StepProps<StepOf<'run' | 'fault' | 'fix'>>) {
  const { lesson, snapshot, step } = props;
  const store = usePlaybackStore();
  const flow = usePlayback((state) => state.scene.flow);
  const playing = usePlayback((state) => state.playing);
  const isStopped = snapshot.matches({ watching: 'stopped' });
  const changes = changesOf(flow, step);
  const play = () => {
    lesson.play();
    lesson.onSheet(false);
  };
  return (
    <>
      <Prose text={step.say} />
      {changes.length > 0 && (
        <ul className={styles.changes} aria-label="What is set">
          {changes.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      )}
      {!isStopped && (
        <div className={styles.buttons}>
          {playing ? (
            <Button onPress={() => store.getState().toEnd()}>
              <SkipForward size={14} aria-hidden /> To where it stops
            </Button>
          ) : (
            <Button look="strong" onPress={play}>
              <Play size={14} aria-hidden />
              {step.kind === 'fix' ? 'Turn it on and replay' : 'Play it'}
            </Button>
          )}
        </div>
      )}
      <div role="status" className={styles.body}>
        {isStopped && (
          <>
            <Outcomes outcomes={outcomesOf(snapshot.context, step)} />
            {step.outcome !== undefined && <Prose text={step.outcome} />}
          </>
        )}
      </div>
      {isStopped && step.kind === 'fix' && <Figures {...props} step={step} />}
      {isStopped && (
        <div className={styles.buttons}>
          <Button
            onPress={() => {
              lesson.actor.send({ type: 'again' });
              play();
            }}
          >
            Play again
          </Button>
          {step.kind === 'fix' && (
            <Button onPress={lesson.sideBySide}>See both side by side</Button>
          )}
        </div>
      )}
    </>
  );
}
