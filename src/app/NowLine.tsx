import { usePlayback } from '../playback/usePlayback.ts';
import { nowSentence } from '../views/now.ts';
import styles from './NowLine.module.css';

/** The sentence of what happens now, over the diagram, where the panel that has it is a sheet. */
export function NowLine() {
  const scene = usePlayback((state) => state.scene);
  const index = usePlayback((state) => state.playhead.index);
  return (
    <p className={styles.line} data-testid="now">
      {nowSentence(scene, index)}
    </p>
  );
}
