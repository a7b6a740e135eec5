import { type ReactNode, useEffect, useRef } from 'react';
import { useSize } from '../../panels/bottom/useSize.ts';
import type { PlaybackStore } from '../../playback/store.ts';
import { PlaybackContext } from '../../playback/usePlayback.ts';
import { advanceWhilePlaying } from '../advance.ts';
import { DiagramView } from '../DiagramView.tsx';
import { NowLine } from '../NowLine.tsx';
import styles from './room.module.css';

interface StageProps {
  readonly store: PlaybackStore;
  /** Only to be looked at. */
  readonly isStill?: boolean;
  readonly children?: ReactNode;
}

/** The diagram of a playback, and the sentence of what happens. */
export function Stage({ store, isStill = false, children }: StageProps) {
  const box = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(box);
  useEffect(() => advanceWhilePlaying(store), [store]);
  return (
    <PlaybackContext value={store}>
      <div className={styles.stage}>
        <div ref={box} className={styles.diagram} inert={isStill}>
          <DiagramView upright={height > width} inviting={false} fixed={isStill} bare />
        </div>
        <NowLine />
        {children}
      </div>
    </PlaybackContext>
  );
}
