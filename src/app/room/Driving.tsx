import { useEffect, useState } from 'react';
import type { PlaybackStore } from '../../playback/store.ts';
import type { Room } from '../../room/client/room.ts';
import { App } from '../App.tsx';
import type { ClassStep } from './classRun.ts';
import styles from './room.module.css';
import { showClass } from './show.ts';

interface DrivingProps {
  readonly store: PlaybackStore;
  readonly room: Room;
  readonly lesson: ClassStep | null;
}

/** The instructor gave the wheel away: what is done here everybody sees. */
export function Driving({ store, room, lesson }: DrivingProps) {
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    // With a link, whatever the step's own run is: the driver may change anything.
    const step = lesson && {
      scenario: lesson.scenario.id,
      step: lesson.step.id,
      run: { ...store.getState().run, version: 1 as const, seed: -1 },
    };
    const showing = showClass(store, () => step, room.drive, setProblem);
    return showing.close;
  }, [store, room, lesson]);
  return (
    <div className={styles.fill}>
      {problem !== null && <p role="alert">{problem}</p>}
      <App store={store} />
    </div>
  );
}
