import { nowSentence, tellingEntry } from '../../views/now.ts';
import type { Scene } from '../../views/scene.ts';
import { sentenceOf } from '../../views/sentences.ts';
import { formatClock } from '../../views/words.ts';
import styles from './right.module.css';
import { WhyButton } from './WhyButton.tsx';

interface NowPanelProps {
  readonly scene: Scene;
  readonly index: number;
  readonly isPlaying: boolean;
  /** Somebody asks why this happened. */
  readonly onWhy: (entry: number) => void;
}

/** The sentence of what happens now, and beneath it the entry at which one stands. */
export function NowPanel({ scene, index, isPlaying, onWhy }: NowPanelProps) {
  const entry = scene.trace.entries[index];
  const telling = tellingEntry(scene.trace, index);
  const isOver = entry?.kind === 'over' && entry.why !== 'until';
  const state = isPlaying ? 'playing' : isOver ? 'the end of the run' : 'paused';
  return (
    <section className={styles.now} aria-label="Now">
      <p className={styles.eyebrow}>
        {formatClock(telling?.atUs ?? 0)} · {state}
      </p>
      <p className={styles.sentence} data-testid="now">
        {nowSentence(scene, index)}
      </p>
      <p className={styles.entry}>
        {(index + 1).toLocaleString('en')} of {scene.trace.entries.length.toLocaleString('en')}
        {!isPlaying && entry !== undefined && entry !== telling && `: ${sentenceOf(scene, entry)}`}
      </p>
      {!isPlaying && telling !== undefined && telling.cause >= 0 && (
        <WhyButton about={sentenceOf(scene, telling)} onAsk={() => onWhy(telling.id)} />
      )}
    </section>
  );
}
