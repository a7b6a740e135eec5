import { nowSentence, tellingEntry } from '../../views/now.ts';
import type { Scene } from '../../views/scene.ts';
import { sentenceOf } from '../../views/sentences.ts';
import { formatClock } from '../../views/words.ts';
import styles from './right.module.css';

interface NowPanelProps {
  readonly scene: Scene;
  readonly index: number;
  readonly isPlaying: boolean;
}

/** The sentence of what happens now, and beneath it the entry at which one stands. */
export function NowPanel({ scene, index, isPlaying }: NowPanelProps) {
  const entry = scene.trace.entries[index];
  const telling = tellingEntry(scene.trace, index);
  const state = isPlaying ? 'playing' : entry?.kind === 'over' ? 'the end of the run' : 'paused';
  return (
    <section className={styles.now} aria-label="Now">
      <p className={styles.eyebrow}>
        {formatClock(telling?.atUs ?? 0)} · {state}
      </p>
      <p className={styles.sentence} data-testid="now">
        {nowSentence(scene, index)}
      </p>
      <p className={styles.entry}>
        {index + 1} of {scene.trace.entries.length}
        {!isPlaying && entry !== undefined && entry !== telling && `: ${sentenceOf(scene, entry)}`}
      </p>
    </section>
  );
}
