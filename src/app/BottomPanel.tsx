import { Suspense } from 'react';
import { PlaybackBar } from '../panels/bottom/PlaybackBar.tsx';
import { later } from '../playback/later.ts';
import type { BottomPanelProps } from './Pictures.tsx';
import styles from './Workbench.module.css';

const Pictures = later(async () => (await import('./Pictures.tsx')).Pictures);
const Timeline = later(async () => (await import('../panels/bottom/Timeline.tsx')).Timeline);

/** Playback, and what it plays as pictures. */
export function BottomPanel({ onTab }: BottomPanelProps) {
  return (
    <div className={styles.bottomRoom}>
      <div className={styles.bottom}>
        <div className={styles.bottomBar}>
          <PlaybackBar />
        </div>
        <Suspense>
          <Pictures {...(onTab && { onTab })} />
        </Suspense>
      </div>
    </div>
  );
}

/** On a phone: the timeline as one strip, and the rest of the room for the diagram. */
export function PhoneBottom() {
  return (
    <div className={styles.phoneBottom}>
      <Suspense>
        <Timeline strip />
      </Suspense>
      <PlaybackBar />
    </div>
  );
}
